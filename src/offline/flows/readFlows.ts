// A flow log in a file into recorded flows: our own, Alibaba's and Tencent's, by the names of their fields.

import type { RecordedFlow } from '../../core/analysis/replay/recordedFlow.ts'
import { parseAddress } from '../../core/model/address.ts'
import { asId } from '../../core/model/ids.ts'
import type { Direction, Packet } from '../../core/model/packet.ts'
import { hasPorts, ICMP, ICMPV6, parseProtocol } from '../../core/model/protocol.ts'
import type { Action } from '../../core/model/rule.ts'
import { fileText } from '../fileText.ts'
import { problem } from '../problem.ts'
import { type FlowRow, flowRows } from './flowRows.ts'
import { openersAmong } from './openers.ts'

export interface ReadFlows {
  /** Each different one once. */
  readonly flows: readonly RecordedFlow[]
  /** Records that are the answer to another one: sessions are judged by what opens them. */
  readonly answers: number
  /** Records without a packet: nothing came in their time, or it is not told what. */
  readonly empty: number
}

export function readFlows(bytes: Uint8Array): ReadFlows {
  const known = new Map<string, RecordedFlow>()
  let empty = 0
  for (const row of flowRows(fileText(bytes))) {
    const flow = flowOf(row)
    if (flow === undefined) {
      empty++
      continue
    }
    const key = keyOf(flow)
    const before = known.get(key)
    known.set(key, before === undefined ? flow : joined(before, flow))
  }
  const all = [...known.values()]
  if (all.length === 0) problem('noFlows')
  const flows = openersAmong(all)
  const records = (some: readonly RecordedFlow[]) => some.reduce((sum, { count }) => sum + count, 0)
  return { flows, answers: records(all) - records(flows), empty }
}

const keyOf = ({ packet, at, action, vpcId }: RecordedFlow): string =>
  [
    ...[packet.protocol, packet.source.value, packet.sourcePort, packet.destination.value],
    ...[packet.destinationPort, packet.source.family, at.eniId, at.direction, action, vpcId],
  ].join(' ')

const joined = (a: RecordedFlow, b: RecordedFlow): RecordedFlow => ({
  ...a,
  count: a.count + b.count,
  first: a.first === null || (b.first !== null && b.first < a.first) ? b.first : a.first,
  last: a.last === null || (b.last !== null && b.last > a.last) ? b.last : a.last,
})

function flowOf(row: FlowRow): RecordedFlow | undefined {
  const packet = packetOf(row)
  if (packet === undefined) return undefined
  const text = (...names: readonly string[]): string => cell(row, ...names)
  const [eni, vpc] = [text('eniid', 'interfaceid', 'networkinterfaceid'), text('vpcid')]
  const first = timeOf(text('at', 'start'))
  return {
    packet,
    vpcId: isSaid(vpc) ? asId(vpc) : null,
    at: { eniId: isSaid(eni) ? asId(eni) : null, direction: directionOf(text('direction', 'flowdirection')) },
    // Clouds record what one interface sees; our routers see the whole way.
    alone: row.has('srcaddr'),
    action: actionOf(text('action')),
    count: 1,
    first,
    last: timeOf(text('end')) ?? first,
  }
}

const cell = (row: FlowRow, ...names: readonly string[]): string => {
  for (const name of names) {
    const found = row.get(name)
    if (found !== undefined) return found
  }
  return ''
}

const isSaid = (text: string): boolean => text !== '' && text !== '-' && text !== 'null'

/** Neither cloud says which ICMP message it was, nor do we: an echo request is the usual one that opens anything. */
function packetOf(row: FlowRow): Packet | undefined {
  const source = parseAddress(cell(row, 'srcaddr', 'source'))
  const destination = parseAddress(cell(row, 'dstaddr', 'destination'))
  const named = parseProtocol(cell(row, 'protocol'))
  if (source === undefined || destination === undefined || named === undefined || named === 'all')
    return undefined
  if (source.family !== destination.family) return undefined
  const protocol = named === ICMP && source.family === 6 ? ICMPV6 : named
  const port = (...names: readonly string[]): number => (hasPorts(protocol) ? Number(cell(row, ...names)) : 0)
  const [sourcePort, destinationPort] = [
    port('srcport', 'sourceport'),
    port('dstport', 'destinationport'),
  ] as const
  if (![sourcePort, destinationPort].every((each) => Number.isInteger(each) && each >= 0 && each <= 65535))
    return undefined
  const type = protocol === ICMP ? 8 : protocol === ICMPV6 ? 128 : undefined
  const icmp = type === undefined ? {} : { icmp: { type, code: 0 } }
  return { protocol, source, destination, sourcePort, destinationPort, ...icmp }
}

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ...{ in: 'ingress', ingress: 'ingress', inbound: 'ingress' },
  ...{ out: 'egress', egress: 'egress', outbound: 'egress' },
}
const ACTIONS: Readonly<Record<string, Action>> = {
  ...{ accept: 'accept', allow: 'accept' },
  ...{ drop: 'drop', reject: 'drop', deny: 'drop' },
}

const directionOf = (text: string): Direction | null => DIRECTIONS[text.toLowerCase()] ?? null
const actionOf = (text: string): Action | null => ACTIONS[text.toLowerCase()] ?? null

/** Seconds since 1970 as clouds write them, or a date. */
function timeOf(text: string): number | null {
  if (!isSaid(text)) return null
  const time = /^\d{1,11}$/.test(text)
    ? 1000 * Number(text)
    : /^\d+$/.test(text)
      ? Number(text)
      : Date.parse(text)
  return Number.isFinite(time) ? time : null
}
