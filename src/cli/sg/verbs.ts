// `menshen sg …`: security groups.

import type { Command } from 'commander'
import { asking, changing, commaList, type Verbs } from '../verbs.ts'

export function addGroupVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  const sg = verb(program, 'sg', 'about.sg')
  const group = t('argument.group')
  asking(verb(sg, 'ls', 'about.sg.ls'), t)
    .option('--region <region>', t('option.region'))
    .option('--vpc <vpc>', t('option.vpc'))
    .option('--name <text>', t('option.namePart'))
    .option('--kind <kind>', t('option.kind'))
    .action(async (options, command) => (await import('./show.ts')).listGroups(contextOf(command), options))
  asking(verb(sg, 'show', 'about.sg.show'), t)
    .argument('<group>', group)
    .option('--hits', t('option.hits'))
    .option('--as-of <revision>', t('option.asOf'))
    .action(async (id, options, command) =>
      (await import('./show.ts')).showGroup(contextOf(command), id, options),
    )
  changing(verb(sg, 'create', 'about.sg.create'), t)
    .argument('<name>', t('argument.groupName'))
    .option('--region <region>', t('option.usualRegion'))
    .option('--vpc <vpc>', t('option.vpc'))
    .option('--classic', t('option.classic'))
    .option('--project <project>', t('option.inProject'))
    .option('--kind <kind>', t('option.kind'), 'basic')
    .option('--template <template>', t('option.template'), 'custom')
    .option('--description <text>', t('option.description'))
    .option('--tag <key=value,…>', t('option.tag'), commaList)
    .action(async (name, options, command) =>
      (await import('./change.ts')).createGroup(contextOf(command), name, options),
    )
  changing(verb(sg, 'modify', 'about.sg.modify'), t)
    .argument('<group>', group)
    .option('--name <name>', t('option.groupName'))
    .option('--description <text>', t('option.description'))
    .option('--inner-access <action>', t('option.innerAccess'))
    .option('--sessions <fate>', t('option.liveSessions'))
    .option('--deletion-protection <state>', t('option.deletionProtection'))
    .option('--managed <state>', t('option.managed'))
    .action(async (id, options, command) =>
      (await import('./change.ts')).modifyGroup(contextOf(command), id, options),
    )
  changing(verb(sg, 'rm', 'about.sg.rm'), t)
    .argument('<group>', group)
    .option('--force', t('option.force'))
    .action(async (id, options, command) =>
      (await import('./change.ts')).removeGroup(contextOf(command), id, options),
    )
  changing(verb(sg, 'clone', 'about.sg.clone'), t)
    .argument('<group>', group)
    .option('--region <region>', t('option.toRegion'))
    .option('--vpc <vpc>', t('option.toVpc'))
    .option('--classic', t('option.classic'))
    .option('--project <project>', t('option.toProject'))
    .option('--name <name>', t('option.newName'))
    .option('--description <text>', t('option.description'))
    .option('--no-rules', t('option.noRules'))
    .option('--tags', t('option.keepTags'))
    .action(async (id, options, command) =>
      (await import('./copies.ts')).cloneGroup(contextOf(command), id, options),
    )
  changing(verb(sg, 'restore', 'about.sg.restore'), t)
    .argument('<group>', group)
    .option('--from <group>', t('option.restoreFrom'))
    .option('--revision <revision>', t('option.restoreRevision'))
    .option('--file <file>', t('option.restoreFile'))
    .option('--keep-good', t('option.keepGood'))
    .option('--partial', t('option.partial'))
    .option('--system-at-100', t('option.systemAt100'))
    .action(async (id, options, command) =>
      (await import('./restore.ts')).restoreGroup(contextOf(command), id, options),
    )
  verb(sg, 'export', 'about.sg.export')
    .argument('<group>', group)
    .option('--account <name>', t('option.account'))
    .option('-f, --format <format>', t('option.fileFormat'), 'json')
    .option('-o, --output <file>', t('option.outputFile'))
    .option('--template', t('option.fileTemplate'))
    .action(async (id, options, command) =>
      (await import('./files.ts')).exportRules(contextOf(command), id, options),
    )
  changing(verb(sg, 'import', 'about.sg.import'), t)
    .argument('<group>', group)
    .argument('<file>', t('argument.file'))
    .option('--keep-good', t('option.keepGood'))
    .action(async (id, file, options, command) =>
      (await import('./files.ts')).importRules(contextOf(command), id, file, options),
    )
}
