// Whether something that passed may not pass any more: only then do live sessions have to be judged again (C3).

import { FAMILIES } from '../../model/address.ts'
import type { Chain, Element, NamedSet, RulesetPlan, Table } from './ast.ts'
import { ROWS } from './comparison.ts'
import { digestOfChain } from './digest.ts'
import { elementChanges } from './elements.ts'
import { classMoves, type Move } from './moves.ts'
import { CHAINS, SETS } from './names.ts'
import { accepts, allFare, boxOf, type RowSets, rowSetsOf, rowsByClass } from './rowJudge.ts'
import { chainsOf, otherSets, setsOf } from './tableIndex.ts'

/** When in doubt, yes: judging sessions again for nothing costs each of them one walk through the rules. */
export function narrows(from: RulesetPlan, to: RulesetPlan): boolean {
  const [before, after] = [from, to].map((plan) => plan.tables.find((table) => table.family === 'inet'))
  if (before === undefined || after === undefined) return true
  return losesWay(before, after) || chainsDiffer(before, after) || profilesNarrow(before, after)
}

/** Whose element gone, or turned into another, may be a session's end: ports, their addresses, public addresses. */
const KEPT: readonly string[] = [
  ...[SETS.egress.original, SETS.egress.reply, SETS.ingress.original, SETS.ingress.reply],
  ...[
    SETS.bound[4],
    SETS.bound[6],
    SETS.boundPrefixes[4],
    SETS.boundPrefixes[6],
    SETS.boundMacs,
    SETS.visible,
  ],
  ...[SETS.ports, SETS.barePorts, SETS.bare[4], SETS.bare[6], SETS.barePrefixes[4], SETS.barePrefixes[6]],
  ...[SETS.entering, SETS.leaving, SETS.dnat, SETS.snat, SETS.zones],
]
/** Whose element come may be a session's end. */
const FORBIDDING: readonly string[] = [SETS.inside[4], SETS.inside[6], SETS.own[4], SETS.own[6]]

function losesWay(before: Table, after: Table): boolean {
  const { changed, come, gone } = otherSets(before, after)
  const isWithout = (set: NamedSet): boolean => set.elements.length === 0
  return (
    gone.some((set) => KEPT.includes(set.name) && !isWithout(set)) ||
    come.some((set) => FORBIDDING.includes(set.name) && !isWithout(set)) ||
    changed.some(
      ({ was, is }) =>
        (KEPT.includes(was.name) && elementChanges(was, is).removed.length > 0) ||
        (FORBIDDING.includes(was.name) && elementChanges(is, was).removed.length > 0),
    )
  )
}

/** Their rules name the epoch, which is what is to be decided here, and the numbers of classes, which are looked into. */
const APART: readonly string[] = [
  ...[CHAINS.epoch, CHAINS.accept, CHAINS.classifyRange.source, CHAINS.classifyRange.destination],
]

/** Of the chains that packets meet on the way to a profile. */
function chainsDiffer(before: Table, after: Table): boolean {
  if (before.chains === after.chains) return false
  const old = chainsOf(before)
  return after.chains.some((chain) => {
    const was = old.get(chain.name)
    if (was === undefined || was === chain || APART.includes(chain.name)) return false
    return /^(base|do|si|se)_/.test(chain.name) && digestOfChain(was) !== digestOfChain(chain)
  })
}

const ORIGINAL = /^([ei]_[a-z2-7]+)_o$/

const profilesFound = new WeakMap<
  Table['chains'],
  readonly { readonly profile: string; readonly chain: Chain }[]
>()

function profilesIn({ chains }: Table) {
  const known = profilesFound.get(chains)
  if (known !== undefined) return known
  const found = chains.flatMap((chain) => {
    const profile = ORIGINAL.exec(chain.name)?.[1]
    return profile === undefined ? [] : [{ profile, chain }]
  })
  profilesFound.set(chains, found)
  return found
}

function profilesNarrow(before: Table, after: Table): boolean {
  const moves = classMoves(before, after)
  const { changed, come, gone } = otherSets(before, after)
  const areRowsSame = [...changed.map(({ is }) => is), ...come, ...gone].every(({ name }) => !ROWS.test(name))
  const [old, now] = [chainsOf(before), chainsOf(after)]
  return profilesIn(after).some(({ profile, chain }) => {
    // One that is new judges nobody yet: ports that come to it come with another element of their own.
    if (!old.has(chain.name)) return false
    const was = rowSetsOf(profile, setsOf(before), old)
    const isSame = areRowsSame && old.get(chain.name) === chain
    const is = isSame ? was : rowSetsOf(profile, setsOf(after), now)
    return (was.end && !is.end) || rowsNarrow(was, is) || moves.some((move) => moveNarrows(was, is, move))
  })
}

/** For all addresses whose class stays: what is in no row that went and in no row that came fares as before. */
function rowsNarrow(was: RowSets, is: RowSets): boolean {
  const special = changesIn(was.special, is.special)
  const isLost = (row: Element): boolean =>
    accepts(row) && FAMILIES.some((each) => !allFare(is, row.key[0] as number, each, boxOf(row, true), true))
  const isShut = (row: Element): boolean =>
    !accepts(row) &&
    FAMILIES.some((each) => !allFare(was, row.key[0] as number, each, boxOf(row, true), false))
  if (special.removed.some(isLost) || special.added.some(isShut)) return true
  return FAMILIES.some((family) => {
    const { removed, added } = changesIn(was.any[family], is.any[family])
    return (
      removed.some((row) => accepts(row) && !allFare(is, null, family, boxOf(row, false), true)) ||
      added.some((row) => !accepts(row) && !allFare(was, null, family, boxOf(row, false), false))
    )
  })
}

const judged = new WeakMap<RowSets, { readonly is: RowSets; readonly moves: Map<string, boolean> }>()

/** Members come and go between the same few classes: each way is judged once for the same rows. */
function moveNarrows(was: RowSets, is: RowSets, move: Move): boolean {
  const before = judged.get(was)
  const { moves } = before?.is === is ? before : { moves: new Map<string, boolean>() }
  if (before?.is !== is) judged.set(was, { is, moves })
  const way = `${move.family} ${move.from} ${move.to}`
  const known = moves.get(way) ?? isNarrower(was, is, move)
  moves.set(way, known)
  return known
}

function isNarrower(was: RowSets, is: RowSets, { family, from, to }: Move): boolean {
  const removed = was.special.flatMap((set) => rowsByClass(set).get(from) ?? [])
  const added = is.special.flatMap((set) => rowsByClass(set).get(to) ?? [])
  return (
    removed.some((row) => accepts(row) && !allFare(is, to, family, boxOf(row, true), true)) ||
    added.some((row) => !accepts(row) && !allFare(was, from, family, boxOf(row, true), false))
  )
}

/** Maps of one kind taken together: a row may go from one to another. */
function changesIn(before: readonly NamedSet[], after: readonly NamedSet[]) {
  const all = (sets: readonly NamedSet[]): readonly Element[] =>
    sets.length === 1 ? (sets[0] as NamedSet).elements : sets.flatMap((set) => set.elements)
  if (before.length === after.length && before.every((set, index) => set === after[index]))
    return { removed: [], added: [] }
  return elementChanges({ elements: all(before) }, { elements: all(after) })
}
