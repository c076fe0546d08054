// Recorded flows that would be decided otherwise, in lines; and what they mean for the exit code.

import type { z } from 'zod'
import type { ReadFlows } from '../../offline/flows/readFlows.ts'
import type { recordedSchema } from '../../server/api/recorded.ts'
import { becauseText, firstNames, type PartKind, printChanged } from '../changedPart.ts'
import { type CommandContext, FINDING, printLine, UNDECIDED } from '../context.ts'

export type RecordedItem = z.infer<typeof recordedSchema>
type Part = RecordedItem['opens'][number]

export const NOTHING: RecordedItem = {
  ...{ flows: 0, opened: 0, closed: 0, opens: [], closes: [] },
  ...{ left: 0, unplaced: 0, undecided: 0 },
}

/** A flow that would fare otherwise is a finding; what nobody could tell is none, and not clean either. */
export function finish({ opens, closes, undecided }: RecordedItem, isKnown = true): void {
  if (opens.length + closes.length > 0) process.exitCode = FINDING
  else if (undecided !== 0 || !isKnown) process.exitCode = UNDECIDED
}

export function printRecorded(context: CommandContext, recorded: RecordedItem): void {
  const { t } = context
  const { flows, opened, closed, opens, closes, left, unplaced, undecided } = recorded
  const isSame = opens.length + closes.length === 0
  if (undecided === null) printLine(context, t('replay.unknown'))
  else if (flows === 0) printLine(context, t('replay.noLog'))
  else printLine(context, t(isSame ? 'replay.none' : 'replay.title', { flows, opened, closed }))
  for (const part of closes) printPart(context, part, 'closes')
  for (const part of opens) printPart(context, part, 'opens')
  if (left > 0) printLine(context, `  ${t('effect.left', { count: left })}`)
  if (unplaced > 0) printLine(context, `  ${t('replay.unplaced', { count: unplaced })}`)
  if (undecided !== null && undecided > 0)
    printLine(context, `  ${t('replay.undecided', { count: undecided })}`)
}

/** What of the files was no flow to be judged. */
export function printSorts(context: CommandContext, { answers, empty }: ReadFlows): void {
  if (answers > 0) printLine(context, `  ${context.t('replay.answers', { count: answers })}`)
  if (empty > 0) printLine(context, `  ${context.t('replay.empty', { count: empty })}`)
}

function printPart(context: CommandContext, part: Part, kind: PartKind): void {
  const { t } = context
  const direction = t(part.direction === null ? 'replay.someEni' : `explain.${part.direction}`)
  const who = firstNames(context, part.enis, part.eniCount)
  printChanged(context, kind, t(`replay.${kind}`, { flows: part.flows, direction, who }))
  printLine(context, `      ${becauseText(context, kind, part)}`)
  for (const { packet, count, last, recorded } of part.examples) {
    const values = {
      packet,
      count,
      last: last ?? t('replay.noTime'),
      recorded: recorded === null ? t('replay.noAction') : t(`explain.${recorded}`),
    }
    printLine(context, `      ${t('replay.example', values)}`)
  }
  if (part.more > 0) printLine(context, `      ${t('replay.moreFlows', { count: part.more })}`)
}
