// Verbs that work on files alone and need no server.

import type { Command } from 'commander'
import { append, type Verbs } from './verbs.ts'

export function addOfflineVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  verb(program, 'exposure', 'about.exposure')
    .argument('<files...>', t('argument.groupFiles'))
    .requiredOption('--to <service>', t('option.to'))
    .option('--from <source>', t('option.from'), 'internet')
    .option('--context <file>', t('option.context'), append, [])
    .option('--eni <id>', t('option.contextEni'))
    .option('--json', t('option.json'))
    .action(async (files, options, command) =>
      (await import('./exposure.ts')).exposure(contextOf(command), files, options),
    )
  verb(program, 'check', 'about.check')
    .argument('<files...>', t('argument.groupFiles'))
    .option('--context <file>', t('option.context'), append, [])
    .option('-o, --output <format>', t('option.output'), 'text')
    .option('--severity <least>', t('option.severity'), 'low')
    .option('--json', t('option.json'))
    .action(async (files, options, command) =>
      (await import('./check.ts')).check(contextOf(command), files, options),
    )
}
