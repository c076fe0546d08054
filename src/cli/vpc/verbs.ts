// `menshen vpc …`: VPCs with their vSwitches; `menshen classic-link …`: classic instances linked to them.

import type { Command } from 'commander'
import { asking, changing, type Verbs } from '../verbs.ts'

export function addVpcVerbs(program: Command, verbs: Verbs): void {
  const { t, verb, contextOf } = verbs
  const vpc = verb(program, 'vpc', 'about.vpc')
  asking(verb(vpc, 'ls', 'about.vpc.ls'), t)
    .option('--region <region>', t('option.region'))
    .action(async (options, command) => (await import('./vpcs.ts')).listVpcs(contextOf(command), options))
  addLinkVerbs(program, verbs)
}

function addLinkVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  const links = verb(program, 'classic-link', 'about.classicLink')
  asking(verb(links, 'ls', 'about.classicLink.ls'), t)
    .option('--region <region>', t('option.region'))
    .option('--vpc <vpc>', t('option.vpc'))
    .option('--instance <instance>', t('option.instance'))
    .action(async (options, command) =>
      (await import('./classicLinks.ts')).listLinks(contextOf(command), options),
    )
  for (const name of ['attach', 'detach'] as const)
    changing(verb(links, name, `about.classicLink.${name}`), t)
      .argument('<instance>', t('option.instance'))
      .argument('<vpc>', t('option.vpc'))
      .action(async (instance, vpc, options, command) => {
        const { link, unlink } = await import('./classicLinks.ts')
        await (name === 'attach' ? link : unlink)(contextOf(command), { instance, vpc }, options)
      })
  for (const name of ['enable', 'disable'] as const)
    changing(verb(links, name, `about.classicLink.${name}`), t)
      .argument('<vpc>', t('option.vpc'))
      .action(async (vpc, options, command) => {
        const { setLinks } = await import('./classicLinks.ts')
        await setLinks(contextOf(command), { vpc, enabled: name === 'enable' }, options)
      })
}
