// Who is meant by one end of an assertion: interfaces, and addresses outside of all VPCs.

import { type AddressSet, normaliseRanges, subtractSet, wholeFamily } from '../../model/addressSet.ts'
import { addressBehind } from '../../model/borne.ts'
import { type AddressRange, parseCidr, rangeOf, rangesOverlap } from '../../model/cidr.ts'
import type { Eni } from '../../model/network.ts'
import type { ResourceReader } from '../../model/resources.ts'
import { NEVER_PUBLIC } from '../../model/system.ts'
import { privateTextsOf, rangesIn } from '../../policy/peers.ts'

/** An interface and those of its addresses that are meant. */
export interface EndMember {
  readonly eni: Eni
  readonly addresses: AddressSet
  /** Those that have a public address, which is meant as well, and that one; a visible one is both. */
  readonly publicOnes: readonly { readonly private: AddressRange; readonly public: AddressRange }[]
}

export interface End {
  readonly members: readonly EndMember[]
  /** Public addresses that may be anybody's. */
  readonly outside: AddressSet
}

/**
 * `internet`, `10.0.0.0/8`, `203.0.113.7`, `eni-…`, `i-…` or the name of one instance, `sg-…` (its members),
 * `group:name` (those of all groups called so), `tag:key=value` (of the ENI or its instance), `any`. Undefined when
 * nobody is called so. Several of them, parted by commas, mean all of these.
 */
export function resolveEnd(reader: ResourceReader, word: string): End | undefined {
  const parts = word.split(',').map((part) => resolveOne(reader, part))
  const [first] = parts
  if (parts.length === 1 || parts.includes(undefined)) return parts.includes(undefined) ? undefined : first
  return union(parts as readonly End[])
}

function union(ends: readonly End[]): End {
  const members = new Map<string, EndMember>()
  for (const member of ends.flatMap((end) => end.members)) {
    const known = members.get(member.eni.id)
    const addresses = normaliseRanges([...(known?.addresses ?? []), ...member.addresses])
    const publicOnes = [...(known?.publicOnes ?? []), ...member.publicOnes]
    const once = new Map(publicOnes.map((each) => [each.public.first, each]))
    members.set(member.eni.id, { eni: member.eni, addresses, publicOnes: [...once.values()] })
  }
  return { members: [...members.values()], outside: normaliseRanges(ends.flatMap(({ outside }) => outside)) }
}

function resolveOne(reader: ResourceReader, word: string): End | undefined {
  const everybody = (): readonly Eni[] => [...reader.list('eni')]
  if (word === 'internet') return { members: [], outside: publicAddresses(reader) }
  if (word === 'any') return { members: membersOf(reader, everybody()), outside: publicAddresses(reader) }
  const tag = /^tag:([^=]+)=(.*)$/.exec(word)
  if (tag !== null) {
    const [, key = '', value = ''] = tag
    return inside(
      reader,
      everybody().filter((eni) => hasTag(reader, eni, key, value)),
    )
  }
  const named = /^group:(.+)$/.exec(word)
  if (named !== null) return groupsEnd(reader, named[1] ?? '')
  const cidr = parseCidr(word)
  if (cidr !== undefined) return blockEnd(reader, rangeOf(cidr))
  const [enis, ...others] = calledSo(reader, word)
  return enis === undefined || others.length > 0 ? undefined : inside(reader, enis)
}

/** By an id, or by the name of an instance: the interfaces of each that is called so. */
function calledSo(reader: ResourceReader, word: string): readonly (readonly Eni[])[] {
  const eni = reader.get('eni', word)
  if (eni !== undefined) return [[eni]]
  if (reader.get('securityGroup', word) !== undefined) return [reader.by('eni', 'group', word)]
  if (reader.get('instance', word) !== undefined) return [reader.by('eni', 'instance', word)]
  return [...reader.list('instance')]
    .filter(({ name }) => name === word)
    .map(({ id }) => reader.by('eni', 'instance', id))
}

/** How many are called by one word; 1 for words that describe somebody, whether there is anybody or not. */
export function howMany(reader: ResourceReader, word: string): number {
  const isDescription = /^(internet|any)$|^tag:[^=]+=|^group:./.test(word) || parseCidr(word) !== undefined
  return isDescription ? 1 : calledSo(reader, word).length
}

/** Somebody in two of them is meant once. */
function groupsEnd(reader: ResourceReader, name: string): End | undefined {
  const groups = [...reader.list('securityGroup')].filter((group) => group.name === name)
  if (groups.length === 0) return undefined
  const members = groups.flatMap(({ id }) => reader.by('eni', 'group', id))
  return inside(reader, [...new Map(members.map((eni) => [eni.id, eni])).values()])
}

/** Everybody else, and the other addresses of those that are meant by some of theirs. */
export function othersThan(reader: ResourceReader, { members, outside }: End): End {
  const meant = new Map(members.map((member) => [member.eni.id, member]))
  const others = membersOf(reader, [...reader.list('eni')]).flatMap((member) => {
    const known = meant.get(member.eni.id)
    if (known === undefined) return [member]
    const addresses = subtractSet(member.addresses, known.addresses)
    const named = new Set(known.publicOnes.map((each) => each.public.first))
    const publicOnes = member.publicOnes.filter((each) => !named.has(each.public.first))
    return addresses.length + publicOnes.length === 0 ? [] : [{ ...member, addresses, publicOnes }]
  })
  return { members: others, outside: subtractSet(publicAddresses(reader), outside) }
}

const inside = (reader: ResourceReader, enis: readonly Eni[]): End => ({
  members: membersOf(reader, enis),
  outside: [],
})

const hasTag = (reader: ResourceReader, eni: Eni, key: string, value: string): boolean =>
  eni.tags[key] === value ||
  (eni.instanceId !== null && reader.get('instance', eni.instanceId)?.tags[key] === value)

/** S3: public addresses that are nobody's here. */
function publicAddresses(reader: ResourceReader): AddressSet {
  const used = [...reader.list('eip')].filter(({ association }) => association !== null)
  const everything = normaliseRanges([wholeFamily(4), wholeFamily(6)])
  return subtractSet(
    subtractSet(everything, NEVER_PUBLIC),
    normaliseRanges(rangesIn(used.map((eip) => eip.address))),
  )
}

/** A block means whoever has an address in it, be it private or public. */
function blockEnd(reader: ResourceReader, block: AddressRange): End {
  const members = membersOf(reader, [...reader.list('eni')])
    .map((member) => ({
      ...member,
      addresses: within(member.addresses, block),
      publicOnes: member.publicOnes.filter(
        (each) => rangesOverlap(each.private, block) || rangesOverlap(each.public, block),
      ),
    }))
    .filter(({ addresses, publicOnes }) => addresses.length > 0 || publicOnes.length > 0)
  return { members, outside: within(publicAddresses(reader), block) }
}

const within = (set: AddressSet, block: AddressRange): AddressSet =>
  set
    .filter((range) => rangesOverlap(range, block))
    .map((range) => ({
      family: range.family,
      first: range.first > block.first ? range.first : block.first,
      last: range.last < block.last ? range.last : block.last,
    }))

function membersOf(reader: ResourceReader, enis: readonly Eni[]): EndMember[] {
  return enis.map((eni) => {
    const publicOnes = reader.by('eip', 'eni', eni.id).flatMap((eip) => {
      const [own] = rangesIn([addressBehind(eip) ?? ''])
      const [other] = rangesIn([eip.address])
      return own === undefined || other === undefined ? [] : [{ private: own, public: other }]
    })
    return { eni, addresses: normaliseRanges(rangesIn(privateTextsOf(eni))), publicOnes }
  })
}
