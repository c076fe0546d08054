// One service for each kind that a list of clauses tells apart, within what some of them speak about.

import type { MatchClause } from '../headerspace/box.ts'
import { hasPorts, ICMP, ICMPV6, TCP, UDP } from '../model/protocol.ts'
import { type Service, speaksOf } from './service.ts'

/** Of what `within` speaks about: every service is decided like one of these by all of `clauses`. */
export function serviceSamples(
  within: readonly MatchClause[],
  clauses: readonly MatchClause[],
  family: 4 | 6,
): readonly Service[] {
  const all = [...within, ...clauses]
  const ports = starts(all.map((clause) => clause.ports))
  const sourcePorts = starts(all.map((clause) => clause.sourcePorts))
  const types = icmpKinds(all)
  return protocolsOf(all, within, family)
    .flatMap((protocol): Service[] => {
      if (hasPorts(protocol)) {
        return ports.flatMap((destinationPort) =>
          sourcePorts.map((sourcePort) => ({ protocol, sourcePort, destinationPort })),
        )
      }
      const bare = { protocol, sourcePort: 0, destinationPort: 0 }
      return protocol === ICMP || protocol === ICMPV6 ? types.map((icmp) => ({ ...bare, icmp })) : [bare]
    })
    .filter((service) => within.some((clause) => speaksOf(clause, service)))
}

/** Each number where some range begins or has just ended: in between, nothing changes. */
function starts(lists: readonly MatchClause['ports'][]): readonly number[] {
  const found = new Set([0])
  for (const ranges of lists) {
    for (const { first, last } of ranges ?? []) {
      found.add(first)
      if (last < 65535) found.add(last + 1)
    }
  }
  return [...found].sort((a, b) => a - b)
}

/** Those that clauses name, and one that none does. */
function protocolsOf(
  all: readonly MatchClause[],
  within: readonly MatchClause[],
  family: 4 | 6,
): readonly number[] {
  if (within.every(({ protocol }) => protocol !== 'all')) {
    return [...new Set(within.map(({ protocol }) => protocol as number))]
  }
  const named = new Set<number>([TCP, UDP, family === 4 ? ICMP : ICMPV6])
  for (const { protocol } of all) if (protocol !== 'all') named.add(protocol)
  let other = 255
  while (named.has(other)) other--
  return [...named, other]
}

function icmpKinds(all: readonly MatchClause[]): readonly { readonly type: number; readonly code: number }[] {
  const kinds = new Map<number, Set<number>>()
  for (const { icmp } of all) {
    if (icmp === null) continue
    const codes = kinds.get(icmp.type) ?? new Set()
    if (icmp.code !== null) codes.add(icmp.code)
    kinds.set(icmp.type, codes)
  }
  const unnamed = (taken: ReadonlySet<number> | ReadonlyMap<number, unknown>): number => {
    let value = 0
    while (taken.has(value)) value++
    return value
  }
  return [
    ...[...kinds].flatMap(([type, codes]) => [...codes, unnamed(codes)].map((code) => ({ type, code }))),
    { type: unnamed(kinds), code: 0 },
  ]
}
