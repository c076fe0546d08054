// Takes entries of five fields out of a network ACL, by their ids.

import { fail } from '../../../../core/model/faults.ts'
import type { Direction } from '../../../../core/model/packet.ts'
import { findNetworkAcl } from '../../../../service/networkAcl/findNetworkAcl.ts'
import { updateEntries } from '../../../../service/networkAcl/updateEntries.ts'
import { action } from '../../action.ts'
import { filled, list, object, required } from '../../fields.ts'
import { tooMany } from '../fields.ts'
import { kept, ofKind } from './fiveEntries.ts'
import { networkAclId, restOfFive } from './networkAclFields.ts'

const entries = list(
  object(
    { NetworkAclQuintupleEntryId: required(filled({ about: 'Id of the entry.' })), ...restOfFive },
    { about: 'One entry.' },
  ),
  { about: 'Entries.', max: 100, tooMany },
)

export const DeleteNetworkAclQuintupleEntries = action({
  name: 'DeleteNetworkAclQuintupleEntries',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Delete entries of five fields of a network ACL.',
  effect: 'write',
  input: {
    NetworkAclId: networkAclId,
    NetworkAclQuintupleSet: required(
      object({ Ingress: entries, Egress: entries }, { about: 'Entries of both directions.' }),
    ),
  },
  faults: ['networkAclNotFound', 'aclEntryNotFound'],
  missing: [],
  example: {
    NetworkAclId: 'acl-abcd1234',
    NetworkAclQuintupleSet: { Ingress: [{ NetworkAclQuintupleEntryId: 'acli5x-abcd1234' }] },
  },
  run(call, parameters, { region }) {
    const { NetworkAclId, NetworkAclQuintupleSet: set } = parameters
    const acl = ofKind(findNetworkAcl(call, { region, networkAclId: NetworkAclId }), true)
    const listOf = (direction: Direction, sent: typeof set.Ingress = []) => {
      const gone = new Set<string>(sent.map(({ NetworkAclQuintupleEntryId: id }) => id))
      const unknown = [...gone].find((id) => !acl[direction].some((entry) => entry.id === id))
      if (unknown !== undefined) fail({ name: 'aclEntryNotFound', entryId: unknown, direction })
      return kept(acl, direction).filter(({ id }) => !gone.has(id ?? ''))
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
