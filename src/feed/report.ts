// A host's report as it comes over the wire: read within bounds, checked field by field.

import type { IncomingMessage } from 'node:http'
import type { AgentReport, ChannelReport, EnforcementMode, PortReport } from './messages.ts'
import { digestOf } from './signing.ts'

const MAX_BYTES = 64 * 1024
const MODES: readonly EnforcementMode[] = ['kernel', 'kernel (rootless)', 'simulated']

/** Names of hosts: what may stand in a path, a label and a line of a table. */
export const isHostId = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(value)

/** Throws with one line of reason when the body is no report. */
export const readReport = async (request: IncomingMessage, digest: string | null): Promise<AgentReport> =>
  checkReport(await readJson(request, MAX_BYTES, digest))

/** The body of a request, if it is no longer than it may be and the one that was signed. */
export async function readJson(
  request: IncomingMessage,
  maxBytes: number,
  digest: string | null,
): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new Error(`the report is longer than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  const bytes = Buffer.concat(chunks)
  if (digest !== null && digestOf(bytes) !== digest)
    throw new Error('the report is not the one that was signed')
  return JSON.parse(bytes.toString('utf8'))
}

function checkReport(value: unknown): AgentReport {
  const { hostId, mode, enforcedRevision, failure, driftRepairs, instances, agentVersion, ports, channel } =
    (value ?? {}) as Partial<AgentReport>
  if (!isHostId(hostId)) throw wrong('hostId')
  if (mode === undefined || !MODES.includes(mode)) throw wrong('mode')
  if (!isCount(enforcedRevision)) throw wrong('enforcedRevision')
  if (failure !== null && typeof failure !== 'string') throw wrong('failure')
  if (!isCount(driftRepairs)) throw wrong('driftRepairs')
  if (!isCount(instances)) throw wrong('instances')
  if (typeof agentVersion !== 'string') throw wrong('agentVersion')
  if (ports !== undefined && !(Array.isArray(ports) && ports.every(isPort))) throw wrong('ports')
  if (channel !== undefined && !isChannel(channel)) throw wrong('channel')
  const common = { hostId, mode, enforcedRevision, failure, driftRepairs, instances, agentVersion }
  return {
    ...common,
    ...(ports === undefined ? {} : { ports }),
    ...(channel === undefined ? {} : { channel: { addresses: channel.addresses, port: channel.port } }),
  }
}

function isPort(value: unknown): boolean {
  const port = (value ?? {}) as Partial<PortReport>
  return [port.interface, port.eni, port.state].every((text) => typeof text === 'string' && text.length <= 64)
}

const MOST_ADDRESSES = 64

function isChannel(value: unknown): boolean {
  const { addresses, port } = (value ?? {}) as Partial<ChannelReport>
  if (!Array.isArray(addresses) || addresses.length > MOST_ADDRESSES) return false
  const areTexts = addresses.every((text) => typeof text === 'string' && text.length <= 64)
  return areTexts && isCount(port) && port >= 1 && port <= 65_535
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

const wrong = (field: string): Error => new Error(`the report's \`${field}\` is missing or wrong`)
