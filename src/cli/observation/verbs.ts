// `menshen watch`, `menshen top`, `menshen changes` and `menshen undo`.

import type { Command } from 'commander'
import { asking, changing, type Verbs } from '../verbs.ts'

export function addObservationVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  verb(program, 'watch', 'about.watch')
    .option('--denied', t('option.denied'))
    .option('--eni <eni>', t('option.watchEni'))
    .option('--group <group>', t('argument.group'))
    .option('--rule <rule>', t('argument.rule'))
    .option('--count <number>', t('option.count'))
    .option('--json', t('option.jsonLines'))
    .action(async (options, command) => (await import('./watch.ts')).watch(contextOf(command), options))
  verb(program, 'top', 'about.top')
    .option('--group <group>', t('argument.group'))
    .option('--host <host>', t('option.onlyHost'))
    .option('--interval <seconds>', t('option.interval'), '2')
    .option('--once', t('option.once'))
    .option('--day', t('option.day'))
    .option('--account <name>', t('option.account'))
    .option('--json', t('option.json'))
    .action(async (options, command) =>
      options.day
        ? (await import('./day.ts')).showDay(contextOf(command), options)
        : (await import('./top.ts')).top(contextOf(command), options),
    )
  asking(verb(program, 'changes', 'about.changes'), t)
    .option('--resource <id>', t('option.ofResource'))
    .option('--by <caller>', t('option.ofCaller'))
    .option('--limit <number>', t('option.limit'))
    .action(async (options, command) =>
      (await import('./history.ts')).listChanges(contextOf(command), options),
    )
  changing(verb(program, 'undo', 'about.undo'), t)
    .argument('<revision>', t('argument.undoRevision'))
    .action(async (revision, options, command) =>
      (await import('./history.ts')).undo(contextOf(command), revision, options),
    )
}
