// The gate in a machine's own network judged by the same tables: bound interfaces of one host, and machines that are instances.

import { describe, expect, test } from 'vitest'
import { MACHINE, portOf, type RouterPort, type SharedPlace } from '../../src/core/compile/backend.ts'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import { type Delivery, Walk } from '../../src/core/compile/nftables/walk.ts'
import { portName } from '../../src/core/compile/ports.ts'
import type { Eni } from '../../src/core/model/network.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import { endpointsOf, eniHas } from '../../src/core/policy/endpoint.ts'
import type { EniPolicy } from '../../src/core/policy/policy.ts'
import { createResolver } from '../../src/core/policy/resolve.ts'
import { loadTables } from '../packets/load.ts'
import type { PacketTable, Row } from '../packets/table.ts'
import { CLAUSE_WORDS } from './judge.ts'
import { pluggedEnis } from './routers.ts'

const PLACE: SharedPlace = { guards: ['vnet'], machine: null, spared: [] }
const ELSEWHERE = 'eth0'

const planOf = (ports: readonly RouterPort[], place: SharedPlace, epoch = 1) =>
  planRouter({ ...{ vpcId: null, epoch, ports, eips: [], uplink: null, vpcRanges: [] }, shared: place })

const policiesOf = (world: ResourceReader): readonly EniPolicy[] => {
  const resolver = createResolver(world)
  return [...world.list('vpc')]
    .flatMap((vpc) => pluggedEnis(world, vpc.id))
    .flatMap((eni) => resolver.policyOf(eni.id) ?? [])
}

/** Rows that rules decide between two interfaces; public addresses and network ACLs are not of this place. */
function rowsOf(table: PacketTable): readonly (readonly [string, Row, Eni, Eni])[] {
  const { world } = table
  if ([...world.list('networkAcl')].length > 0 || [...world.list('vpc')].length > 1) return []
  const plugged = new Set([...world.list('vpc')].flatMap((vpc) => pluggedEnis(world, vpc.id)))
  return table.rows.flatMap((row) => {
    if (row.kind !== 'first' || row.by === null || !CLAUSE_WORDS.test(row.by)) return []
    const ends = endpointsOf(world, row.packet)
    const [from, to] = [ends.from, ends.to].map((end) =>
      end.kind === 'eni' ? world.get('eni', end.eniId) : undefined,
    )
    if (!from || !to || from === to || !plugged.has(from) || !plugged.has(to)) return []
    if (!eniHas(from, row.packet.source) || !eniHas(to, row.packet.destination)) return []
    return [[`${row.note}: ${row.text}`, row, from, to]] as const
  })
}

const asMachine = (policy: EniPolicy): SharedPlace => ({
  ...PLACE,
  machine: { ...portOf(policy), name: MACHINE, mac: null },
})

let judged = 0

for (const table of loadTables()) {
  const rows = rowsOf(table)
  if (rows.length === 0) continue
  describe(`${table.name}: ${table.title}`, () => {
    const policies = policiesOf(table.world)
    const bound = planOf(policies.map(portOf), PLACE)
    const policyOf = (eni: Eni): EniPolicy => policies.find(({ eniId }) => eniId === eni.id) as EniPolicy

    test.each(rows.filter(([, row]) => row.side === null))('bound: %s', (_, row, from, to) => {
      const frame = { iif: portName(from.id), etherSource: from.mac, packet: row.packet }
      const { verdict, comments } = new Walk(bound).send(frame, () => ({ oif: portName(to.id) }))
      expect([verdict, comments.filter((word) => CLAUSE_WORDS.test(word)).at(-1)]).toEqual([
        row.expected,
        row.by,
      ])
      judged++
    })

    test.each(rows)('machines: %s', (_, row, from, to) => {
      const leave = (): Delivery =>
        new Walk(planOf([], asMachine(policyOf(from)))).sendOwn(row.packet, ELSEWHERE)
      const enter = (): Delivery =>
        new Walk(planOf([], asMachine(policyOf(to)))).send(
          { iif: ELSEWHERE, etherSource: '02:00:00:00:00:01', packet: row.packet },
          () => 'local',
        )
      const sides = row.side === 'egress' ? [leave] : row.side === 'ingress' ? [enter] : [leave, enter]
      const verdicts = sides.map((side) => side().verdict)
      expect(verdicts.every((verdict) => verdict === 'accept') ? 'accept' : 'drop').toBe(row.expected)
      judged++
    })
  })
}

test('the tables have something to say about this', () => {
  expect(judged).toBeGreaterThan(100)
})

describe('what is not bound', () => {
  const [table] = loadTables()
  const policies = table === undefined ? [] : policiesOf(table.world)
  const [policy] = policies
  const stranger = { family: 4, value: 0x0a09_0909n } as const
  const packet = {
    ...{ protocol: 6, source: stranger, destination: { family: 4, value: 0x0a09_0908n } as const },
    ...{ sourcePort: 40_000, destinationPort: 80 },
  }
  const walk = new Walk(planOf(policies.map(portOf), PLACE))
  const from = (iif: string) => ({ iif, etherSource: '02:00:00:00:00:01', packet })

  test('goes on as if we were not there, in all hooks', () => {
    expect(walk.send(from('eth0'), () => ({ oif: 'eth1' })).verdict).toBe('accept')
    expect(walk.send(from('eth0'), () => 'local').verdict).toBe('accept')
    expect(walk.sendOwn({ ...packet, sourcePort: 1 }, 'eth0').verdict).toBe('accept')
  })

  test('passes nothing under a guarded name, in no direction', () => {
    expect(walk.send(from('vnet7'), () => ({ oif: 'eth1' })).comments).toEqual(['unbound'])
    expect(walk.send(from('eth0'), () => ({ oif: 'vnet7' })).comments).toEqual(['unbound'])
    expect(walk.sendOwn(packet, 'vnet7').comments).toEqual(['unbound'])
  })

  test('an interface whose ENI is unknown passes nothing, a machine whose ENI is unknown neither', () => {
    const nobody: RouterPort = {
      name: 'tap0',
      mac: null,
      addresses: [stranger],
      prefixes: [],
      gateways: [],
      policy: null,
    }
    const unknown = new Walk(planOf([nobody], { ...PLACE, machine: { ...nobody, name: MACHINE } }))
    expect(unknown.send(from('tap0'), () => ({ oif: 'eth1' })).verdict).toBe('drop')
    expect(unknown.send(from('eth0'), () => 'local').verdict).toBe('drop')
    expect(unknown.sendOwn(packet, 'eth0').verdict).toBe('drop')
    expect(policy).toBeDefined()
  })
})
