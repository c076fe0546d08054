// `menshen nacl …`: network ACLs.

import type { Command } from 'commander'
import { append, asking, changing, commaList, type Verbs } from '../verbs.ts'

export function addNetworkAclVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  const nacl = verb(program, 'nacl', 'about.nacl')
  const acl = t('argument.nacl')
  asking(verb(nacl, 'ls', 'about.nacl.ls'), t)
    .option('--region <region>', t('option.region'))
    .option('--vpc <vpc>', t('option.vpc'))
    .option('--name <text>', t('option.namePart'))
    .action(async (options, command) =>
      (await import('./show.ts')).listNetworkAcls(contextOf(command), options),
    )
  asking(verb(nacl, 'show', 'about.nacl.show'), t)
    .argument('<acl>', acl)
    .action(async (id, options, command) =>
      (await import('./show.ts')).showNetworkAcl(contextOf(command), id, options),
    )
  changing(verb(nacl, 'create', 'about.nacl.create'), t)
    .argument('<name>', t('argument.groupName'))
    .option('--region <region>', t('option.usualRegion'))
    .requiredOption('--vpc <vpc>', t('option.vpc'))
    .option('--description <text>', t('option.description'))
    .option('--tag <key=value,…>', t('option.tag'), commaList)
    .action(async (name, options, command) =>
      (await import('./change.ts')).createAcl(contextOf(command), name, options),
    )
  changing(verb(nacl, 'update', 'about.nacl.update'), t)
    .argument('<acl>', acl)
    .option('--ingress <entry>', t('option.aclIngress'), append)
    .option('--egress <entry>', t('option.aclEgress'), append)
    .option('--name <name>', t('option.changedName'))
    .option('--description <text>', t('option.description'))
    .action(async (id, options, command) =>
      (await import('./change.ts')).updateAcl(contextOf(command), id, options),
    )
  changing(verb(nacl, 'bind', 'about.nacl.bind'), t)
    .argument('<acl>', acl)
    .argument('<vswitches...>', t('argument.vSwitches'))
    .action(async (id, vSwitches, options, command) =>
      (await import('./change.ts')).bindAcl(contextOf(command), id, vSwitches, options),
    )
  changing(verb(nacl, 'unbind', 'about.nacl.unbind'), t)
    .argument('<acl>', acl)
    .argument('<vswitches...>', t('argument.vSwitches'))
    .action(async (id, vSwitches, options, command) =>
      (await import('./change.ts')).unbindAcl(contextOf(command), id, vSwitches, options),
    )
  changing(verb(nacl, 'copy', 'about.nacl.copy'), t)
    .argument('<acl>', acl)
    .requiredOption('--from <acl>', t('option.aclFrom'))
    .action(async (id, options, command) =>
      (await import('./change.ts')).copyEntries(contextOf(command), id, options),
    )
  changing(verb(nacl, 'rm', 'about.nacl.rm'), t)
    .argument('<acl>', acl)
    .action(async (id, options, command) =>
      (await import('./change.ts')).removeAcl(contextOf(command), id, options),
    )
}
