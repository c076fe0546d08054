// Adds entries to a network ACL, each at the place it asks for or behind the others.

import type { Direction } from '../../../../core/model/packet.ts'
import { findNetworkAcl } from '../../../../service/networkAcl/findNetworkAcl.ts'
import { type EntrySpec, updateEntries } from '../../../../service/networkAcl/updateEntries.ts'
import { entrySpecOf } from '../../aclCodec.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { tags } from '../fields.ts'
import { ofKind } from './fiveEntries.ts'
import { entrySet, networkAclId, type SentEntry } from './networkAclFields.ts'

export const CreateNetworkAclEntries = action({
  name: 'CreateNetworkAclEntries',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Add entries to a network ACL.',
  effect: 'write',
  input: {
    NetworkAclId: networkAclId,
    NetworkAclEntrySet: required(entrySet),
    Tags: { ...tags, ignored: true },
  },
  faults: ['networkAclNotFound', 'tooManyAclEntries', 'aclWithoutIpv6'],
  missing: [],
  example: {
    NetworkAclId: 'acl-abcd1234',
    NetworkAclEntrySet: {
      Ingress: [{ Protocol: 'TCP', Port: '80', CidrBlock: '0.0.0.0/0', Action: 'ACCEPT' }],
    },
  },
  run(call, parameters, { region }) {
    const { NetworkAclId: id, NetworkAclEntrySet: set } = parameters
    const acl = ofKind(findNetworkAcl(call, { region, networkAclId: id }), false)
    const listOf = (direction: Direction, sent: readonly SentEntry[] = []) => {
      const list: EntrySpec[] = acl[direction].map((entry) => ({ ...entry, family: null }))
      const path = `NetworkAclEntrySet.${direction === 'ingress' ? 'Ingress' : 'Egress'}`
      for (const [at, one] of sent.entries())
        list.splice((one.Priority ?? list.length + 1) - 1, 0, entrySpecOf(one, `${path}.${at}`))
      return list
    }
    updateEntries(call, {
      region,
      networkAclId: id,
      ingress: listOf('ingress', set.Ingress),
      egress: listOf('egress', set.Egress),
    })
    return {}
  },
})
