// Security groups as people write them, from a seed: hosts, blocks, groups of thousands, well-known ports, some denials.

import { emptyColumns, type PacketColumns } from '../src/core/headerspace/columns.ts'
import { writeWords } from '../src/core/headerspace/spans.ts'
import { maxOf } from '../src/core/model/address.ts'
import { normaliseRanges } from '../src/core/model/addressSet.ts'
import { type AddressRange, formatCidr, rangeOf } from '../src/core/model/cidr.ts'
import { asId } from '../src/core/model/ids.ts'
import { ICMP, ICMPV6, type Protocol, TCP, UDP } from '../src/core/model/protocol.ts'
import type { Clause, EniPolicy, PeerSet } from '../src/core/policy/policy.ts'

export type Draw = () => number

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function randomFrom(seed: number): Draw {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

export const below = (draw: Draw, limit: number): number => Math.floor(draw() * limit)

export interface Shape {
  readonly rules: number
  readonly family?: 4 | 6
  /** How many groups a fifth of the rules names, and how many members each has. */
  readonly groups?: number
  readonly members?: number
  readonly seed?: number
}

const WELL_KNOWN = [
  ...[22, 80, 443, 3389, 3306, 6379, 5432, 8080, 9200, 27017],
  ...[53, 123, 25, 21, 2379, 9092, 11211, 5672, 8443, 10250],
] as const

export const CATCH_ALL: Clause = {
  ...{ action: 'drop', why: { kind: 'default', groupIds: [] }, protocol: 'all' },
  ...{ ports: null, sourcePorts: null, icmp: null, peer: null, own: null },
}

/** In the order of evaluation, the default last. */
export function securityGroupClauses({
  rules,
  family = 4,
  groups = 0,
  members = 0,
  seed = 1,
}: Shape): Clause[] {
  const draw = randomFrom(seed)
  const peers = Array.from({ length: groups }, (_, place) => groupOf(draw, family, members, place))
  const clauses = Array.from({ length: rules }, (_, place) => ({
    priority: 1 + below(draw, 100),
    clause: ruleClause(draw, family, peers, place),
  }))
  clauses.sort((a, b) => a.priority - b.priority || tie(a.clause) - tie(b.clause))
  return [...clauses.map(({ clause }) => clause), CATCH_ALL]
}

const tie = (clause: Clause): number => (clause.action === 'drop' ? 0 : 1)

function ruleClause(draw: Draw, family: 4 | 6, groups: readonly PeerSet[], place: number): Clause {
  const [kind, peer] = peerOf(draw, family, groups)
  const protocol = protocolOf(draw, family, kind === 'any')
  const ports = protocol === TCP || protocol === UDP ? portsOf(draw, kind === 'any') : null
  const action = draw() < 0.15 ? 'drop' : 'accept'
  const rule = {
    ruleId: asId<never>(`sgr-${place}`),
    groupId: asId<never>('sg-1'),
    rank: [0, 1, 0],
    action,
  } as const
  return { ...CATCH_ALL, action, why: { kind: 'rule', rule }, protocol, ports, peer }
}

function peerOf(draw: Draw, family: 4 | 6, groups: readonly PeerSet[]): ['any' | 'named', PeerSet] {
  const choice = draw()
  if (groups.length > 0 && choice < 0.2) return ['named', groups[below(draw, groups.length)] as PeerSet]
  if (choice < (groups.length > 0 ? 0.26 : 0.06)) return ['any', blockOf(family, 0n, 0)]
  if (choice < 0.55) return ['named', blockOf(family, hostIn(draw, family), family === 4 ? 32 : 128)]
  const isPrivate = choice < 0.8
  if (family === 6) return ['named', blockOf(6, hostIn(draw, 6), 48 + 8 * below(draw, 3))]
  const base = isPrivate ? 0x0a00_0000 + below(draw, 1 << 24) : below(draw, 2 ** 32)
  return ['named', blockOf(4, BigInt(base), 18 + below(draw, isPrivate ? 11 : 15))]
}

function hostIn(draw: Draw, family: 4 | 6): bigint {
  if (family === 6) {
    const low = (BigInt(below(draw, 2 ** 32)) << 32n) | BigInt(below(draw, 2 ** 32))
    return (0xfd00n << 112n) | (BigInt(below(draw, 256)) << 64n) | low
  }
  const base = [0x0a00_0000, 0xac10_0000, 0xc0a8_0000][below(draw, 3)] as number
  return BigInt(base + below(draw, 1 << 16))
}

function blockOf(family: 4 | 6, base: bigint, length: number): PeerSet {
  const cidr = { family, base, length }
  return { key: `cidr:${formatCidr(cidr)}`, ranges: [rangeOf(cidr)] }
}

function groupOf(draw: Draw, family: 4 | 6, members: number, place: number): PeerSet {
  const ranges = Array.from({ length: members }, (): AddressRange => {
    const first = family === 6 ? hostIn(draw, 6) : BigInt(0x0a00_0000 + below(draw, 1 << 20))
    return { family, first, last: first }
  })
  return { key: `group:sg-${place}@vpc-1`, ranges: normaliseRanges(ranges) }
}

function protocolOf(draw: Draw, family: 4 | 6, isAnybody: boolean): Protocol {
  const choice = draw()
  if (choice < 0.77) return TCP
  if (choice < 0.89) return UDP
  if (choice < 0.94) return family === 4 ? ICMP : ICMPV6
  return isAnybody ? TCP : 'all'
}

function portsOf(draw: Draw, isAnybody: boolean): Clause['ports'] {
  const choice = draw()
  if (isAnybody || choice < 0.65) return single(WELL_KNOWN[below(draw, WELL_KNOWN.length)] as number)
  if (choice < 0.78) {
    const first = 1024 + below(draw, 60_000)
    return [{ first, last: Math.min(65535, first + 1 + below(draw, 2000)) }]
  }
  return choice < 0.88 ? null : single(1 + below(draw, 65535))
}

const single = (port: number): Clause['ports'] => [{ first: port, last: port }]

/** The list as the ingress policy of an ENI with one address. */
export function eniWith(ingress: readonly Clause[]): EniPolicy {
  return {
    eniId: asId('eni-1'),
    vpcId: asId('vpc-1'),
    mac: '00:16:3e:00:00:01',
    addresses: [
      { family: 4, value: 0x0a63_6363n },
      { family: 6, value: (0xfd00n << 112n) | 0x6363n },
    ],
    prefixes: [],
    gateways: [],
    ingress,
    egress: [CATCH_ALL],
    edge: null,
  }
}

/** Like a person's afternoon: that many clauses removed, turned round, moved or given another port or block. */
export function edited(clauses: readonly Clause[], edits: number, seed = 5): Clause[] {
  const draw = randomFrom(seed)
  const rules = clauses.slice(0, -1)
  for (let edit = 0; edit < edits; edit++) {
    const place = below(draw, rules.length)
    const rule = rules[place] as Clause
    const kind = below(draw, 5)
    if (kind === 0) rules.splice(place, 1)
    else if (kind === 1) rules[place] = { ...rule, action: rule.action === 'drop' ? 'accept' : 'drop' }
    else if (kind === 2)
      rules[place] = { ...rule, peer: blockOf(4, BigInt(0x0a00_0000 + below(draw, 1 << 24)), 24) }
    else if (kind === 3)
      rules[place] = { ...rule, protocol: TCP, icmp: null, ports: single(1 + below(draw, 65535)) }
    else rules.splice(below(draw, rules.length), 0, ...rules.splice(place, 1))
  }
  return [...rules, ...clauses.slice(-1)]
}

/** Packets that rules speak about, drawn evenly over the rules, and a tenth that is drawn over everything. */
export function trafficFor(
  clauses: readonly Clause[],
  count: number,
  family: 4 | 6,
  seed = 3,
): PacketColumns {
  const draw = randomFrom(seed)
  const columns = emptyColumns(count, family)
  const within = (first: number, last: number): number => first + below(draw, last - first + 1)
  for (let place = 0; place < count; place++) {
    const clause = clauses[draw() < 0.1 ? clauses.length - 1 : below(draw, clauses.length - 1)] as Clause
    const ranges = clause.peer?.ranges ?? [{ family, first: 0n, last: maxOf(family) }]
    const range = ranges[below(draw, ranges.length)] as AddressRange
    if (family === 4) columns.source[place] = within(Number(range.first), Number(range.last))
    else writeWords(range.first + (randomBits(draw) & (range.last - range.first)), columns.source, 4 * place)
    if (family === 4 && clause.own !== null)
      columns.destination[place] = within(Number(clause.own.first), Number(clause.own.last))
    columns.protocol[place] = clause.protocol === 'all' ? (draw() < 0.7 ? TCP : UDP) : clause.protocol
    const ports = clause.ports?.[0] ?? { first: 0, last: 65535 }
    columns.service[place] = within(ports.first, ports.last)
    const from = clause.sourcePorts?.[0] ?? { first: 1024, last: 65535 }
    columns.sourcePort[place] = within(from.first, from.last)
  }
  return columns
}

const randomBits = (draw: Draw): bigint =>
  [1, 2, 3, 4].reduce((value) => (value << 32n) | BigInt(below(draw, 2 ** 32)), 0n)
