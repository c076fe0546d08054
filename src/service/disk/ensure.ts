// System disks for instances that were made before disks were kept.

import type { Call } from '../call.ts'
import { createDisks } from './create.ts'

export function ensureSystemDisks(call: Pick<Call, 'state' | 'now'>): void {
  const ids = { next: () => '' }
  for (const instance of call.state.list('instance'))
    if (call.state.by('disk', 'instance', instance.id).length === 0)
      createDisks({ ...call, ids, accountId: instance.accountId }, instance, { system: {}, data: [] })
}
