// What binding and unbinding of groups have in common: auxiliary interfaces only, a primary one has its instance's groups.

import { fail } from '../../../../core/model/faults.ts'
import type { Eni } from '../../../../core/model/network.ts'
import type { Call } from '../../../../service/call.ts'
import { findChangeableEni } from '../../../../service/eni/find.ts'
import { required } from '../../fields.ts'
import { idList } from '../fields.ts'

export const bindingFields = {
  NetworkInterfaceIds: required(idList('eni', 'Network interfaces.')),
  SecurityGroupIds: required(idList('sg', 'Security groups.')),
}

export const auxiliaryEnis = (call: Call, ids: readonly string[], region: string): readonly Eni[] =>
  [...new Set(ids)].map((eniId) => {
    const eni = findChangeableEni(call, eniId, region)
    return eni.kind === 'primary' ? fail({ name: 'eniPrimary', eniId: eni.id }) : eni
  })
