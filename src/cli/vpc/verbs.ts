// `menshen vpc …`: VPCs with their vSwitches.

import type { Command } from 'commander'
import { asking, type Verbs } from '../verbs.ts'

export function addVpcVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  const vpc = verb(program, 'vpc', 'about.vpc')
  asking(verb(vpc, 'ls', 'about.vpc.ls'), t)
    .option('--region <region>', t('option.region'))
    .action(async (options, command) => (await import('./vpcs.ts')).listVpcs(contextOf(command), options))
}
