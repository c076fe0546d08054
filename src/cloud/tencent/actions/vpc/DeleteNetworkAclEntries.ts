// Takes entries out of a network ACL, by their ids.

import { fail } from '../../../../core/model/faults.ts'
import type { Direction } from '../../../../core/model/packet.ts'
import { findNetworkAcl } from '../../../../service/networkAcl/findNetworkAcl.ts'
import { updateEntries } from '../../../../service/networkAcl/updateEntries.ts'
import { action } from '../../action.ts'
import { refuse } from '../../error.ts'
import { filled, list, object, required } from '../../fields.ts'
import { missing } from '../../gatewayErrors.ts'
import { tooMany } from '../fields.ts'
import { ofKind } from './fiveEntries.ts'
import { networkAclId, restOfEntry } from './networkAclFields.ts'

const entry = object(
  {
    NetworkAclIpv4EntryId: filled({ about: 'Id of the entry.' }),
    NetworkAclIpv6EntryId: filled({ about: 'Id of the entry.' }),
    ...restOfEntry,
  },
  { about: 'One entry.' },
)
const entries = list(entry, { about: 'Entries.', max: 100, tooMany })

export const DeleteNetworkAclEntries = action({
  name: 'DeleteNetworkAclEntries',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Delete entries of a network ACL.',
  effect: 'write',
  input: {
    NetworkAclId: networkAclId,
    NetworkAclEntrySet: required(
      object({ Ingress: entries, Egress: entries }, { about: 'Entries of both directions.' }),
    ),
  },
  faults: ['networkAclNotFound', 'aclEntryNotFound'],
  missing: [],
  example: {
    NetworkAclId: 'acl-abcd1234',
    NetworkAclEntrySet: { Ingress: [{ NetworkAclIpv4EntryId: 'acli4x-abcd1234' }] },
  },
  run(call, parameters, { region }) {
    const { NetworkAclId: networkAclId, NetworkAclEntrySet: set } = parameters
    const acl = ofKind(findNetworkAcl(call, { region, networkAclId }), false)
    const kept = (direction: Direction, sent: typeof set.Ingress = []) => {
      const ids = sent.map(
        (one, at) =>
          one.NetworkAclIpv4EntryId ??
          one.NetworkAclIpv6EntryId ??
          refuse(missing(`NetworkAclEntrySet.${at}.NetworkAclIpv4EntryId`)),
      )
      const unknown = ids.find((id) => !acl[direction].some((entry) => entry.id === id))
      if (unknown !== undefined) fail({ name: 'aclEntryNotFound', entryId: unknown, direction })
      return acl[direction]
        .filter(({ id }) => !ids.some((gone) => gone === id))
        .map((entry) => ({ ...entry, family: null }))
    }
    updateEntries(call, {
      region,
      networkAclId,
      ingress: kept('ingress', set.Ingress),
      egress: kept('egress', set.Egress),
    })
    return {}
  },
})
