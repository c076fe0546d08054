// What went in and out by public addresses, counted on their host, on its way to the server.

import type { IncomingMessage } from 'node:http'
import { isHostId, readJson } from './report.ts'

export interface Passed {
  readonly packets: number
  readonly bytes: number
}

/** TCP segments by what they do. */
export interface Segments {
  readonly syn: number
  readonly synAck: number
  readonly fin: number
  readonly rst: number
}

/** One address in the time between two readings of its counters; times without packets are left out. */
export interface TrafficSample {
  readonly address: string
  /** When that time ended: milliseconds since 1970, on the host's clock. */
  readonly at: number
  /** How long it was, in milliseconds. */
  readonly lasted: number
  readonly in: Passed
  readonly out: Passed
  /** Null where nobody asked for figures by the second. */
  readonly segments: { readonly in: Segments; readonly out: Segments } | null
}

/** POST /agent/v1/traffic; what does not arrive is lost. */
export interface TrafficReport {
  readonly hostId: string
  readonly samples: readonly TrafficSample[]
}

export const MOST_SAMPLES = 1000
const MAX_BYTES = 1024 * 1024

export async function readTraffic(request: IncomingMessage, digest: string | null): Promise<TrafficReport> {
  const { hostId, samples } = ((await readJson(request, MAX_BYTES, digest)) ?? {}) as Partial<TrafficReport>
  if (!isHostId(hostId)) throw new Error("the report's `hostId` is missing or wrong")
  if (!Array.isArray(samples) || samples.length > MOST_SAMPLES || !samples.every(isSample))
    throw new Error("the report's `samples` is missing or wrong")
  return { hostId, samples: samples as readonly TrafficSample[] }
}

function isSample(value: unknown): boolean {
  const sample = (value ?? {}) as Partial<TrafficSample>
  const { address, at, lasted, segments } = sample
  return (
    typeof address === 'string' &&
    address.length <= 64 &&
    isCount(at) &&
    isCount(lasted) &&
    [sample.in, sample.out].every((each) => isCount(each?.packets) && isCount(each?.bytes)) &&
    (segments === null || [segments?.in, segments?.out].every(areSegments))
  )
}

const areSegments = (value: Partial<Segments> | undefined): boolean =>
  [value?.syn, value?.synAck, value?.fin, value?.rst].every(isCount)

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0
