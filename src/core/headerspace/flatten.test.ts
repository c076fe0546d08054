// Flattened rows against the plain first match over the list.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Address, parseAddress } from '../model/address.ts'
import { setContains, setOfTexts } from '../model/addressSet.ts'
import { type PortRange, portInRange } from '../model/ports.ts'
import { classFinder, classify } from './classes.ts'
import { ClassMemory } from './classMemory.ts'
import { type FlatClause, type FlatRow, flatten } from './flatten.ts'
import { Flattener } from './flattener.ts'

const PEERS = [
  '10.0.0.1',
  '10.0.0.2',
  '10.0.0.0/24',
  '0.0.0.0/0',
  '::/0',
  '2001:db8::/64',
  '2001:db8::1',
].map((text) => ({ key: text, ranges: setOfTexts([text]) }))
const PROTOCOLS = [1, 6, 17, 47] as const
const PORTS = [0, 3, 4, 5, 6, 7, 8, 65535] as const
const ADDRESSES = [
  '10.0.0.1',
  '10.0.0.2',
  '10.0.0.9',
  '192.0.2.1',
  '2001:db8::1',
  '2001:db8::9',
  '2001:db9::',
].map((text) => parseAddress(text) as Address)

const range = fc.tuple(fc.constantFrom(...PORTS), fc.constantFrom(...PORTS)).map(
  ([a, b]): PortRange => ({
    first: Math.min(a, b),
    last: Math.max(a, b),
  }),
)
const ranges = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 3, arbitrary: fc.array(range, { minLength: 1, maxLength: 2 }) },
)
const clause = (sourcePorts: fc.Arbitrary<readonly PortRange[] | null>) =>
  fc.record({
    protocol: fc.constantFrom<FlatClause['protocol']>('all', ...PROTOCOLS),
    ports: ranges,
    sourcePorts,
    peer: fc.constantFrom(null, ...PEERS),
  })
const CATCH_ALL = { protocol: 'all', ports: null, sourcePorts: null, peer: null } as const
const lists = fc
  .tuple(
    fc.oneof(
      fc.array(clause(fc.constant(null)), { maxLength: 8 }),
      fc.array(clause(ranges), { maxLength: 8 }),
    ),
    fc.boolean(),
  )
  .map(([list, closed]) => (closed ? [...list, CATCH_ALL] : list))

interface Probe {
  readonly peer: Address
  readonly protocol: number
  readonly port: number
  readonly sourcePort: number
}

const probes = fc.record({
  peer: fc.constantFrom(...ADDRESSES),
  protocol: fc.constantFrom(0, 2, 7, 255, ...PROTOCOLS),
  port: fc.constantFrom(...PORTS, 1, 300),
  sourcePort: fc.constantFrom(...PORTS, 1, 300),
})

const isIn = (wanted: readonly PortRange[] | null, port: number): boolean =>
  wanted === null || wanted.some((each) => portInRange(port, each))

const firstMatch = (
  list: readonly (FlatClause & { peer: (typeof PEERS)[0] | null })[],
  probe: Probe,
): number =>
  list.findIndex(
    ({ protocol, ports, sourcePorts, peer }) =>
      (protocol === 'all' || protocol === probe.protocol) &&
      isIn(ports, probe.port) &&
      isIn(sourcePorts, probe.sourcePort) &&
      (peer === null || setContains(peer.ranges, probe.peer)),
  )

const holds = (row: Omit<FlatRow<FlatClause>, 'clause'>, probe: Probe): boolean =>
  portInRange(probe.protocol, row.protocols) &&
  portInRange(probe.port, row.ports) &&
  portInRange(probe.sourcePort, row.sourcePorts)

test('P3: rows name the first clause that matches, and no packet meets two rows of one map', () => {
  fc.assert(
    fc.property(lists, fc.array(probes, { minLength: 40, maxLength: 40 }), (list, packets) => {
      const classes = classify(PEERS)
      const find = classFinder(classes)
      const flat = flatten(list, classes)
      for (const packet of packets) {
        const { id } = find(packet.peer)
        const special = flat.special
          .filter((each) => each.classId === id)
          .flatMap((each) => each.rows.filter((row) => holds(row, packet)))
        const any = flat.any[packet.peer.family].filter((row) => holds(row, packet))
        expect(special.length).toBeLessThanOrEqual(1)
        expect(any.length).toBeLessThanOrEqual(1)
        expect((special[0] ?? any[0])?.clause ?? flat.fallback ?? undefined).toBe(
          list[firstMatch(list, packet)],
        )
      }
    }),
    { numRuns: 400 },
  )
})

test('P6: rows for IPv4 and IPv6 peers are the same ones where no clause tells the families apart', () => {
  const classes = classify([])
  const list = [{ ...CATCH_ALL, protocol: 6 as const, ports: [{ first: 80, last: 80 }] }, CATCH_ALL]
  const flat = flatten<FlatClause>(list, classes)
  expect(flat.any[4]).toBe(flat.any[6])
  expect(flat.any[4]).toEqual([
    {
      protocols: { first: 6, last: 6 },
      ports: { first: 80, last: 80 },
      sourcePorts: { first: 0, last: 65535 },
      clause: list[0],
    },
  ])
  expect(flat).toMatchObject({ special: [], fallback: CATCH_ALL, usesSourcePorts: false })
})

test('clauses that no packet reaches leave no rows behind, and equal neighbours are one row', () => {
  const ports = (first: number, last: number) => [{ first, last }]
  const list = [
    { ...CATCH_ALL, protocol: 6 as const, ports: ports(10, 20) },
    { ...CATCH_ALL, protocol: 6 as const, ports: ports(12, 15), peer: PEERS[0] ?? null },
    CATCH_ALL,
  ]
  const flat = flatten(list, classify(PEERS))
  expect(flat.special).toEqual([])
  expect(flat.any[4].map((row) => row.ports)).toEqual([{ first: 10, last: 20 }])
})

test('what is remembered of earlier lists and classes changes nothing but the time it takes', () => {
  const worlds = fc.array(fc.tuple(lists, fc.subarray(PEERS)), { minLength: 2, maxLength: 4 })
  fc.assert(
    fc.property(worlds, fc.nat(7), (states, dropped) => {
      const memory = new ClassMemory()
      let flattener: Flattener<FlatClause> | null = null
      for (const [list, peers] of states) {
        const named = (clause: FlatClause): boolean =>
          clause.peer === null || peers.some((peer) => peer.key === clause.peer?.key)
        const classes = classify(peers, memory)
        for (const given of [list, list.filter((_, place) => place !== dropped)]) {
          const clauses: readonly FlatClause[] = given.filter(named)
          flattener = new Flattener(clauses, flattener)
          expect(flattener.flatten(classes)).toEqual(flatten(clauses, classes))
          expect(flattener.flatten(classes)).toBe(flattener.flatten(classes))
        }
      }
    }),
    { numRuns: 300 },
  )
})
