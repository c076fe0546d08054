// A rule as a caller wants it, and when two rules are the same (semantics T3).

import { formatCidr, parseCidr } from '../../core/model/cidr.ts'
import type { Direction } from '../../core/model/packet.ts'
import type { Nic, Peer, Rule } from '../../core/model/rule.ts'

/** Everything the caller decides about; `nic` null leaves it to the group's network. */
export type RuleSpec = Omit<Rule, 'id' | 'groupId' | 'direction' | 'nic' | 'system' | 'createdAt'> & {
  readonly nic: Nic | null
}

/** A rule to be found by what it looks like; without precedence any will do, the description never counts. */
export type RulePattern = Omit<RuleSpec, 'precedence' | 'description'> & {
  readonly precedence: number | null
}

/** A spec for one group's network. */
export type PlacedSpec = RuleSpec & { readonly direction: Direction; readonly nic: Nic }

/** What `sameKey` looks at. */
type Compared = Pick<
  Rule,
  'direction' | 'action' | 'protocol' | 'ports' | 'sourcePorts' | 'icmp' | 'peer' | 'ownCidr' | 'nic'
> & { readonly precedence: number | null }

/**
 * Equal for rules that are the same (T3). Blocks are compared as written, because they are echoed as written (T2):
 * who adds `1.2.3.4/32` beside `1.2.3.4` looks for that very text afterwards (Menshen's choice).
 */
export function ruleKey(rule: Compared): string {
  const known = KEYS.get(rule)
  if (known !== undefined) return known
  const key = keyWith(rule, (cidr) => cidr)
  KEYS.set(rule, key)
  return key
}

/** Rules are never changed in place, and each call looks at all of a group's: worth remembering. */
const KEYS = new WeakMap<Compared, string>()

/** The same with blocks compared by what they match. */
export const ruleMeaning = (rule: Compared): string => keyWith(rule, meaningOf)

const keyWith = (rule: Compared, cidrKey: (cidr: string) => string): string =>
  JSON.stringify([
    rule.direction,
    rule.action,
    rule.precedence,
    rule.protocol,
    rule.ports.kind === 'ranges' ? rule.ports.ranges.map(({ first, last }) => [first, last]) : rule.ports,
    rule.sourcePorts?.map(({ first, last }) => [first, last]) ?? null,
    rule.icmp === null ? null : [rule.icmp.type, rule.icmp.code],
    peerKey(rule.peer, cidrKey),
    rule.ownCidr === null ? null : cidrKey(rule.ownCidr),
    rule.nic,
  ])

function peerKey(peer: Peer, cidrKey: (cidr: string) => string): string {
  switch (peer.kind) {
    case 'cidr':
      return `cidr ${cidrKey(peer.cidr)}`
    case 'group':
      // Ids are unique over all accounts.
      return `group ${peer.groupId}`
    case 'prefixList':
      return `prefixList ${peer.listId}`
  }
}

function meaningOf(cidr: string): string {
  const parsed = parseCidr(cidr)
  return parsed === undefined ? cidr : formatCidr(parsed)
}
