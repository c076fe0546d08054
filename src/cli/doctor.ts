// `menshen doctor`: what this machine can enforce, check by check, and what to do about the rest.

import { detectMode } from '../agent/modes.ts'
import { enforcementText } from '../server/enforcement.ts'
import { type CommandContext, FINDING, printJson, printLine } from './context.ts'

export async function doctor(context: CommandContext, options: { json?: boolean }): Promise<void> {
  const { t } = context
  const found = await detectMode()
  if (found.mode === 'simulated') process.exitCode = FINDING
  if (options.json) return printJson(context, found)
  for (const check of found.checks) {
    const state = check.ok ? t('doctor.ok') : t('doctor.missing')
    printLine(
      context,
      `${check.ok ? '✓' : '✗'} ${check.name}: ${state}${check.detail === '' ? '' : ` (${check.detail})`}`,
    )
  }
  printLine(context, t('doctor.mode', { mode: enforcementText(found) }))
}
