// `menshen eni …`: network interfaces.

import type { Command } from 'commander'
import { asking, changing, type Verbs } from '../verbs.ts'

export function addEniVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  const eni = verb(program, 'eni', 'about.eni')
  asking(verb(eni, 'ls', 'about.eni.ls'), t)
    .option('--region <region>', t('option.region'))
    .option('--group <group>', t('argument.group'))
    .option('--instance <instance>', t('option.instance'))
    .action(async (options, command) => (await import('./enis.ts')).listEnis(contextOf(command), options))
  asking(verb(eni, 'show', 'about.eni.show'), t)
    .argument('<eni>', t('argument.eni'))
    .action(async (id, options, command) =>
      (await import('./enis.ts')).showEni(contextOf(command), id, options),
    )
  changing(verb(eni, 'groups', 'about.eni.groups'), t)
    .argument('<eni>', t('argument.eni'))
    .argument('<groups...>', t('argument.groups'))
    .action(async (id, groups, options, command) =>
      (await import('./enis.ts')).replaceGroups(contextOf(command), id, groups, options),
    )
}
