// `menshen replay`: declared here, done beside it.

import type { Command } from 'commander'
import { append, asking, numberOr, type Verbs } from '../verbs.ts'

export const addReplayVerb = (program: Command, { t, verb, contextOf }: Verbs): void => {
  asking(verb(program, 'replay', 'about.replay'), t)
    .argument('[left]', t('argument.replayLeft'))
    .argument('[right]', t('argument.replayRight'))
    .option('-f, --file <path>', t('option.policyFile'), append, [])
    .option('--flows <file>', t('option.flows'), append, [])
    .option('--eni <id>', t('option.replayEni'))
    .option('--context <file>', t('option.diffContext'), append, [])
    .option('--within <seconds>', t('option.within'), numberOr, 30)
    .action(async (left, right, options, command) =>
      (await import('./replay.ts')).replay(contextOf(command), left, right, options),
    )
}
