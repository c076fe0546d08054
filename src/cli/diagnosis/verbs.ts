// `menshen diagnose` and `menshen effective`: what really happens to packets, and why.

import type { Command } from 'commander'
import { asking, type Verbs } from '../verbs.ts'

export function addDiagnosisVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  asking(verb(program, 'diagnose', 'about.diagnose'), t)
    .argument('<from>', t('argument.diagnoseFrom'))
    .argument('<to>', t('argument.diagnoseTo'))
    .option('--probe', t('option.probe'))
    .option('--apply <number>', t('option.apply'))
    .option('--yes', t('option.yes'))
    .action(async (from, to, options, command) =>
      (await import('./diagnose.ts')).diagnose(contextOf(command), from, to, options),
    )
  asking(verb(program, 'effective', 'about.effective'), t)
    .argument('<interface>', t('argument.interface'))
    .action(async (name, options, command) =>
      (await import('./effective.ts')).effective(contextOf(command), name, options),
    )
}
