// `menshen host ls|show|rm`.

import { change } from '../changes.ts'
import { type CommandContext, FINDING, printJson, printLine } from '../context.ts'
import { getJson } from '../serverClient.ts'
import { printTable } from '../table.ts'
import type { Asking, Changing } from '../verbs.ts'

interface HostItem {
  readonly id: string
  readonly joinedAt: string | null
  readonly connected: boolean
  readonly lastSeen: string | null
  readonly mode: string
  readonly enforcedRevision: number
  readonly lag: number
  readonly driftRepairs: number
  readonly failure: string | null
  readonly version: string
  readonly ports: readonly { readonly interface: string; readonly eni: string; readonly state: string }[]
}

export async function listHosts(context: CommandContext, options: Asking): Promise<void> {
  const { items } = await getJson<{ items: readonly HostItem[] }>(context, 'hosts')
  if (items.some((host) => host.failure !== null)) process.exitCode = FINDING
  if (options.json) return printJson(context, items)
  printTable(
    context,
    [
      'status.host',
      'status.state',
      'status.mode',
      'status.enforced',
      'status.lag',
      'status.drift',
      'host.column.ports',
      'host.column.version',
    ],
    items.map((host) => [
      host.id,
      stateOf(context, host),
      host.mode,
      String(host.enforcedRevision),
      String(host.lag),
      String(host.driftRepairs),
      String(host.ports.length),
      host.version,
    ]),
  )
}

export async function showHost(context: CommandContext, name: string, options: Asking): Promise<void> {
  const host = await getJson<HostItem>(context, `hosts/${encodeURIComponent(name)}`)
  if (options.json) return printJson(context, host)
  const { t } = context
  printLine(context, `${host.id}  ${stateOf(context, host)}`)
  printLine(
    context,
    t('host.enforces', { revision: host.enforcedRevision, lag: host.lag, drift: host.driftRepairs }),
  )
  if (host.joinedAt !== null)
    printLine(context, t('host.joined', { time: host.joinedAt, version: host.version }))
  if (host.ports.length === 0) return
  printTable(
    context,
    ['port.column.interface', 'port.column.eni', 'port.column.state'],
    host.ports.map((port) => [
      port.interface === '' ? t('port.machine') : port.interface,
      port.eni,
      port.state,
    ]),
  )
}

export async function removeHost(context: CommandContext, name: string, options: Changing): Promise<void> {
  await change(context, `hosts/${encodeURIComponent(name)}`, { method: 'DELETE' }, options)
}

function stateOf({ t }: CommandContext, host: HostItem): string {
  if (host.failure !== null) return t('status.failing', { reason: host.failure })
  if (host.connected) return t('status.connected')
  return host.lastSeen === null ? t('host.never') : t('status.away', { since: host.lastSeen })
}
