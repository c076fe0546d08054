// `menshen restore`: the last good rulesets of this host back in force; for the start of the system, before the network.

import { existsSync } from 'node:fs'
import { restoreRulesets } from '../agent/restore.ts'
import { ROOT_KERNEL } from '../agent/script.ts'
import { dataDirOf } from '../server/config.ts'
import { type CommandContext, ExitError, FINDING, printJson, printLine, USAGE } from './context.ts'

interface RestoreOptions {
  readonly json?: true
  readonly missing?: true
}

export async function restore(context: CommandContext, options: RestoreOptions): Promise<void> {
  const { t } = context
  const dataDir = dataDirOf(context.environment, context.data)
  if (!existsSync(dataDir)) throw new ExitError(USAGE, t('restore.noData', { folder: dataDir }))
  const restored = await restoreRulesets(dataDir, ROOT_KERNEL, { onlyMissing: options.missing === true })
  if (restored.some(({ reason }) => reason !== '')) process.exitCode = FINDING
  if (options.json) return printJson(context, restored)
  if (restored.length === 0) return printLine(context, t('restore.nothing', { folder: dataDir }))
  for (const { name, outcome, reason } of restored)
    printLine(context, t(`restore.${outcome}`, { name, reason }))
}
