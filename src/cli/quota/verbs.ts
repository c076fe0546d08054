// `menshen quota …`: limits of this installation.

import type { Command } from 'commander'
import { asking, changing, type Verbs } from '../verbs.ts'

export function addQuotaVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  const quota = verb(program, 'quota', 'about.quota')
  asking(verb(quota, 'ls', 'about.quota.ls'), t).action(async (options, command) =>
    (await import('./quotas.ts')).listQuotas(contextOf(command), options),
  )
  changing(verb(quota, 'set', 'about.quota.set'), t)
    .argument('<limit>', t('argument.limit'))
    .argument('<number>', t('argument.limitNumber'))
    .action(async (name, number, options, command) =>
      (await import('./quotas.ts')).setQuota(contextOf(command), name, number, options),
    )
}
