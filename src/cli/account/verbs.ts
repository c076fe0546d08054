// `menshen account …`: accounts of this installation.

import type { Command } from 'commander'
import type { Verbs } from '../verbs.ts'

export function addAccountVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  const account = verb(program, 'account', 'about.account')
  verb(account, 'ls', 'about.account.ls')
    .option('--json', t('option.json'))
    .action(async (options, command) =>
      (await import('./accounts.ts')).listAccounts(contextOf(command), options),
    )
  verb(account, 'create', 'about.account.create')
    .argument('<name>', t('argument.accountName'))
    .option('--cloud <cloud>', t('option.cloud'), 'aliyun')
    .option('--json', t('option.json'))
    .option('--dry-run', t('option.dryRun'))
    .action(async (name, options, command) =>
      (await import('./accounts.ts')).createAccount(contextOf(command), name, options),
    )
}
