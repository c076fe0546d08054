// The gate in a machine's own network judged by the same tables: bound interfaces of one host, and machines that are instances.

import { describe, expect, test } from 'vitest'
import { MACHINE, portOf, type RouterPort, type SharedPlace } from '../../src/core/compile/backend.ts'
import type {
  Chain,
  Hook,
  NamedSet,
  RulesetPlan,
  Statement,
  Table,
} from '../../src/core/compile/nftables/ast.ts'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import { type Delivery, Walk } from '../../src/core/compile/nftables/walk.ts'
import { portName } from '../../src/core/compile/ports.ts'
import { type Address, parseAddress } from '../../src/core/model/address.ts'
import type { Eni } from '../../src/core/model/network.ts'
import { type Packet, reply } from '../../src/core/model/packet.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import { endpointsOf, eniHas } from '../../src/core/policy/endpoint.ts'
import type { EniPolicy } from '../../src/core/policy/policy.ts'
import { createResolver } from '../../src/core/policy/resolve.ts'
import { loadTables } from '../packets/load.ts'
import { parseTable } from '../packets/parse.ts'
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

  test('S2: reaches the address of an ENI that is bound here by its interface alone', () => {
    const [port] = policies.map(portOf).filter(({ addresses }) => addresses[0]?.family === 4)
    const destination = port?.addresses[0] as Address
    const to = { ...from('eth0'), packet: { ...packet, destination } }
    expect(walk.send(to, () => ({ oif: 'eth1' })).comments).toEqual(['unbound'])
    expect(walk.sendOwn({ ...packet, destination }, 'eth1').comments).toEqual(['unbound'])
    expect(walk.send(to, () => ({ oif: port?.name ?? '' })).comments).not.toContain('unbound')
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

describe('a machine that forwards for others under its own address', () => {
  const [machine, container, client] = ['10.0.0.4', '172.17.0.2', '10.0.0.9'].map(
    (text) => parseAddress(text) as Address,
  ) as [Address, Address, Address]
  /** What somebody else's table does: all that comes for the machine is for the container, which goes out as the machine. */
  const translating = (plan: RulesetPlan): RulesetPlan => {
    const to = (name: string, from: Address, into: Address): NamedSet => ({
      ...{ name, key: ['ipv4_addr'], value: 'ipv4_addr' },
      elements: [{ key: [from.value], value: into.value }],
    })
    const hooked = (name: string, hook: Hook, statement: Statement): Chain => ({
      ...{ name, hook, rules: [{ statements: [statement] }] },
    })
    const before: Hook = { type: 'nat', hook: 'prerouting', priority: 'dstnat', policy: 'accept' }
    const after: Hook = { type: 'nat', hook: 'postrouting', priority: 'srcnat', policy: 'accept' }
    const add = (table: Table): Table => ({
      ...table,
      sets: [...table.sets, to('in', machine, container), to('out', container, machine)],
      chains: [
        ...table.chains,
        hooked('x_in', before, { do: 'dnat', field: 'ip daddr', map: 'in' }),
        hooked('x_out', after, { do: 'snat', field: 'ip saddr', map: 'out' }),
      ],
    })
    return { ...plan, tables: plan.tables.map((table) => (table.family === 'inet' ? add(table) : table)) }
  }
  const gate = (...lines: readonly string[]): Walk => {
    const text = ['vpc vpc-1 10.0.0.0/16', 'group sg-0', ...lines, 'eni eni-4 10.0.0.4 sg-0', '---', '']
    const [policy] = policiesOf(parseTable('forwards', text.join('\n')).world)
    return new Walk(translating(planOf([], asMachine(policy as EniPolicy))))
  }
  const tcp = (source: Address, destination: Address, destinationPort: number): Packet => ({
    ...{ protocol: 6, source, destination, sourcePort: 40_000, destinationPort },
  })
  const toContainer = (walk: Walk, port: number, from = client) => {
    const packet = tcp(from, machine, port)
    return walk.send({ iif: ELSEWHERE, etherSource: '02:00:00:00:00:01', packet }, () => ({ oif: 'docker0' }))
  }
  const fromContainer = (walk: Walk, packet: Packet) =>
    walk.send({ iif: 'docker0', etherSource: '02:00:00:00:00:02', packet }, () => ({ oif: ELSEWHERE }))
  const out = tcp(container, client, 80)

  test('S6: what comes is judged as it came, its answers are of its session', () => {
    const walk = gate('rule sgr-1 sg-0 ingress accept tcp 80 10.0.0.9/32')
    expect(toContainer(walk, 81).verdict).toBe('drop')
    const { verdict, packet, comments } = toContainer(walk, 80)
    expect([verdict, packet.destination, comments]).toEqual(['accept', container, ['sgr-1']])
    expect(fromContainer(walk, reply(packet))).toMatchObject({
      verdict: 'accept',
      packet: { source: machine },
    })
  })

  test('S6: what goes out is judged as it goes', () => {
    expect(fromContainer(gate(), out)).toMatchObject({ verdict: 'accept', packet: { source: machine } })
    const closed = gate('rule sgr-1 sg-0 egress drop tcp 80 10.0.0.9/32')
    expect(fromContainer(closed, out)).toMatchObject({ verdict: 'drop', comments: ['sgr-1', 'dropped'] })
    expect(fromContainer(closed, { ...out, destinationPort: 81 }).verdict).toBe('accept')
  })

  test('S6 A1: network ACLs stand before both ways and before answers, but not within the vSwitch', () => {
    const beyond = parseAddress('10.9.0.9') as Address
    const lines = ['vswitch vsw-1 vpc-1 10.0.0.0/24', 'rule sgr-1 sg-0 ingress accept tcp 80 0.0.0.0/0']
    const acl = (...ways: readonly string[]): Walk => {
      const entries = ways.map((way) => `entry nae-${way} nacl-0 ${way} accept all any 10.9.0.0/16`)
      return gate(...lines, 'acl nacl-0 vsw-1', ...entries)
    }
    const comes = (walk: Walk, from: Address) => toContainer(walk, 80, from).verdict
    const goes = (walk: Walk, to: Address) => fromContainer(walk, { ...out, destination: to }).verdict
    expect([comes(acl(), client), comes(acl(), beyond)]).toEqual(['accept', 'drop'])
    expect([goes(acl(), client), goes(acl(), beyond), goes(acl('egress'), beyond)]).toEqual([
      ...['accept', 'drop', 'accept'],
    ])
    for (const [walk, answered] of [
      [acl('ingress'), 'drop'],
      [acl('ingress', 'egress'), 'accept'],
    ] as const) {
      const { verdict, packet } = toContainer(walk, 80, beyond)
      expect([verdict, fromContainer(walk, reply(packet)).verdict]).toEqual(['accept', answered])
    }
  })

  test('S6 A1: led to another address of the machine it has met the network ACL, and meets it no second time', () => {
    const beyond = parseAddress('10.9.0.9') as Address
    const walk = gate(
      ...['vswitch vsw-1 vpc-1 10.0.0.0/24', 'rule sgr-1 sg-0 ingress accept tcp 80 0.0.0.0/0'],
      ...['acl nacl-0 vsw-1', 'entry nae-1 nacl-0 ingress accept tcp 80 0.0.0.0/0'],
    )
    const comes = { iif: ELSEWHERE, etherSource: '02:00:00:00:00:01', packet: tcp(beyond, machine, 80) }
    const { verdict, comments, packet } = walk.send(comes, () => 'local')
    expect([verdict, packet.destination]).toEqual(['accept', container])
    expect(comments).toEqual(['nae-1', 'sgr-1'])
  })

  test('forwarded under another address it is not its own', () => {
    const other = { ...out, source: parseAddress('172.17.0.3') as Address }
    const closed = gate('rule sgr-1 sg-0 egress drop all any 0.0.0.0/0')
    expect(fromContainer(closed, other).verdict).toBe('accept')
  })
})
