// Adds entries of five fields to a network ACL, each at the place it asks for or behind the others.

import type { Direction } from '../../../../core/model/packet.ts'
import { findNetworkAcl } from '../../../../service/networkAcl/findNetworkAcl.ts'
import { updateEntries } from '../../../../service/networkAcl/updateEntries.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { fiveSpecs, kept, ofKind } from './fiveEntries.ts'
import { fiveSet, networkAclId, type SentFive } from './networkAclFields.ts'

export const CreateNetworkAclQuintupleEntries = action({
  name: 'CreateNetworkAclQuintupleEntries',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Add entries of five fields to a network ACL.',
  effect: 'write',
  input: { NetworkAclId: networkAclId, NetworkAclQuintupleSet: required(fiveSet) },
  faults: ['networkAclNotFound', 'tooManyAclEntries', 'aclWithoutIpv6'],
  missing: [],
  example: {
    NetworkAclId: 'acl-abcd1234',
    NetworkAclQuintupleSet: { Ingress: [{ Protocol: 'TCP', DestinationPort: '80', Action: 'ACCEPT' }] },
  },
  run(call, parameters, { region }) {
    const { NetworkAclId, NetworkAclQuintupleSet: set } = parameters
    const acl = ofKind(findNetworkAcl(call, { region, networkAclId: NetworkAclId }), true)
    const listOf = (direction: Direction, sent: readonly SentFive[] = []) => {
      const list = kept(acl, direction)
      for (const [at, one] of fiveSpecs(sent, direction).entries())
        list.splice((sent[at]?.Priority ?? list.length + 1) - 1, 0, one)
      return list
    }
    updateEntries(call, {
      region,
      networkAclId: acl.id,
      ingress: listOf('ingress', set.Ingress),
      egress: listOf('egress', set.Egress),
    })
    return {}
  },
})
