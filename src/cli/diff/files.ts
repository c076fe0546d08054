// Groups of files, of the live server and of Terraform plans against each other, compared on this machine.

import { readFileSync } from 'node:fs'
import { compareWorlds, type GroupDifference } from '../../offline/compare.ts'
import { joinFiles } from '../../offline/joinFiles.ts'
import { joinParts, type Part } from '../../offline/part.ts'
import { FileProblem } from '../../offline/problem.ts'
import { readFile } from '../../offline/readFile.ts'
import { priorState } from '../../offline/terraform/plan.ts'
import { assemble, type OfflineWorld } from '../../offline/world.ts'
import { effectAnswer } from '../../server/analysis/questions/effect.ts'
import { shownEffect } from '../../server/api/effect.ts'
import { ruleView } from '../../server/api/views.ts'
import { ruleMeaning } from '../../service/rule/ruleSpec.ts'
import { type CommandContext, ExitError, printJson, printLine, USAGE } from '../context.ts'
import { orEnd, readOne } from '../files.ts'
import { livePart } from './live.ts'
import { type DiffOptions, finish, printDifference, printRules } from './print.ts'

export async function diffFiles(
  context: CommandContext,
  left: string,
  right: string | undefined,
  options: DiffOptions,
): Promise<void> {
  const known = orEnd(context, '', () => joinFiles(options.context.map((file) => readOne(context, file))))
  const sides =
    right === undefined
      ? planSides(context, left)
      : [await sideOf(context, left), await sideOf(context, right)]
  // What the server says of a list holds for the file that names it as well.
  const shared = joinParts([...sides.map((side) => side.context), known])
  const [before, after] = sides.map(({ asked }) => orEnd(context, '', () => assemble(asked, shared))) as [
    OfflineWorld,
    OfflineWorld,
  ]
  const differences = compareWorlds(before, after, ruleMeaning)
  const answers = differences.map((each) => answerOf(before, after, each))
  for (const { effect, unknown } of answers) finish(effect, unknown.length === 0)
  if (options.json) return printJson(context, { groups: answers })
  for (const answer of answers) print(context, answer)
}

export interface Side {
  readonly asked: Part
  readonly context: Part
}

export async function sideOf(context: CommandContext, text: string): Promise<Side> {
  if (/^sg-[\w-]+$/.test(text)) return livePart(context, text)
  const asked = orEnd(context, '', () => joinFiles(text.split(',').map((file) => readOne(context, file))))
  return { asked, context: joinParts([]) }
}

/** A plan says what is there now and what will be. */
function planSides(context: CommandContext, file: string): readonly Side[] {
  const nothing = joinParts([])
  const after = readOne(context, file)
  const before = orEnd(context, file, () => {
    const prior = priorState(JSON.parse(readFileSync(file, 'utf8')))
    if (prior === undefined) throw new ExitError(USAGE, context.t('diff.needsRight'))
    if (prior === null) return nothing
    try {
      return readFile(file, Buffer.from(JSON.stringify(prior)))
    } catch (error) {
      // A configuration that is about to be made for the first time.
      if (error instanceof FileProblem && error.code === 'unknownShape') return nothing
      throw error
    }
  })
  return [
    { asked: before, context: nothing },
    { asked: after, context: nothing },
  ]
}

function answerOf(before: OfflineWorld, after: OfflineWorld, each: GroupDifference) {
  const parts = each.parts.map((part) => ({ ...part, eniIds: [], vSwitchIds: [] }))
  return {
    left: each.left?.id ?? null,
    right: each.right?.id ?? null,
    effect: shownEffect(effectAnswer(parts, 0, 0)),
    removed: each.removed.map((rule) => ruleView(before.reader, rule)),
    added: each.added.map((rule) => ruleView(after.reader, rule)),
    unknown: each.unknown,
  }
}

function print(
  context: CommandContext,
  { left, right, effect, unknown, ...rules }: ReturnType<typeof answerOf>,
): void {
  const { t } = context
  if (left !== null && right !== null) printLine(context, t('diff.groups', { left, right }))
  else printLine(context, t(left === null ? 'diff.added' : 'diff.removed', { group: left ?? right ?? '' }))
  printDifference(context, effect)
  printRules(context, rules)
  if (unknown.length > 0) printLine(context, t('diff.unknown', { what: unknown.join(', ') }))
}
