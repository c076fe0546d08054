// What is known of all rules of a group without going through them again: kept up as rules come to it.

import type { ResourceReader } from '../../core/model/resources.ts'
import type { Rule } from '../../core/model/rule.ts'
import { extendedFrom } from '../../core/model/tables.ts'

export interface Tally {
  /** `firstPort` of each. */
  readonly firstPorts: ReadonlySet<number>
  /** How many name a group. */
  readonly groupPeers: number
  /** Rules whose weight depends on lists that they name; all others weigh one. */
  readonly listed: readonly Rule[]
}

/** Lists of rules are handed out and never changed: what was once counted stays true of them. */
export function tallyOf(rules: readonly Rule[]): Tally {
  const known = TALLIES.get(rules)
  if (known !== undefined) return known
  const shorter = extendedFrom(rules)
  const begun = shorter === undefined ? undefined : TALLIES.get(shorter)
  // Goes over to the longer list instead of being copied: nobody asks about the shorter one again, and could.
  if (shorter !== undefined) TALLIES.delete(shorter)
  const tally = begun ?? { counted: 0, firstPorts: new Set(), groupPeers: 0, listed: [] }
  for (; tally.counted < rules.length; tally.counted++) take(tally, rules[tally.counted] as Rule)
  TALLIES.set(rules, tally)
  return tally
}

/** How many rules they are for an interface: each counts for every pair of entries of the lists that it names. */
export function weightOf(state: ResourceReader, rules: readonly Rule[]): number {
  const { listed } = tallyOf(rules)
  return listed.reduce((sum, rule) => sum + weightOfOne(state, rule), rules.length - listed.length)
}

/** Equal for rules that are the same, and quicker to compare than their keys: groups may have hundreds of rules. */
export const firstPort = ({ ports }: Pick<Rule, 'ports'>): number =>
  ports.kind === 'ranges' ? (ports.ranges[0]?.first ?? -1) : -1

interface Growing extends Tally {
  counted: number
  readonly firstPorts: Set<number>
  groupPeers: number
  readonly listed: Rule[]
}

const TALLIES = new WeakMap<readonly Rule[], Growing>()

function take(tally: Growing, rule: Rule): void {
  tally.firstPorts.add(firstPort(rule))
  if (rule.peer.kind === 'group') tally.groupPeers++
  if (rule.peer.kind === 'prefixList' || rule.ports.kind === 'list') tally.listed.push(rule)
}

function weightOfOne(state: ResourceReader, { peer, ports }: Rule): number {
  const peers = peer.kind === 'prefixList' ? (state.get('prefixList', peer.listId)?.maxEntries ?? 1) : 1
  const ranges = ports.kind === 'list' ? (state.get('portList', ports.listId)?.maxEntries ?? 1) : 1
  return peers * ranges
}
