// A list of rules while somebody sorts it: the order as it is wanted, and the version of the list that it began from.

import { useState } from 'react'
import type { Rule } from '../../../../src/core/model/rule.ts'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'

export interface OrderDraft {
  /** As they would stand. */
  readonly rules: readonly Rule[]
  readonly isChanged: boolean
  /** Somebody else changed the list meanwhile: the server would refuse. */
  readonly isStale: boolean
  /** The version that the sorting began from. */
  readonly version: number
  readonly sort: (ids: readonly string[]) => void
  /** Lays the wanted order over the list as it is now. */
  readonly renew: () => void
  readonly discard: () => void
}

interface Wanted {
  readonly ids: readonly string[]
  readonly direction: Rule['direction']
  readonly version: number
}

export function useOrderDraft(
  group: SecurityGroup,
  direction: Rule['direction'],
  rules: readonly Rule[],
): OrderDraft {
  const [wanted, setWanted] = useState<Wanted>()
  const version = group.rulesVersion ?? 0
  const mine = wanted?.direction === direction ? wanted : undefined
  const shown = mine === undefined ? rules : laidOver(rules, mine.ids)
  const isChanged = shown.some((rule, place) => rule !== rules[place])
  return {
    rules: shown,
    isChanged,
    isStale: isChanged && mine !== undefined && mine.version !== version,
    version: mine?.version ?? version,
    sort: (ids) => setWanted({ ids, direction, version: isChanged && mine ? mine.version : version }),
    renew: () => setWanted({ ids: shown.map(({ id }) => id), direction, version }),
    discard: () => setWanted(undefined),
  }
}

/** Rules that are gone are left out; new ones stand behind the one that they stand behind now. */
export function laidOver(rules: readonly Rule[], ids: readonly string[]): readonly Rule[] {
  const known = new Map<string, Rule>(rules.map((rule) => [rule.id, rule]))
  const list = ids.flatMap((id) => known.get(id) ?? [])
  const placed = new Set(list)
  for (const [place, rule] of rules.entries()) {
    if (placed.has(rule)) continue
    const before = rules[place - 1]
    list.splice(before === undefined ? 0 : list.indexOf(before) + 1, 0, rule)
    placed.add(rule)
  }
  return list
}
