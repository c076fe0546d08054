// What several files say as one: names that were made up while reading one never meet those of another.

import { asId, type RuleId, type SecurityGroupId } from '../core/model/ids.ts'
import type { Rule } from '../core/model/rule.ts'
import { joinParts, type KnownEni, type Part } from './part.ts'
import { problem } from './problem.ts'

/**
 * A group that goes by a file's name or an address of Terraform is another one in another file; one with an id of the
 * cloud is the same wherever it stands, so that pages and both directions of a group come together.
 */
export function joinFiles(parts: readonly Part[]): Part {
  const taken = new Set<SecurityGroupId>()
  const named = parts.map((part) => {
    const apart = groupsApart(part, taken)
    for (const { id } of apart.groups) taken.add(id)
    return apart
  })
  const joined = joinParts(rulesApart(named))
  refuseTwoLists(joined.prefixLists)
  refuseTwoLists(joined.portLists)
  return { ...joined, enis: enisTogether(joined.enis) }
}

const isOfCloud = (id: SecurityGroupId): boolean => /^sg-[a-z0-9]+$/i.test(id)

function groupsApart(part: Part, taken: ReadonlySet<SecurityGroupId>): Part {
  const used = new Set([...taken, ...part.groups.map(({ id }) => id)])
  const names = new Map<SecurityGroupId, SecurityGroupId>()
  for (const { id } of part.groups) {
    if (!taken.has(id) || isOfCloud(id) || names.has(id)) continue
    const name = firstFree(used, (count) => asId<SecurityGroupId>(`${id} (${count})`))
    names.set(id, name)
    used.add(name)
  }
  return names.size === 0 ? part : withNames(part, (id) => names.get(id) ?? id)
}

type NameOf = (id: SecurityGroupId) => SecurityGroupId

const withNames = (part: Part, nameOf: NameOf): Part => ({
  ...part,
  groups: part.groups.map((group) => ({ ...group, id: nameOf(group.id) })),
  rules: part.rules.map((rule) => ({ ...rule, groupId: nameOf(rule.groupId), peer: peerOf(rule, nameOf) })),
  enis: part.enis.map(({ eni, published }) => ({
    eni: { ...eni, securityGroupIds: eni.securityGroupIds.map(nameOf) },
    published,
  })),
  innerAccessUnsaid: part.innerAccessUnsaid.map(nameOf),
  pages: part.pages.map(nameOf),
  classic: part.classic.map(nameOf),
  memberless: part.memberless.map(nameOf),
})

const peerOf = ({ peer }: Rule, nameOf: NameOf): Rule['peer'] =>
  peer.kind === 'group' ? { ...peer, groupId: nameOf(peer.groupId) } : peer

interface Placed {
  readonly rule: Rule
  readonly part: Part
}

/** Of two rules under one id none may be lost: it could be the one that opens, or the one that closes. */
function rulesApart(parts: readonly Part[]): readonly Part[] {
  const known = new Map<RuleId, Placed>()
  return parts.map((part) => {
    const ids = new Map<RuleId, RuleId>()
    const rules = part.rules.map((rule) => {
      const id = idApart(known, { rule, part })
      known.set(id, { rule, part })
      ids.set(rule.id, id)
      return id === rule.id ? rule : { ...rule, id }
    })
    return { ...part, rules, doubts: part.doubts.map(([id, doubt]) => [ids.get(id) ?? id, doubt] as const) }
  })
}

function idApart(known: ReadonlyMap<RuleId, Placed>, { rule, part }: Placed): RuleId {
  const isFree = (id: RuleId): boolean => {
    const twin = known.get(id)
    return twin === undefined || contentOf(twin.rule) === contentOf(rule)
  }
  if (isFree(rule.id)) return rule.id
  const twin = known.get(rule.id) as Placed
  const isPlace = /:(?:in|e)gress:\d+$/.test(rule.id)
  const isOneRule = isPlace || (/^sgr-\w+$/i.test(rule.id) && twin.part !== part)
  if (isOneRule && twin.rule.groupId === rule.groupId) problem('ruleTwice', { rule: rule.id })
  for (let count = 2; ; count++) {
    const id = asId<RuleId>(`${rule.id} [${count}]`)
    if (isFree(id)) return id
  }
}

const contentOf = ({ id, description, ...rest }: Rule): string => JSON.stringify(rest)

function firstFree<T>(used: ReadonlySet<T>, nameOf: (count: number) => T): T {
  for (let count = 2; ; count++) {
    const name = nameOf(count)
    if (!used.has(name)) return name
  }
}

function refuseTwoLists(
  lists: readonly { readonly id: string; readonly entries: readonly object[] }[],
): void {
  const known = new Map<string, string>()
  for (const { id, entries } of lists) {
    const content = JSON.stringify(entries)
    if ((known.get(id) ?? content) !== content) problem('listTwice', { list: id })
    known.set(id, content)
  }
}

/** An interface may be told of by its instance as well, which knows less about it. */
function enisTogether(enis: readonly KnownEni[]): readonly KnownEni[] {
  const byId = new Map<string, KnownEni>()
  for (const known of enis) {
    const other = byId.get(known.eni.id)
    byId.set(known.eni.id, other === undefined ? known : both(other, known))
  }
  return [...byId.values()]
}

function both(one: KnownEni, other: KnownEni): KnownEni {
  const union = <T>(a: readonly T[], b: readonly T[]): readonly T[] => [...new Set([...a, ...b])]
  const { primaryAddress } = one.eni
  const others = union(one.eni.secondaryAddresses, [
    other.eni.primaryAddress,
    ...other.eni.secondaryAddresses,
  ])
  return {
    eni: {
      ...one.eni,
      secondaryAddresses: others.filter((address) => address !== primaryAddress && address !== ''),
      ipv6Addresses: union(one.eni.ipv6Addresses, other.eni.ipv6Addresses),
      prefixes: union(one.eni.prefixes, other.eni.prefixes),
      securityGroupIds: union(one.eni.securityGroupIds, other.eni.securityGroupIds),
    },
    published: union(one.published, other.published),
  }
}
