// Verbs that ask about all packets at once: prove, reach, audit.

import type { Command } from 'commander'
import { asking, numberOr, type Verbs } from '../verbs.ts'

export function addProofVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  asking(verb(program, 'prove', 'about.prove'), t)
    .argument('<claim>', t('argument.claim'))
    .option('--within <seconds>', t('option.within'), numberOr, 30)
    .action(async (claim, options, command) =>
      (await import('./prove.ts')).prove(contextOf(command), claim, options),
    )
  for (const [name, about] of [
    ['reach', 'about.reach'],
    ['who-can-reach', 'about.whoCanReach'],
  ] as const) {
    asking(verb(program, name, about), t)
      .argument('[end]', t('argument.reachEnd'))
      .argument('[service]', t('argument.reachService'))
      .option('--from', t('option.reachFrom'))
      .option('--service <service>', t('option.reachService'))
      .option('--matrix', t('option.matrix'))
      .option('--groups <ids>', t('option.reachGroups'))
      .option('--limit <number>', t('option.limit'))
      .option('--within <seconds>', t('option.within'), numberOr, 30)
      .action(async (end, service, options, command) =>
        (await import('./reach.ts')).reach(contextOf(command), end, service, options),
      )
  }
  asking(verb(program, 'audit', 'about.audit'), t)
    .argument('[groups...]', t('argument.auditGroups'))
    .option('-o, --output <format>', t('option.output'), 'text')
    .option('--severity <least>', t('option.severity'), 'low')
    .option('--fail-on <severity>', t('option.failOn'))
    .option('--within <seconds>', t('option.within'), numberOr, 60)
    .action(async (groups, options, command) =>
      (await import('./audit.ts')).audit(contextOf(command), groups, options),
    )
}
