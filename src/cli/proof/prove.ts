// `menshen prove`: a claim over all packets holds, or here is the packet that breaks it.

import type { PathVerdict } from '../../core/model/verdict.ts'
import { type CommandContext, FINDING, printJson, printLine, UNDECIDED } from '../context.ts'
import { wayLines } from '../explain.ts'
import { callApi } from '../serverClient.ts'
import type { Asking } from '../verbs.ts'

interface Options extends Asking {
  readonly within: number | string
}

interface Answer {
  readonly result: 'holds' | 'broken' | 'undecided'
  readonly claims: 'some' | 'none' | 'all' | 'only' | null
  readonly vacuous: boolean
  readonly witness: string | null
  readonly verdict: PathVerdict | null
}

export async function prove(context: CommandContext, claim: string, options: Options): Promise<void> {
  const seconds = Number(options.within)
  const query = { claim, within: String(options.within) }
  const answer = await callApi<Answer>(context, 'prove', { query, patience: 1000 * (seconds + 10) })
  const codes = { holds: 0, broken: FINDING, undecided: UNDECIDED }
  process.exitCode = codes[answer.result]
  if (options.json) return printJson(context, answer)
  const { t } = context
  const mark = { holds: '✓', broken: '✗', undecided: '?' }[answer.result]
  printLine(context, `${mark} ${claim}  ${t(`prove.${answer.result}`, { seconds })}`)
  if (answer.vacuous) printLine(context, `  ${t('prove.vacuous')}`)
  if (answer.witness !== null) {
    printLine(context, `  ${t('prove.witness', { packet: answer.witness })}`)
    const lines = answer.verdict === null ? [] : wayLines(context, answer.verdict)
    for (const line of lines) printLine(context, `  ${line}`)
  } else if (answer.result === 'broken') {
    printLine(context, `  ${t(answer.claims === 'all' ? 'prove.noWay' : 'prove.nothing')}`)
  }
}
