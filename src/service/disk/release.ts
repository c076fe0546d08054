// What becomes of the disks when their instance goes: some go with it, the others wait for a new one.

import type { Call } from '../call.ts'

export function releaseDisks(call: Call, instanceId: string): void {
  for (const disk of call.state.by('disk', 'instance', instanceId)) {
    if (disk.deleteWithInstance) call.state.remove('disk', disk.id)
    else call.state.put('disk', { ...disk, instanceId: null, kind: 'data', device: '', detachedAt: call.now })
  }
}
