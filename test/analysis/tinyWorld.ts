// Clause lists about four addresses per family and ports 4 to 7, and packets that stand for all there are.

import fc from 'fast-check'
import { anyEniWith } from '../../src/core/analysis/ground.ts'
import { type Address, parseAddress } from '../../src/core/model/address.ts'
import { setOfTexts } from '../../src/core/model/addressSet.ts'
import { parseCidr, rangeOf } from '../../src/core/model/cidr.ts'
import { asId } from '../../src/core/model/ids.ts'
import type { Direction, Packet } from '../../src/core/model/packet.ts'
import { GRE, hasPorts, ICMP, ICMPV6, TCP, UDP } from '../../src/core/model/protocol.ts'
import type { Clause, EniPolicy, PeerSet } from '../../src/core/policy/policy.ts'

const BLOCKS = {
  4: [
    '10.0.0.4',
    '10.0.0.5',
    '10.0.0.6',
    '10.0.0.7',
    '10.0.0.4/31',
    '10.0.0.6/31',
    '10.0.0.4/30',
    '0.0.0.0/0',
  ],
  6: [
    '2001:db8::4',
    '2001:db8::5',
    '2001:db8::6',
    '2001:db8::7',
    '2001:db8::4/127',
    '2001:db8::4/126',
    '::/0',
  ],
} as const
/** Each of the four, and one that no clause tells apart from the rest. */
const ADDRESSES = {
  4: ['10.0.0.4', '10.0.0.5', '10.0.0.6', '10.0.0.7', '10.0.9.9'],
  6: ['2001:db8::4', '2001:db8::5', '2001:db8::6', '2001:db8::7', '2001:db8::9'],
} as const
const PORTS = [3, 4, 5, 6, 7, 8] as const
const TYPES = [
  ...([
    [8, 0],
    [8, 1],
    [8, 2],
    [9, 0],
    [9, 1],
    [9, 2],
    [10, 0],
  ] as const),
] as const

const addressOf = (text: string): Address => {
  const address = parseAddress(text)
  if (address === undefined) throw new Error(`not an address: \`${text}\``)
  return address
}

const port = fc.integer({ min: 4, max: 7 })
const range = fc.tuple(port, port).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }))
const ranges = fc.array(range, { maxLength: 3 })
const seldom = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 3 })
const often = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 1, nil: null })
const block = fc.constantFrom(...BLOCKS[4], ...BLOCKS[6])

const peer: fc.Arbitrary<PeerSet> = fc
  .uniqueArray(block, { minLength: 0, maxLength: 3 })
  .map((texts) => ({ key: texts.join(), ranges: setOfTexts(texts) }))

const own = block.map((text) => {
  const cidr = parseCidr(text)
  if (cidr === undefined) throw new Error(`not a block: \`${text}\``)
  return rangeOf(cidr)
})

const draft = fc.record({
  action: fc.constantFrom('accept' as const, 'drop' as const),
  protocol: fc.constantFrom(TCP, TCP, UDP, ICMP, ICMPV6, GRE, 'all' as const, 'all' as const),
  ports: often(ranges),
  sourcePorts: seldom(ranges),
  icmp: seldom(fc.record({ type: fc.constantFrom(8, 9), code: fc.constantFrom(null, 0, 1) })),
  peer: often(peer),
  own: seldom(own),
})

const numbered = (drafts: readonly Omit<Clause, 'why'>[]): Clause[] =>
  drafts.map((each, place) => ({
    ...each,
    why: {
      kind: 'rule',
      rule: { ruleId: asId(`sgr-${place}`), groupId: asId('sg-0'), rank: [0, place, 0], action: each.action },
    },
  }))

const ends = (action: Clause['action']): Clause => ({
  ...{ action, why: { kind: 'default', groupIds: [] }, protocol: 'all' },
  ...{ ports: null, sourcePorts: null, icmp: null, peer: null, own: null },
})

/** Ending in a default, like every list that a policy has. */
export const clauseLists = (maxLength = 8): fc.Arbitrary<readonly Clause[]> =>
  fc
    .tuple(fc.array(draft, { maxLength }), fc.constantFrom('accept' as const, 'drop' as const))
    .map(([drafts, last]) => [...numbered(drafts), ends(last)])

/** A list and what has become of it: some clauses gone, turned round or moved. */
export const editedLists: fc.Arbitrary<readonly [readonly Clause[], readonly Clause[]]> = fc
  .tuple(
    clauseLists(),
    fc.array(fc.tuple(fc.nat(20), fc.constantFrom('drop', 'turn', 'first')), { maxLength: 3 }),
  )
  .map(([list, edits]) => {
    const next = list.slice(0, -1)
    for (const [at, kind] of edits) {
      const place = next.length === 0 ? 0 : at % next.length
      const [clause] = next.splice(place, 1)
      if (clause === undefined || kind === 'drop') continue
      const action = clause.action === 'drop' ? 'accept' : 'drop'
      if (kind === 'turn') next.splice(place, 0, { ...clause, action })
      else next.unshift(clause)
    }
    return [list, [...next, ...list.slice(-1)]]
  })

export const policyWith = (direction: Direction, clauses: readonly Clause[]): EniPolicy =>
  anyEniWith({ ingress: [ends('drop')], egress: [ends('drop')], [direction]: clauses })

/** One packet of each kind that any of the lists could tell from the others. */
export const PACKETS: { readonly [family in 4 | 6]: readonly Packet[] } = { 4: packetsOf(4), 6: packetsOf(6) }

function packetsOf(family: 4 | 6): Packet[] {
  const all = ADDRESSES[family].map(addressOf)
  return all.flatMap((source) =>
    all.flatMap((destination) => headers().map((header) => ({ ...header, source, destination }))),
  )
}

function headers(): Omit<Packet, 'source' | 'destination'>[] {
  return [TCP, UDP, ICMP, ICMPV6, GRE, 99].flatMap((protocol) => {
    if (hasPorts(protocol)) {
      return PORTS.flatMap((destinationPort) =>
        PORTS.map((sourcePort) => ({ protocol, sourcePort, destinationPort })),
      )
    }
    const bare = { protocol, sourcePort: 0, destinationPort: 0 }
    if (protocol !== ICMP && protocol !== ICMPV6) return [bare]
    return TYPES.map(([type, code]) => ({ ...bare, icmp: { type, code } }))
  })
}
