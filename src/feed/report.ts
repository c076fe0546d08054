// A host's report as it comes over the wire: read within bounds, checked field by field.

import type { IncomingMessage } from 'node:http'
import type { AgentReport, EnforcementMode } from './messages.ts'

const MAX_BYTES = 64 * 1024
const MODES: readonly EnforcementMode[] = ['kernel', 'kernel (rootless)', 'simulated']

/** Names of hosts: what may stand in a path, a label and a line of a table. */
export const isHostId = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(value)

/** Throws with one line of reason when the body is no report. */
export const readReport = async (request: IncomingMessage): Promise<AgentReport> =>
  checkReport(await readJson(request, MAX_BYTES))

/** The body of a request, if it is no longer than it may be. */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new Error(`the report is longer than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

function checkReport(value: unknown): AgentReport {
  const { hostId, mode, enforcedRevision, failure, driftRepairs, instances, agentVersion } = (value ??
    {}) as Partial<AgentReport>
  if (!isHostId(hostId)) throw wrong('hostId')
  if (mode === undefined || !MODES.includes(mode)) throw wrong('mode')
  if (!isCount(enforcedRevision)) throw wrong('enforcedRevision')
  if (failure !== null && typeof failure !== 'string') throw wrong('failure')
  if (!isCount(driftRepairs)) throw wrong('driftRepairs')
  if (!isCount(instances)) throw wrong('instances')
  if (typeof agentVersion !== 'string') throw wrong('agentVersion')
  return { hostId, mode, enforcedRevision, failure, driftRepairs, instances, agentVersion }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

const wrong = (field: string): Error => new Error(`the report's \`${field}\` is missing or wrong`)
