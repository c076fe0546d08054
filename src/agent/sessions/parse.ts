// Reads one line of `conntrack -L`.

import { parseAddress } from '../../core/model/address.ts'
import type { LiveSession } from '../../core/model/liveSession.ts'
import { ICMP, ICMPV6 } from '../../core/model/protocol.ts'

const HEAD = /^\S+\s+(\d+) (\d+) (?:([A-Z_]+) )?/
const PAIR = /(\w+)=(\S+)/g

/** Null for lines that are no session, and for sessions that no epoch has accepted: `accepted` are the bits that say so. */
export function parseSession(line: string, accepted: number): LiveSession | null {
  const head = HEAD.exec(line)
  if (head === null) return null
  const [, protocol = '', seconds = '', state = ''] = head
  const values = new Map<string, string[]>()
  for (const [, key = '', value = ''] of line.matchAll(PAIR)) {
    const list = values.get(key)
    if (list === undefined) values.set(key, [value])
    else list.push(value)
  }
  const [source, answering] = (values.get('src') ?? []).map(parseAddress)
  const [destination, answered] = (values.get('dst') ?? []).map(parseAddress)
  if (!source || !answering || !destination || !answered) return null
  if ((Number(values.get('mark')?.[0] ?? 0) & accepted) === 0) return null
  const number = (key: string): number => Number(values.get(key)?.[0] ?? 0)
  const isIcmp = Number(protocol) === ICMP || Number(protocol) === ICMPV6
  return {
    first: {
      protocol: Number(protocol),
      ...{ source, destination, sourcePort: number('sport'), destinationPort: number('dport') },
      ...(isIcmp ? { icmp: { type: number('type'), code: number('code') } } : {}),
    },
    ...{ answering, answered, state, expiresIn: Number(seconds) },
  }
}
