// `menshen template …`: parameter templates of addresses or services, and templates made of others.

import type { Command } from 'commander'
import { append, asking, changing, commaList, type Verbs } from '../verbs.ts'

export function addTemplateVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  const template = verb(program, 'template', 'about.template')
  asking(verb(template, 'ls', 'about.template.ls'), t)
    .option('--of <what>', t('option.ofOnly'))
    .option('--region <region>', t('option.region'))
    .action(async (options, command) =>
      (await import('./template.ts')).listTemplates(contextOf(command), options),
    )
  asking(verb(template, 'show', 'about.template.show'), t)
    .argument('<template>', t('argument.template'))
    .action(async (id, options, command) =>
      (await import('./template.ts')).showTemplate(contextOf(command), id, options),
    )
  const members = (command: Command): Command =>
    command
      .option('--entry <entry>', t('option.member'), append)
      .option('--include <template>', t('option.include'), append)
  members(changing(verb(template, 'create', 'about.template.create'), t))
    .argument('<name>', t('argument.groupName'))
    .option('--of <what>', t('option.of'), 'addresses')
    .option('--region <region>', t('option.usualRegion'))
    .option('--tag <key=value,…>', t('option.tag'), commaList)
    .action(async (name, options, command) =>
      (await import('./template.ts')).createTemplate(contextOf(command), name, options),
    )
  members(changing(verb(template, 'modify', 'about.template.modify'), t))
    .argument('<template>', t('argument.template'))
    .option('--add <member>', t('option.addMember'), append)
    .option('--remove <member>', t('option.removeMember'), append)
    .option('--name <name>', t('option.changedName'))
    .action(async (id, options, command) =>
      (await import('./template.ts')).modifyTemplate(contextOf(command), id, options),
    )
  changing(verb(template, 'rm', 'about.template.rm'), t)
    .argument('<template>', t('argument.template'))
    .action(async (id, options, command) =>
      (await import('./template.ts')).removeTemplate(contextOf(command), id, options),
    )
}
