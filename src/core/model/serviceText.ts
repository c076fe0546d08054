// The protocol of a service as people write it in questions, and what stands behind it.

import { type Protocol, parseProtocol } from './protocol.ts'

export interface ServiceWords {
  readonly protocol: Protocol
  /** Behind the protocol: ports, or types of ICMP. */
  readonly rest: string | undefined
}

/**
 * `tcp/22`, `icmp`, `all`, `ip/50`. A number alone may be a port or a protocol, and an answer about the wrong one of
 * them would calm people whose port is open: it is neither.
 */
export function splitService(text: string): ServiceWords | undefined {
  const [name = '', rest, ...more] = text.trim().split('/')
  if (more.length > 0) return undefined
  if (name.toLowerCase() === 'ip') {
    const number = /^\d{1,3}$/.test(rest ?? '') ? parseProtocol(rest ?? '') : undefined
    return number === undefined ? undefined : { protocol: number, rest: undefined }
  }
  const protocol = /^\d/.test(name) ? undefined : parseProtocol(name)
  return protocol === undefined ? undefined : { protocol, rest }
}
