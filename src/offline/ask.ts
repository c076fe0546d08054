// A question about the groups of a world, all bound to one interface in the order given.

import { type Exposure, exposuresOf } from '../core/analysis/exposure/exposure.ts'
import type { Service } from '../core/analysis/exposure/service.ts'
import { parseAddress } from '../core/model/address.ts'
import { type AddressSet, setContains, setOfTexts } from '../core/model/addressSet.ts'
import type { EniId } from '../core/model/ids.ts'
import { INTERNET } from '../core/model/internet.ts'
import type { SecurityGroup } from '../core/model/securityGroup.ts'
import { addressTextsOf } from '../core/policy/peers.ts'
import type { KnownEni } from './part.ts'
import { problem } from './problem.ts'
import type { OfflineWorld } from './world.ts'

export interface Asked {
  readonly from: AddressSet | 'internet'
  readonly to: Service
}

/** An interface that nobody described: its addresses are not known. */
export function askGroups(world: OfflineWorld, groups: readonly SecurityGroup[], asked: Asked): Exposure {
  const nic = nicOf(world, groups, asked)
  const answer = ask(world, world.bind(groups, nic), asked, null)
  if (nic === undefined || groups.every(({ id }) => world.classic.has(id))) return answer
  // Nobody said whether the two kinds of rules belong to two interfaces or, in a VPC, to one.
  const inVpc = ask(world, world.bind(groups), asked, null)
  return inVpc.open === answer.open ? answer : undecided(answer, inVpc, groups)
}

const undecided = (one: Exposure, other: Exposure, groups: readonly SecurityGroup[]): Exposure => ({
  open: 'unknown',
  witness: null,
  narrowed: [],
  rules: [...new Set([...one.rules, ...other.rules])],
  reason: { kind: 'unknown', missing: groups.map(({ id }) => `VpcId of ${id}`) },
})

/** An interface that the context describes, with the groups it really has. */
export function askEni(world: OfflineWorld, eniId: string, asked: Asked): Exposure {
  const known = world.enis.find(({ eni }) => eni.id === eniId) ?? problem('noSuchEni', { eni: eniId })
  const missing = known.eni.securityGroupIds.find((id) => world.reader.get('securityGroup', id) === undefined)
  if (missing !== undefined) problem('groupNotGiven', { eni: eniId, group: missing })
  return ask(world, known.eni.id, asked, reachable(known, asked))
}

function ask(world: OfflineWorld, eniId: EniId, { from, to }: Asked, own: AddressSet | null): Exposure {
  const isInternet = from === 'internet'
  const question = { from: isInternet ? INTERNET : from, isInternet, own, service: to }
  const answer = exposuresOf(world.reader, eniId, world.knowledge)?.(question)
  if (answer === undefined) throw new Error(`INVARIANT: the interface was put: ${eniId}`)
  return answer
}

/** P9: from the internet there is a way only through a public address, or to an IPv6 address that is one. */
function reachable({ eni, published }: KnownEni, { from }: Asked): AddressSet {
  if (from !== 'internet') return setOfTexts(addressTextsOf(eni))
  return setOfTexts([...published, ...eni.ipv6Addresses.filter(isPublic)])
}

function isPublic(text: string): boolean {
  const address = parseAddress(text)
  return address !== undefined && setContains(INTERNET, address)
}

export const hasInternetNic = ({ reader }: OfflineWorld, { id }: SecurityGroup): boolean =>
  reader.by('rule', 'group', id).some(({ nic }) => nic === 'internet')

/** K1: rules of classic groups belong to one of two interfaces; who calls decides which is meant. */
function nicOf(world: OfflineWorld, groups: readonly SecurityGroup[], { from }: Asked) {
  if (!groups.some((group) => hasInternetNic(world, group))) return undefined
  const isOutside =
    from === 'internet' || from.every(({ family, first }) => setContains(INTERNET, { family, value: first }))
  return isOutside ? 'internet' : 'intranet'
}
