// The smallest changes that let a packet through, each one proved by judging again, the narrowest first.

import { fnv64 } from '../../model/fnv.ts'
import type { ResourceReader } from '../../model/resources.ts'
import type { Why } from '../../model/verdict.ts'
import { type Candidate, candidatesFor } from './candidates.ts'
import { type Edit, rehearsed } from './edits.ts'
import { type Effect, effectOf } from './effect.ts'
import { isOpen, type Obstacle, obstaclesOf, type Question, sameSide, type Ways, waysOf } from './question.ts'

export interface Fix {
  /** The same as long as the fix is. */
  readonly id: string
  readonly edits: readonly Edit[]
  readonly effect: Effect
}

export interface UselessFix {
  readonly edits: readonly Edit[]
  /** What would drop the packet all the same. */
  readonly why: Why
  /** Drop wins where both stand at one priority (P3). */
  readonly isTie: boolean
}

export interface Fixes {
  readonly fixes: readonly Fix[]
  readonly useless: readonly UselessFix[]
}

/** Of each obstacle, where several have to go at once. */
const MOST_OF_EACH = 3
const MOST_FIXES = 8

/** To tell what a fix would open takes milliseconds, in large groups hundreds of them: `most` says for how many. */
export function fixesOf(reader: ResourceReader, question: Question, ways: Ways, most: number): Fixes {
  if (ways.there.noRoute !== null || isOpen(ways)) return { fixes: [], useless: [] }
  const tried = obstaclesOf(ways).map((obstacle) => tryAll(reader, question, obstacle))
  const useless = tried.flatMap((each) => each.useless)
  const fixes = combined(tried.map(({ helping }) => helping))
    .filter((edits) => isOpen(waysOf(rehearsed(reader, edits), question)))
    .slice(0, most)
    .map(
      (edits): Fix => ({
        id: idOf(edits),
        edits,
        effect: effectOf(
          reader,
          rehearsed(reader, edits),
          obstaclesOf(ways).map(({ side }) => side),
          question.anyone,
        ),
      }),
    )
    .sort(narrowerFirst)
  return { fixes: fixes.slice(0, MOST_FIXES), useless }
}

interface Tried {
  readonly helping: readonly Candidate[]
  readonly useless: readonly UselessFix[]
}

function tryAll(reader: ResourceReader, question: Question, obstacle: Obstacle): Tried {
  const helping: Candidate[] = []
  const useless: UselessFix[] = []
  for (const edits of candidatesFor(reader, obstacle, question.anyone)) {
    const side = sameSide(waysOf(rehearsed(reader, edits), question), obstacle)
    if (side === undefined) continue
    if (side.action === 'accept') helping.push(edits)
    else useless.push({ edits, why: side.why, isTie: isTie(edits, side.why) })
  }
  return { helping, useless }
}

/** The rule moved or added stands exactly where the one that drops does. */
function isTie(edits: Candidate, why: Why): boolean {
  if (why.kind !== 'rule') return false
  return edits.some((edit) => {
    const rule = edit.kind === 'addRule' ? edit.rule : edit.kind === 'changeRule' ? edit.after : undefined
    return rule?.action === 'accept' && rule.precedence === why.rule.rank[1]
  })
}

/** One change for each obstacle; where there are several, only the first few of each. */
function combined(choices: readonly (readonly Candidate[])[]): readonly Candidate[] {
  const [only, ...others] = choices
  if (only === undefined) return []
  if (others.length === 0) return only
  const all = choices
    .map((each) => each.slice(0, MOST_OF_EACH))
    .reduce<readonly Candidate[]>(
      (found, each) => found.flatMap((edits) => each.map((more) => [...edits, ...more])),
      [[]],
    )
  return all.map(numbered)
}

/** New rules of several changes need ids of their own. */
const numbered = (edits: Candidate): Candidate =>
  edits.map((edit, place) =>
    edit.kind === 'addRule' ? { ...edit, rule: { ...edit.rule, id: `sgr-new-${place}` as never } } : edit,
  )

const idOf = (edits: readonly Edit[]): string => fnv64(JSON.stringify(edits))

/** What opens nothing else before what does, then fewer packets, then fewer changes. */
function narrowerFirst(a: Fix, b: Fix): number {
  const grade = ({ effect }: Fix): number =>
    effect.nothingElse === true ? 0 : effect.nothingElse === null ? 2 : 1
  if (grade(a) !== grade(b)) return grade(a) - grade(b)
  if (a.effect.opened !== b.effect.opened) return a.effect.opened < b.effect.opened ? -1 : 1
  return a.edits.length - b.edits.length
}
