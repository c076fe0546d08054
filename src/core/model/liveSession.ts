// One session that a host's connection tracking knows, as it was opened and as it is answered.

import type { Packet } from './packet.ts'

export interface LiveSession {
  /** The packet that opened it, as its sender sent it. */
  readonly first: Packet
  /** Who answers: another address than the one asked where a public address was translated. */
  readonly answering: Packet['source']
  /** Whom the answers go to: another address than the one that asked, where that was translated. */
  readonly answered: Packet['source']
  /** In the kernel's words; empty where the protocol has none. */
  readonly state: string
  /** Seconds until it is forgotten if nothing comes. */
  readonly expiresIn: number
  /** In a host's own network, where what is nobody's passes, and somebody else may translate addresses. */
  readonly shared?: boolean
}
