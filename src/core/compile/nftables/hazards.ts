// Which changes packets may meet one by one, and which must come to them all at once (docs/decisions/0016).
//
// A packet looks into several sets on its way, and a transaction may end between any two of those looks. Its verdict is
// still one of the old policy or of the new one when it can meet only one thing that changes; or when all of them change
// in the same direction, since it passes only where every stage lets it pass. What is neither is built beside what is
// there, under other names, and the rules, which a packet keeps for its whole way, go over to it.

import type { NamedSet } from './ast.ts'
import { type ElementChange, isVisible, type SetChange } from './changedSets.ts'
import {
  CLASSES,
  type Comparison,
  differ,
  EDGES,
  EPOCH,
  JUDGES,
  NO_VERDICT,
  PROFILE,
  type ProfileChange,
  profileOf,
  profilesIn,
  SELECTOR,
  TIMES,
} from './comparison.ts'
import { elementKey } from './elements.ts'
import { setNameIn } from './loadedNames.ts'
import { HOSTS, namedPortsSet, RANGES, SETS } from './names.ts'
import { isOneWay, stagesOf } from './stages.ts'
import { chainsOf } from './tableIndex.ts'

export interface Treatment {
  /** Everything that changes has to come at once. */
  readonly isWhole: boolean
  /** Sets that are built anew, beside their old selves. */
  readonly anew: ReadonlySet<string>
}

/** Deleting an element of a concatenation with ranges costs the kernel a walk over all of them, 5 µs each. */
const MOST_PIPAPO_DELETES = 4

export const isDearConcatenation = (set: NamedSet, deletes: number): boolean =>
  set.interval === true && set.key.length > 1 && deletes > MOST_PIPAPO_DELETES

export function treatment(comparison: Comparison): Treatment {
  const profiles = profilesIn(comparison)
  const anew = new Set<string>()
  for (const [profile, { sets, isOtherChain }] of profiles) {
    // Rules of before and after may mean different things by a port that is not named.
    if (isOtherChain && comparison.changes.has(namedPortsSet(profile))) anew.add(namedPortsSet(profile))
    const mustBe = sets.length + Number(isOtherChain) > 1 || sets.some(isHardToChange)
    if (mustBe) for (const { after } of sets) anew.add(after.name)
  }
  for (const [name, change] of comparison.changes) if (isHardToChange(change)) anew.add(name)
  const isWhole = isMixable(comparison, profiles, anew)
  if (isWhole) {
    const fixed = namesAtHooks(comparison)
    for (const [name, change] of comparison.changes) if (isVisible(change) && !fixed.has(name)) anew.add(name)
  }
  return { isWhole, anew }
}

const isHardToChange = ({ after, elements }: SetChange): boolean =>
  elements === null || isDearConcatenation(after, elements.removed.length)

/** Whether a packet that meets some of the changes and not others may fare as neither policy says. */
function isMixable(
  comparison: Comparison,
  profiles: ReadonlyMap<string, ProfileChange>,
  anew: ReadonlySet<string>,
): boolean {
  const { changes } = comparison
  const inPlace = [...changes].filter(
    ([name, change]) => isVisible(change) && !anew.has(name) && !NO_VERDICT.test(name),
  )
  // Rules alone: who has come to the hook keeps those that it found there.
  if (inPlace.length === 0) return false
  if (isWithinStageMixable(comparison, profiles, inPlace)) return true
  const stages = stagesOf(comparison, profiles)
  return stages.size > 1 && !isOneWay(comparison, stages)
}

/** Whether one stage of a packet's way, its rules and the classes they ask for, may be half old and half new. */
function isWithinStageMixable(
  comparison: Comparison,
  profiles: ReadonlyMap<string, ProfileChange>,
  inPlace: readonly (readonly [string, SetChange])[],
): boolean {
  const { before, after, changes, moves } = comparison
  const old = chainsOf(before)
  const rules = after.chains.filter((chain) => {
    const was = old.get(chain.name)
    return was !== undefined && differ(was, chain)
  })
  if (rules.some(({ name }) => SELECTOR.test(name))) return true
  const edges = inPlace.filter(([name]) => EDGES.includes(name))
  if (edges.length > 0 && (inPlace.length > 1 || moves.length > 0 || profiles.size > 0)) return true
  const ports = portsChanged(changes)
  if (ports.some(({ profiles: judges }) => judges.some((each) => profiles.has(each)))) return true
  if (moves.length === 0) return false
  if (profiles.size > 0 || rules.some(({ name }) => isAbout(name))) return true
  const changedHosts = HOSTS.flatMap((name) => changes.get(name)?.elements ?? [])
  const isRangeChanged = RANGES.some((name) => changes.has(name))
  if (isRangeChanged && changedHosts.some(comesOrGoes)) return true
  if (ports.length === 0) return false
  if (isRangeChanged) return true
  return ports.some(({ isNew }) => !isNew) && !areOwn(comparison, ports, changedHosts)
}

/** Rules that lead to rows, or say of which class somebody is. */
const isAbout = (chain: string): boolean =>
  CLASSES.includes(chain) || !(PROFILE.test(chain) || EPOCH.includes(chain) || TIMES.test(chain))

/** Hosts that have been in no map, or will be in none, are what the ranges say. */
function comesOrGoes({ removed, added }: ElementChange): boolean {
  const keys = new Set(removed.map(elementKey))
  return removed.length !== added.length || added.some((each) => !keys.has(elementKey(each)))
}

interface PortChange {
  readonly name: string
  readonly isNew: boolean
  /** Who judged it, and who will. */
  readonly profiles: readonly string[]
}

function portsChanged(changes: Comparison['changes']): readonly PortChange[] {
  return [...JUDGES.e, ...JUDGES.i].flatMap((map) => {
    const { removed = [], added = [] } = changes.get(map)?.elements ?? {}
    const gone = new Set(removed.map(elementKey))
    return [...removed, ...added].map((element) => ({
      name: element.key[0] as string,
      isNew: !gone.has(elementKey(element)),
      profiles: profileOf(element),
    }))
  })
}

/** Nobody is both ends of a packet: who is judged otherwise may be somebody else as well for those who judge him. */
function areOwn(
  { before, after }: Comparison,
  ports: readonly PortChange[],
  changed: readonly ElementChange[],
): boolean {
  const [port, ...others] = new Set(ports.map(({ name }) => name))
  if (port === undefined || others.length > 0) return false
  const own = new Set(
    [before, after].flatMap(({ sets }) =>
      sets
        .filter(({ name }) => OWN.includes(name))
        .flatMap(({ elements }) =>
          elements.filter(({ key }) => key[0] === port).map(({ key }) => key.at(-1)),
        ),
    ),
  )
  return changed.every(({ removed, added }) => [...removed, ...added].every(({ key }) => own.has(key[0])))
}

const OWN: readonly string[] = [SETS.bound[4], SETS.bound[6], SETS.visible, SETS.bare[4], SETS.bare[6]]

/** Chains at hooks are not exchanged: packets got lost when they were. What is bound is asked there, visible or not. */
function namesAtHooks({ before, after }: Comparison): ReadonlySet<string> {
  const statements = [before, after]
    .flatMap(({ chains }) => chains.filter(({ hook }) => hook !== undefined))
    .flatMap(({ rules }) => rules.flatMap((rule) => rule.statements))
  return new Set([SETS.plan, SETS.visible, ...statements.flatMap((each) => setNameIn(each) ?? [])])
}
