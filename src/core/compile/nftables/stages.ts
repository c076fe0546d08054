// On which stages of a packet's way two plans decide differently, and whether they do so in one direction only.

import type { Chain, Element, NamedSet, Statement, Table } from './ast.ts'
import { isVisible, type SetChange } from './changedSets.ts'
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
  ROWS,
  rowSetNames,
  TIMES,
} from './comparison.ts'
import { elementKey } from './elements.ts'
import type { Move } from './moves.ts'
import { CHAINS, HOSTS, RANGES } from './names.ts'
import { narrows } from './narrowing.ts'
import { rowsByClass } from './rowJudge.ts'
import { chainsOf, setsOf } from './tableIndex.ts'

/** Where on a packet's way something changes what becomes of it. */
export function stagesOf(
  { before, after, changes, moves }: Comparison,
  profiles: ReadonlyMap<string, ProfileChange>,
): ReadonlySet<string> {
  const stages = new Set([...profiles.values()].map(({ stage }) => stage))
  for (const [name, change] of changes) {
    const isKnown = ROWS.test(name) || [...HOSTS, ...RANGES].includes(name) || NO_VERDICT.test(name)
    if (isKnown || !isVisible(change)) continue
    const judged = (['e', 'i'] as const).find((each) => (JUDGES[each] as readonly string[]).includes(name))
    if (judged === undefined) stages.add(EDGES.includes(name) ? 'edges' : name)
    else if (!judgesAlike(change, before, after)) stages.add(judged)
  }
  const old = chainsOf(before)
  for (const chain of after.chains) {
    const was = old.get(chain.name)
    if (was === undefined) continue
    const { profile, stage } = placeOf(chain)
    if (profile === undefined) {
      const isApart = EPOCH.includes(chain.name) || CLASSES.includes(chain.name) || TIMES.test(chain.name)
      if (!isApart && differ(was, chain)) stages.add('rules')
    } else if (!stages.has(stage) && moves.length > 0 && isMoved(profile, before, after, moves)) {
      stages.add(stage)
    }
  }
  return stages
}

const places = new WeakMap<Chain, { readonly profile: string | undefined; readonly stage: string }>()

function placeOf(chain: Chain) {
  const known = places.get(chain)
  if (known !== undefined) return known
  const [profile, stage = ''] = PROFILE.exec(chain.name) ?? []
  places.set(chain, { profile, stage })
  return { profile, stage }
}

/** Whether the profile says something else about some address because of its class; its rows of any class are as before. */
function isMoved(profile: string, before: Table, after: Table, moves: readonly Move[]): boolean {
  return ['special_1', 'special'].some((suffix) => {
    const name = `${profile}_${suffix}`
    const [was, is] = [before, after].map((table) => setsOf(table).get(name))
    if (was === undefined && is === undefined) return false
    return moves.some(({ from, to }) => rowsText(was, from) !== rowsText(is, to))
  })
}

const rowTexts = new WeakMap<NamedSet, Map<number, string>>()

function rowsText(set: NamedSet | undefined, classId: number): string {
  if (set === undefined) return ''
  const texts = rowTexts.get(set) ?? new Map<number, string>()
  rowTexts.set(set, texts)
  const known = texts.get(classId)
  if (known !== undefined) return known
  const text = (rowsByClass(set).get(classId) ?? [])
    .map(({ key, value }) => `${elementKey({ key: key.slice(1) })} ${verdictText(value)}`)
    .sort()
    .join('\n')
  texts.set(classId, text)
  return text
}

const verdictText = (value: Element['value']): string =>
  typeof value === 'object' ? `${value.do} ${'chain' in value ? value.chain : ''}` : String(value)

/** Whether ports that get another profile get one that says the same. */
function judgesAlike({ elements }: SetChange, before: Table, after: Table): boolean {
  if (elements === null) return false
  const now = new Map(elements.added.map((each) => [elementKey(each), each]))
  if (now.size !== elements.removed.length) return false
  return elements.removed.every((each) => {
    const other = now.get(elementKey(each))
    const [was, is] = [profileOf(each)[0], other === undefined ? undefined : profileOf(other)[0]]
    return was !== undefined && is !== undefined && profileText(was, before) === profileText(is, after)
  })
}

function profileText(profile: string, table: Table): string {
  const sets = rowSetNames(profile).map((name) => {
    const rows = setsOf(table).get(name)?.elements ?? []
    return rows
      .map((each) => `${elementKey(each)} ${verdictText(each.value)}`)
      .sort()
      .join('\n')
  })
  const last = chainsOf(table).get(`${profile}_o`)?.rules.at(-1)?.statements.at(-1)
  return [...sets, JSON.stringify(last)].join('\n\n')
}

/** Whether every stage lets pass all that it let pass before, or every one nothing else. */
export function isOneWay({ from, to, before, after }: Comparison, stages: ReadonlySet<string>): boolean {
  // What becomes of sessions is another question there than what becomes of a packet that opens one.
  const isTold = [...stages].every((stage) => !/^(ae|ai|edges|rules)$/.test(stage))
  if (!isTold || [before, after].some(keepsSessions)) return false
  return !narrows(from, to) || !narrows(to, from)
}

const KEEPING: readonly string[] = [CHAINS.keep.egress, CHAINS.keep.ingress]

const keepsSessions = ({ sets, chains }: Table): boolean =>
  chains.some(({ rules }) => rules.some(({ statements }) => statements.some(isKeeping))) ||
  sets.some((set) => set.value === 'verdict' && set.elements.some(({ value }) => isKeeping(value)))

const isKeeping = (value: Element['value'] | Statement): boolean =>
  typeof value === 'object' && 'chain' in value && KEEPING.includes(value.chain)
