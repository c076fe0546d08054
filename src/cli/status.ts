// `menshen status`: what every host enforces now, how far behind it is, what drifted.

import type { StatusAnswer } from '../server/api/status.ts'
import { type CommandContext, FINDING, printJson, printLine } from './context.ts'
import { getJson } from './serverClient.ts'
import { formatTable } from './table.ts'

export async function status(context: CommandContext, options: { json?: boolean }): Promise<void> {
  const answer = await getJson<StatusAnswer>(context, 'status')
  if (answer.hosts.some((host) => host.failure !== null)) process.exitCode = FINDING
  if (options.json) return printJson(context, answer)
  const { t } = context
  printLine(context, t('status.revision', { revision: answer.revision, resources: answer.resources }))
  if (answer.failsafe.length > 0)
    printLine(context, t('status.failsafe', { list: answer.failsafe.join(', ') }))
  if (answer.hosts.length === 0) return printLine(context, t('status.noHosts'))
  const head = ['host', 'mode', 'enforced', 'lag', 'drift', 'instances', 'state'] as const
  const rows = answer.hosts.map((host) => [
    host.hostId,
    host.mode,
    String(host.enforcedRevision),
    String(host.lag),
    String(host.driftRepairs),
    String(host.instances),
    stateOf(context, host),
  ])
  printLine(
    context,
    formatTable(
      head.map((name) => t(`status.${name}`)),
      rows,
    ),
  )
}

function stateOf({ t }: CommandContext, host: StatusAnswer['hosts'][number]): string {
  if (host.failure !== null) return t('status.failing', { reason: host.failure })
  return host.connected ? t('status.connected') : t('status.away', { since: host.lastSeen })
}
