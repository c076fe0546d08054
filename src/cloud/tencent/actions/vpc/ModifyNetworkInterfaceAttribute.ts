// Changes name, description and groups of a network interface; the groups are replaced as a whole, in order.

import { fail } from '../../../../core/model/faults.ts'
import { modifyEni } from '../../../../service/eni/modify.ts'
import { replaceGroups } from '../../../../service/eni/replaceGroups.ts'
import { owned } from '../../../../service/owned.ts'
import { action } from '../../action.ts'
import { idList } from '../fields.ts'
import { clientToken, eniDescription, eniId, eniName, trunking } from './eniFields.ts'

export const ModifyNetworkInterfaceAttribute = action({
  name: 'ModifyNetworkInterfaceAttribute',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Change the attributes of a network interface.',
  effect: 'write',
  input: {
    NetworkInterfaceId: eniId,
    NetworkInterfaceName: eniName,
    NetworkInterfaceDescription: eniDescription,
    SecurityGroupIds: idList('sg', 'Its security groups from now on, in order.'),
    TrunkingFlag: trunking,
    ClientToken: clientToken,
  },
  faults: ['eniNotFound', 'groupNotFound', 'groupFull', 'tooManyGroups', 'tooManyRulesOnEni'],
  missing: [],
  example: { NetworkInterfaceId: 'eni-abcd1234', SecurityGroupIds: ['sg-abcd1234'] },
  run(call, parameters, { region }) {
    const { NetworkInterfaceId: id, SecurityGroupIds: groupIds = [] } = parameters
    const { NetworkInterfaceName: name, NetworkInterfaceDescription: description } = parameters
    if (owned(call, 'eni', id, region) === undefined) fail({ name: 'eniNotFound', eniId: id })
    if (groupIds.length > 0) replaceGroups(call, { region, eniId: id, groupIds })
    modifyEni(call, { eniId: id, region, name, description, securityGroupIds: [] })
    return {}
  },
})
