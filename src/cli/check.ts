// `menshen check`: audits security groups in files, without a server.

import { SEVERITIES, type Severity } from '../core/analysis/audit/audit.ts'
import { audit } from '../core/analysis/audit/index.ts'
import { auditWorldOf } from '../offline/audit.ts'
import { shownId } from '../offline/world.ts'
import { type ReportedFinding, reportFinding } from '../server/api/audit/report.ts'
import { type CommandContext, ExitError, FINDING, printJson, printLine, UNDECIDED, USAGE } from './context.ts'
import { readWorld } from './files.ts'
import { packetText } from './packetWords.ts'
import { Progress } from './progress.ts'
import { junitOf } from './reports/junit.ts'
import { sarifOf } from './reports/sarif.ts'

export interface CheckOptions {
  readonly context: readonly string[]
  readonly output: string
  readonly severity: string
  readonly json?: boolean
}

export const OUTPUTS = ['text', 'json', 'sarif', 'junit'] as const
type Output = (typeof OUTPUTS)[number]

export function check(context: CommandContext, files: readonly string[], options: CheckOptions): void {
  const { t } = context
  const output = options.json === true ? 'json' : oneOf(context, OUTPUTS, options.output)
  const least = SEVERITIES.indexOf(oneOf<Severity>(context, SEVERITIES, options.severity))
  const progress = new Progress(context)
  const world = auditWorldOf(readWorld(context, files, options.context, progress))
  const told = audit(world, (finding) => reportFinding(t, finding, shownId), {
    onProgress: (done, of) => progress.show(() => t('progress.judging', { done: done + 1, of })),
  })
  progress.end()
  const findings = told.findings.filter(({ severity }) => SEVERITIES.indexOf(severity) <= least)
  if (findings.length > 0) process.exitCode = FINDING
  else if (told.undecided.length > 0) process.exitCode = UNDECIDED
  showFindings(context, output, findings, files, told.undecided)
  if (told.undecided.length > 0) {
    const checks = told.undecided.join(', ')
    context.stderr.write(`${t('check.undecided', { checks })}\n`)
  }
}

export function oneOf<T extends string>({ t }: CommandContext, known: readonly T[], text: string): T {
  const found = known.find((one) => one === text)
  if (found === undefined)
    throw new ExitError(USAGE, t('check.badOption', { text, expected: known.join(', ') }))
  return found
}

export function showFindings(
  context: CommandContext,
  output: Output,
  findings: readonly ReportedFinding[],
  files: readonly string[],
  undecided: readonly string[],
): void {
  switch (output) {
    case 'json':
      printJson(context, { findings, undecided })
      return
    case 'sarif':
      printJson(context, sarifOf(context.t, findings, files))
      return
    case 'junit':
      printLine(context, junitOf(context.t, findings))
      return
    case 'text':
      showText(context, findings)
  }
}

function showText(context: CommandContext, findings: readonly ReportedFinding[]): void {
  const { t } = context
  for (const { severity, check: id, message, rules, witness, remedy, effect, changes } of findings) {
    printLine(context, `${t(`check.${severity}`)}  ${message}  [${id}]`)
    if (rules.length > 0) printLine(context, `  ${t('exposure.rules')} ${shortList(rules)}`)
    if (witness !== null) printLine(context, `  ${t('exposure.witness')} ${witness}`)
    printLine(context, `  ${t('check.remedy')} ${remedy} ${effect}`)
    for (const region of changes?.closes ?? [])
      printLine(context, `    ${t('check.closes')} ${packetText(context, region)}`)
    for (const region of changes?.opens ?? [])
      printLine(context, `    ${t('check.opens')} ${packetText(context, region)}`)
  }
  printLine(context, t(findings.length === 0 ? 'check.clean' : 'check.found', { count: findings.length }))
}

const RULES_SHOWN = 20

const shortList = (rules: readonly string[]): string =>
  rules.length > RULES_SHOWN ? `${rules.slice(0, RULES_SHOWN).join(', ')}, …` : rules.join(', ')
