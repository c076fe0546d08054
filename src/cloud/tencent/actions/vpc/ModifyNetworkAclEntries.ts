// Replaces the entries of a network ACL, a direction at a time; or changes and adds entries one by one.

import type { NetworkAcl } from '../../../../core/model/networkAcl.ts'
import type { Direction } from '../../../../core/model/packet.ts'
import { findNetworkAcl } from '../../../../service/networkAcl/findNetworkAcl.ts'
import { type EntrySpec, updateEntries } from '../../../../service/networkAcl/updateEntries.ts'
import { entrySpecOf, isImplicit } from '../../aclCodec.ts'
import { action } from '../../action.ts'
import { refuse } from '../../error.ts'
import { flag } from '../../fields.ts'
import { missing } from '../../gatewayErrors.ts'
import { coexist } from '../fields.ts'
import { fiveLists, ofKind } from './fiveEntries.ts'
import { entrySet, fiveSet, networkAclId, type SentEntry } from './networkAclFields.ts'

export const ModifyNetworkAclEntries = action({
  name: 'ModifyNetworkAclEntries',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Replace or change the entries of a network ACL.',
  effect: 'write',
  input: {
    NetworkAclId: networkAclId,
    NetworkAclEntrySet: entrySet,
    NetworkAclQuintupleSet: fiveSet,
    EnableUpdateAclEntries: flag({ about: 'Change the entries that are named and keep the others.' }),
  },
  faults: ['networkAclNotFound', 'tooManyAclEntries', 'aclEntryNotFound', 'aclWithoutIpv6'],
  missing: [],
  example: {
    NetworkAclId: 'acl-abcd1234',
    NetworkAclEntrySet: {
      Ingress: [{ Protocol: 'TCP', Port: '80', CidrBlock: '0.0.0.0/0', Action: 'ACCEPT' }],
    },
  },
  run(call, parameters, { region }) {
    const { NetworkAclId: id, NetworkAclEntrySet, NetworkAclQuintupleSet } = parameters
    const { EnableUpdateAclEntries: single = false } = parameters
    const acl = findNetworkAcl(call, { region, networkAclId: id })
    if (NetworkAclEntrySet !== undefined && NetworkAclQuintupleSet !== undefined)
      refuse(coexist('NetworkAclEntrySet', 'NetworkAclQuintupleSet'))
    if (NetworkAclQuintupleSet !== undefined) {
      updateEntries(call, {
        region,
        networkAclId: ofKind(acl, true).id,
        ...fiveLists(NetworkAclQuintupleSet),
      })
      return {}
    }
    const set = NetworkAclEntrySet ?? refuse(missing('NetworkAclEntrySet'))
    ofKind(acl, false)
    const listOf = (direction: Direction, sent: readonly SentEntry[] | undefined) => {
      if (sent === undefined) return undefined
      const path = `NetworkAclEntrySet.${direction === 'ingress' ? 'Ingress' : 'Egress'}`
      const specs = sent.map((one, at) => entrySpecOf(one, `${path}.${at}`, single ? idOf(one) : null))
      return single ? changed(acl, direction, specs) : withoutImplicit(specs)
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

const idOf = (sent: SentEntry): string | null =>
  sent.NetworkAclIpv4EntryId ?? sent.NetworkAclIpv6EntryId ?? null

/** Sent at the end it is what stands there anyway. */
const withoutImplicit = (specs: readonly EntrySpec[]): readonly EntrySpec[] => {
  const last = specs.at(-1)
  return last !== undefined && isImplicit(last) ? specs.slice(0, -1) : specs
}

/** Known entries in their places with what is sent of them, new ones behind. */
function changed(acl: NetworkAcl, direction: Direction, specs: readonly EntrySpec[]): readonly EntrySpec[] {
  const known = acl[direction].map(
    (entry): EntrySpec => specs.find(({ id }) => id === entry.id) ?? { ...entry, family: null },
  )
  const others = specs.filter(({ id }) => !acl[direction].some((entry) => entry.id === id))
  return [...known, ...others]
}
