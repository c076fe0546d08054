// `menshen audit`: the audit of a live server, in the forms of `menshen check`.

import { SEVERITIES, type Severity } from '../../core/analysis/audit/audit.ts'
import type { ReportedFinding } from '../../server/api/audit/report.ts'
import { OUTPUTS, oneOf, showFindings } from '../check.ts'
import { type CommandContext, FINDING, printLine } from '../context.ts'
import { callApi, readCredentials } from '../serverClient.ts'
import type { Asking } from '../verbs.ts'

interface Options extends Asking {
  readonly output: string
  readonly severity: string
  readonly failOn?: string
  readonly within: number | string
}

interface Answer {
  readonly revision: number
  readonly findings: readonly ReportedFinding[]
  readonly undecided: readonly string[]
  readonly groups: number
  readonly combinations: number
}

export async function audit(
  context: CommandContext,
  groups: readonly string[],
  options: Options,
): Promise<void> {
  const output = options.json ? 'json' : oneOf(context, OUTPUTS, options.output)
  const severity = oneOf<Severity>(context, SEVERITIES, options.severity)
  const failOn = oneOf<Severity>(context, SEVERITIES, options.failOn ?? severity)
  const query = {
    ...{ severity, within: String(options.within) },
    groups: groups.length === 0 ? undefined : groups.join(','),
  }
  const patience = 1000 * (Number(options.within) + 10)
  const answer = await callApi<Answer>(context, 'audit', { query, patience })
  const worst = SEVERITIES.indexOf(failOn)
  const isFinding = answer.findings.some((each) => SEVERITIES.indexOf(each.severity) <= worst)
  if (isFinding) process.exitCode = FINDING
  showFindings(context, output, answer.findings, [readCredentials(context).endpoint], answer.undecided)
  if (output !== 'text') return
  const { undecided, revision, combinations } = answer
  printLine(context, context.t('audit.judged', { groups: answer.groups, combinations, revision }))
  if (undecided.length > 0) {
    printLine(context, context.t('audit.undecided', { checks: undecided.join(', ') }))
  }
}
