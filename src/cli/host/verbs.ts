// `menshen host …`, `menshen join` and `menshen agent`: machines whose agents follow a server.

import type { Command } from 'commander'
import { asking, changing, type Verbs } from '../verbs.ts'

export function addHostVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  const host = verb(program, 'host', 'about.host')
  asking(verb(host, 'ls', 'about.host.ls'), t).action(async (options, command) =>
    (await import('./hosts.ts')).listHosts(contextOf(command), options),
  )
  asking(verb(host, 'show', 'about.host.show'), t)
    .argument('<host>', t('argument.host'))
    .action(async (name, options, command) =>
      (await import('./hosts.ts')).showHost(contextOf(command), name, options),
    )
  changing(verb(host, 'rm', 'about.host.rm'), t)
    .argument('<host>', t('argument.host'))
    .action(async (name, options, command) =>
      (await import('./hosts.ts')).removeHost(contextOf(command), name, options),
    )
  const token = verb(host, 'token', 'about.host.token')
  changing(verb(token, 'create', 'about.host.token.create'), t)
    .option('--expires <time>', t('option.expires'), '1h')
    .option('--eni <eni>', t('option.tokenEni'))
    .action(async (options, command) =>
      (await import('./tokens.ts')).createToken(contextOf(command), options),
    )
  asking(verb(token, 'ls', 'about.host.token.ls'), t).action(async (options, command) =>
    (await import('./tokens.ts')).listTokens(contextOf(command), options),
  )
  changing(verb(token, 'rm', 'about.host.token.rm'), t)
    .argument('<token>', t('argument.token'))
    .action(async (id, options, command) =>
      (await import('./tokens.ts')).removeToken(contextOf(command), id, options),
    )
  verb(program, 'join', 'about.join')
    .argument('<server>', t('argument.server'))
    .option('--token <token>', t('option.token'))
    .option('--name <name>', t('option.hostName'))
    .option('--eni <eni>', t('option.joinEni'))
    .option('--replace', t('option.replace'))
    .action(async (server, options, command) =>
      (await import('./join.ts')).join(contextOf(command), server, options),
    )
  verb(program, 'agent', 'about.agent').action(async (_, command) =>
    (await import('./agent.ts')).agent(contextOf(command)),
  )
}
