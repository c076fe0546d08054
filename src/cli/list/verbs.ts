// `menshen prefix-list …` and `menshen port-list …`: lists that rules share.

import type { Command } from 'commander'
import { asking, changing, commaList, type Verbs } from '../verbs.ts'

export function addListVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  for (const [name, about] of [
    ['prefix-list', 'about.prefixList'],
    ['port-list', 'about.portList'],
  ] as const) {
    const list = verb(program, name, about)
    asking(verb(list, 'ls', 'about.list.ls'), t)
      .option('--region <region>', t('option.region'))
      .action(async (options, command) =>
        (await import('./lists.ts')).listLists(contextOf(command), `${name}s`, options),
      )
    asking(verb(list, 'show', 'about.list.show'), t)
      .argument('<list>', t('argument.list'))
      .action(async (id, options, command) =>
        (await import('./lists.ts')).showList(contextOf(command), `${name}s`, id, options),
      )
    const create = changing(verb(list, 'create', 'about.list.create'), t)
      .argument('<name>', t('argument.groupName'))
      .option('--region <region>', t('option.usualRegion'))
      .requiredOption('--max-entries <number>', t('option.maxEntries'))
      .option('--entry <entries>', t('option.listEntries'), commaList)
      .option('--description <text>', t('option.description'))
      .option('--tag <key=value,…>', t('option.tag'), commaList)
    if (name === 'prefix-list') create.option('--family <family>', t('option.family'), 'IPv4')
    create.action(async (id, options, command) =>
      (await import('./change.ts')).createList(contextOf(command), `${name}s`, id, options),
    )
    changing(verb(list, 'modify', 'about.list.modify'), t)
      .argument('<list>', t('argument.list'))
      .option('--add <entries>', t('option.listEntries'), commaList)
      .option('--remove <entries>', t('option.removeEntries'), commaList)
      .option('--name <name>', t('option.changedName'))
      .option('--description <text>', t('option.description'))
      .action(async (id, options, command) =>
        (await import('./change.ts')).modifyList(contextOf(command), `${name}s`, id, options),
      )
    changing(verb(list, 'rm', 'about.list.rm'), t)
      .argument('<list>', t('argument.list'))
      .action(async (id, options, command) =>
        (await import('./change.ts')).removeList(contextOf(command), `${name}s`, id, options),
      )
  }
}
