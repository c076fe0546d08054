// `menshen diff`: declared here, done beside it.

import type { Command } from 'commander'
import { append, asking, numberOr, type Verbs } from '../verbs.ts'

export const addDiffVerb = (program: Command, { t, verb, contextOf }: Verbs): void => {
  asking(verb(program, 'diff', 'about.diff'), t)
    .argument('<left>', t('argument.diffLeft'))
    .argument('[right]', t('argument.diffRight'))
    .option('--context <file>', t('option.diffContext'), append, [])
    .option('--within <seconds>', t('option.within'), numberOr, 30)
    .action(async (left, right, options, command) =>
      (await import('./diff.ts')).diff(contextOf(command), left, right, options),
    )
}
