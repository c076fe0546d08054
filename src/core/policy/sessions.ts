// A table of accepted sessions (C1 to C3) around any judge: what the kernel's connection tracking does, in the open.

import { formatAddress } from '../model/address.ts'
import { limitOf } from '../model/limits.ts'
import { type Packet, reply } from '../model/packet.ts'
import type { Action } from '../model/rule.ts'
import type { SessionState } from './evaluate.ts'

/** `keeps`: dropped as a first packet, but as part of a session it goes on (C5). */
interface Judged {
  readonly action: Action
  readonly keeps?: true
}

type Judge<V extends Judged> = (packet: Packet, session: SessionState) => V

interface Session {
  /** The packet that opened it: it is judged again when rules change (C3). */
  readonly first: Packet
  lastSeen: number
}

export interface Sessions<V> {
  /** Seconds on any clock that never goes back. */
  offer(packet: Packet, now?: number): V
  /** An ICMP error `packet` that quotes `about`, a packet its sender received (C1). */
  offerError(packet: Packet, about: Packet, now?: number): V
  /** C3: after a change; gives the first packets of the sessions that were cut. */
  judgeAgain(): readonly Packet[]
  readonly count: number
}

export function createSessions<V extends Judged>(
  judge: Judge<V>,
  idleSeconds: number = limitOf('sessionIdleSeconds'),
): Sessions<V> {
  const sessions = new Map<string, Session>()

  /** C2: idle for too long means forgotten. */
  const find = (packet: Packet, now: number): Session | undefined => {
    for (const key of [keyOf(packet), keyOf(reply(packet))]) {
      const session = sessions.get(key)
      if (session === undefined) continue
      if (now - session.lastSeen <= idleSeconds) return session
      sessions.delete(key)
    }
    return undefined
  }

  return {
    offer(packet, now = 0) {
      const session = find(packet, now)
      const verdict = judge(packet, session === undefined ? 'none' : 'accepted')
      if (verdict.action === 'drop') return verdict
      if (session === undefined) sessions.set(keyOf(packet), { first: packet, lastSeen: now })
      else session.lastSeen = now
      return verdict
    },
    offerError: (packet, about, now = 0) =>
      judge(packet, find(about, now) === undefined ? 'none' : 'accepted'),
    judgeAgain() {
      const cut = [...sessions].filter(([, { first }]) => {
        const { action, keeps } = judge(first, 'none')
        return action === 'drop' && keeps !== true
      })
      for (const [key] of cut) sessions.delete(key)
      return cut.map(([, { first }]) => first)
    },
    get count() {
      return sessions.size
    },
  }
}

const keyOf = (packet: Packet): string =>
  [
    packet.protocol,
    `${formatAddress(packet.source)} ${packet.sourcePort}`,
    `${formatAddress(packet.destination)} ${packet.destinationPort}`,
    packet.icmp === undefined ? '' : `${packet.icmp.type}/${packet.icmp.code}`,
  ].join(' ')
