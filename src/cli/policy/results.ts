// How policy tests went, in lines.

import type { z } from 'zod'
import type { testsSchema } from '../../server/api/testsView.ts'
import { type CommandContext, printLine } from '../context.ts'

export type TestsItem = z.infer<typeof testsSchema>
export type ResultItem = TestsItem['results'][number]

export function printTests(context: CommandContext, tests: TestsItem): void {
  for (const result of tests.results)
    for (const line of resultLines(context, result)) printLine(context, line)
  const { passed, failed, undecided, left } = tests
  printLine(context, context.t('tests.summary', { passed, failed, undecided, left }))
}

const MARKS = { passes: '✓', fails: '✗', undecided: '?' } as const

export function resultLines({ t }: CommandContext, test: ResultItem): readonly string[] {
  const { result, name, place, witness, rules, vacuous, before } = test
  const line = `${MARKS[result]} ${name}  ${place.file}:${place.line}`
  if (result === 'passes') return vacuous ? [`${line}  (${t('prove.vacuous')})`] : [line]
  return [
    line,
    ...(result === 'undecided' ? [`    ${t('tests.notDecided')}`] : []),
    ...(before === 'fails' ? [`    ${t('tests.failedBefore')}`] : []),
    ...(witness === null && result === 'fails' ? [`    ${t('tests.noWay')}`] : []),
    ...(witness === null ? [] : [`    ${t('prove.witness', { packet: witness })}`]),
    ...rules.map((rule) => `    ${ruleLine(t, rule)}`),
  ]
}

function ruleLine(
  t: CommandContext['t'],
  { ruleId, groupId, action, place }: ResultItem['rules'][number],
): string {
  const where = place === null ? '' : `   ${place.file}:${place.line}`
  return `${t('tests.rule', { rule: ruleId, group: groupId, action: t(`explain.${action}`) })}${where}`
}
