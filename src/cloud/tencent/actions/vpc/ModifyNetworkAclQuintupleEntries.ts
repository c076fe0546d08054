// Changes entries of five fields that are there; the others stay.

import { fail } from '../../../../core/model/faults.ts'
import type { Direction } from '../../../../core/model/packet.ts'
import { findNetworkAcl } from '../../../../service/networkAcl/findNetworkAcl.ts'
import { updateEntries } from '../../../../service/networkAcl/updateEntries.ts'
import { action } from '../../action.ts'
import { refuse } from '../../error.ts'
import { required } from '../../fields.ts'
import { missing } from '../../gatewayErrors.ts'
import { fiveSpecs, kept, ofKind } from './fiveEntries.ts'
import { fiveSet, networkAclId, type SentFive } from './networkAclFields.ts'

export const ModifyNetworkAclQuintupleEntries = action({
  name: 'ModifyNetworkAclQuintupleEntries',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Change entries of five fields of a network ACL.',
  effect: 'write',
  input: { NetworkAclId: networkAclId, NetworkAclQuintupleSet: required(fiveSet) },
  faults: ['networkAclNotFound', 'aclEntryNotFound', 'aclWithoutIpv6'],
  missing: [],
  example: {
    NetworkAclId: 'acl-abcd1234',
    NetworkAclQuintupleSet: {
      Ingress: [{ NetworkAclQuintupleEntryId: 'acli5x-abcd1234', Protocol: 'TCP', Action: 'DROP' }],
    },
  },
  run(call, parameters, { region }) {
    const { NetworkAclId, NetworkAclQuintupleSet: set } = parameters
    const acl = ofKind(findNetworkAcl(call, { region, networkAclId: NetworkAclId }), true)
    const listOf = (direction: Direction, sent: readonly SentFive[] = []) => {
      const list = kept(acl, direction)
      for (const changed of fiveSpecs(sent, direction, idOf)) {
        const at = list.findIndex(({ id }) => id === changed.id)
        if (at < 0) fail({ name: 'aclEntryNotFound', entryId: changed.id ?? '', direction })
        list[at] = changed
      }
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

const idOf = ({ NetworkAclQuintupleEntryId: id }: SentFive): string =>
  id ?? refuse(missing('NetworkAclQuintupleSet.NetworkAclQuintupleEntryId'))
