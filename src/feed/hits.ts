// How often each rule decided on a host, on its way to the server: sums since counting began, so that none counts twice.

import type { IncomingMessage } from 'node:http'
import type { Direction } from '../core/model/packet.ts'
import { isHostId, readJson } from './report.ts'

export interface HitRow {
  /** A rule's id, or another word for what decided: `inner:sg-…`, `default:sg-…`, `spoofed` … */
  readonly subject: string
  /** Null where no side's rules decide. */
  readonly direction: Direction | null
  /** Sessions opened or judged again, and packets dropped, since the ledger was begun. */
  readonly hits: number
  /** Of the packets that were counted as hits. */
  readonly bytes: number
  /** Milliseconds since 1970; when the reading was taken that showed the last of them. */
  readonly lastHit: number
}

/** POST /agent/v1/hits: rows that changed; those of one ledger only ever grow. */
export interface HitsReport {
  readonly hostId: string
  readonly ledger: string
  readonly rows: readonly HitRow[]
}

/** In one report. */
export const MOST_ROWS = 1000
const MAX_BYTES = 1024 * 1024

export const hitKey = ({ subject, direction }: Pick<HitRow, 'subject' | 'direction'>): string =>
  `${direction ?? ''} ${subject}`

export async function readHits(request: IncomingMessage, digest: string | null): Promise<HitsReport> {
  const { hostId, ledger, rows } = ((await readJson(request, MAX_BYTES, digest)) ?? {}) as Partial<HitsReport>
  if (!isHostId(hostId)) throw wrong('hostId')
  if (typeof ledger !== 'string' || !/^[\w-]{1,64}$/.test(ledger)) throw wrong('ledger')
  if (!Array.isArray(rows) || rows.length > MOST_ROWS || !rows.every(isRow)) throw wrong('rows')
  return { hostId, ledger, rows: rows as readonly HitRow[] }
}

function isRow(value: unknown): boolean {
  const { subject, direction, hits, bytes, lastHit } = (value ?? {}) as Partial<HitRow>
  const isSide = direction === null || direction === 'ingress' || direction === 'egress'
  return (
    typeof subject === 'string' && subject.length <= 512 && isSide && [hits, bytes, lastHit].every(isCount)
  )
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0

const wrong = (field: string): Error => new Error(`the report's \`${field}\` is missing or wrong`)
