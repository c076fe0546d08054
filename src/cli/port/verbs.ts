// `menshen port …`: which interfaces of this machine belong to which ENIs.

import type { Command } from 'commander'
import type { Verbs } from '../verbs.ts'

export function addPortVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  const port = verb(program, 'port', 'about.port')
  verb(port, 'bind', 'about.port.bind')
    .argument('[interface]', t('argument.hostInterface'))
    .option('--eni <eni>', t('option.eni'))
    .option('--host', t('option.host'))
    .option('--mac <mac>', t('option.mac'))
    .option('--allow-cut-off', t('option.portCutOff'))
    .option('--wait <seconds>', t('option.wait'), '10')
    .action(async (name, options, command) =>
      (await import('./change.ts')).bind(contextOf(command), name, options),
    )
  verb(port, 'unbind', 'about.port.unbind')
    .argument('[interface]', t('argument.hostInterface'))
    .option('--host', t('option.host'))
    .option('--wait <seconds>', t('option.wait'), '10')
    .action(async (name, options, command) =>
      (await import('./change.ts')).unbind(contextOf(command), name, options),
    )
  verb(port, 'ls', 'about.port.ls')
    .option('--json', t('option.json'))
    .action(async (options, command) => (await import('./list.ts')).listPorts(contextOf(command), options))
  verb(port, 'guard', 'about.port.guard')
    .argument('<prefix>', t('argument.guard'))
    .option('--allow-cut-off', t('option.portCutOff'))
    .option('--wait <seconds>', t('option.wait'), '10')
    .action(async (name, options, command) =>
      (await import('./change.ts')).guard(contextOf(command), name, options),
    )
  verb(port, 'unguard', 'about.port.unguard')
    .argument('<prefix>', t('argument.guard'))
    .option('--wait <seconds>', t('option.wait'), '10')
    .action(async (name, options, command) =>
      (await import('./change.ts')).unguard(contextOf(command), name, options),
    )
}
