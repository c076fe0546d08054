// `menshen project …`: projects, which Alibaba Cloud calls resource groups.

import type { Command } from 'commander'
import { asking, changing, type Verbs } from '../verbs.ts'

export function addProjectVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  const project = verb(program, 'project', 'about.project')
  asking(verb(project, 'ls', 'about.project.ls'), t).action(async (options, command) =>
    (await import('./projects.ts')).listProjects(contextOf(command), options),
  )
  changing(verb(project, 'create', 'about.project.create'), t)
    .argument('<name>', t('argument.accountName'))
    .option('--description <text>', t('option.description'))
    .action(async (name, options, command) =>
      (await import('./projects.ts')).createProject(contextOf(command), name, options),
    )
  changing(verb(project, 'modify', 'about.project.modify'), t)
    .argument('<project>', t('argument.project'))
    .option('--name <name>', t('option.changedName'))
    .option('--description <text>', t('option.description'))
    .option('--hide', t('option.hideProject'))
    .option('--show', t('option.showProject'))
    .action(async (id, options, command) =>
      (await import('./projects.ts')).modifyProject(contextOf(command), id, options),
    )
}
