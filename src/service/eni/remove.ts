// A network interface goes for good; public addresses on it become free.

import type { Eni } from '../../core/model/network.ts'
import type { Call } from '../call.ts'

export function removeEni(call: Call, eni: Eni): void {
  for (const eip of call.state.by('eip', 'eni', eni.id)) {
    if (eip.withInstance === true) call.state.remove('eip', eip.id)
    else call.state.put('eip', { ...eip, association: null })
  }
  call.state.remove('eni', eni.id)
}
