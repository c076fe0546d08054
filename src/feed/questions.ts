// What the control plane may ask a host, and what comes back: JSON on both ways, addresses as text.

import { type Address, formatAddress, parseAddress } from '../core/model/address.ts'
import type { LiveSession } from '../core/model/liveSession.ts'
import type { Packet } from '../core/model/packet.ts'

/** Sessions that begin or end at one of these addresses of the VPC; null: all of them. */
export interface SessionsQuestion {
  readonly about: 'sessions'
  readonly vpcId: string
  readonly addresses: readonly string[] | null
  readonly limit: number
}

export type Question = SessionsQuestion

export interface SessionRow {
  readonly first: Omit<Packet, 'source' | 'destination'> & {
    readonly source: string
    readonly destination: string
  }
  readonly answering: string
  readonly answered: string
  readonly state: string
  readonly expiresIn: number
  /** Seen in the host's own network. */
  readonly shared?: boolean
}

export interface SessionsAnswer {
  readonly rows: readonly SessionRow[]
  /** Also those beyond the limit. */
  readonly total: number
}

/** POST /agent/v1/answer */
export interface HostAnswer {
  readonly hostId: string
  readonly id: number
  /** One line; null when `answer` is one. */
  readonly failure: string | null
  readonly answer: SessionsAnswer | null
}

export const rowOf = ({ first, answering, answered, ...rest }: LiveSession): SessionRow => ({
  first: { ...first, source: formatAddress(first.source), destination: formatAddress(first.destination) },
  answering: formatAddress(answering),
  answered: formatAddress(answered),
  ...rest,
})

/** Undefined for a row that makes no sense. */
export function sessionOf({ first, answering, answered, ...rest }: SessionRow): LiveSession | undefined {
  const [source, destination, from, to] = [first.source, first.destination, answering, answered].map(
    (text): Address | undefined => parseAddress(String(text)),
  )
  if (!source || !destination || !from || !to) return undefined
  return { first: { ...first, source, destination }, answering: from, answered: to, ...rest }
}
