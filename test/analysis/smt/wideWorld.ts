// Random worlds as wide as real ones: blocks of every length, ports over the whole range, groups with many members.

import fc from 'fast-check'
import { formatAddress } from '../../../src/core/model/address.ts'
import { formatCidr } from '../../../src/core/model/cidr.ts'
import { asId } from '../../../src/core/model/ids.ts'
import type { Eni } from '../../../src/core/model/network.ts'
import { GRE, hasPorts, ICMP, ICMPV6, type Protocol, TCP, UDP } from '../../../src/core/model/protocol.ts'
import type { Peer, Rule } from '../../../src/core/model/rule.ts'
import { ResourceTables } from '../../../src/core/model/tables.ts'
import {
  accountWith,
  basicGroup,
  eniWith,
  portListWith,
  prefixListWith,
  ruleIn,
  sequenceGroup,
  vpcWith,
  vSwitchOf,
} from '../../packets/resources.ts'

/** Two states of one world; the ENI that is asked about has the same addresses in both. */
export interface WidePair {
  readonly before: ResourceTables
  readonly after: ResourceTables
  readonly eniId: Eni['id']
}

const action = fc.constantFrom('accept' as const, 'drop' as const)
const port = fc.oneof(fc.constantFrom(0, 22, 80, 443, 1023, 1024, 65535), fc.integer({ min: 0, max: 65535 }))
const ports = fc
  .array(fc.tuple(port, port), { minLength: 1, maxLength: 3 })
  .map((pairs) => pairs.map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) })))

const block4 = fc
  .tuple(
    fc.oneof(fc.constant(0x0a00_0000n), fc.bigInt({ min: 0n, max: 0xffff_ffffn })),
    fc.oneof(fc.integer({ min: 0, max: 32 }), fc.constantFrom(0, 1, 8, 16, 24, 32)),
  )
  .map(([value, length]) => masked(4, value, length))
const block6 = fc
  .tuple(
    fc.oneof(fc.constant(0x2001_0db8n << 96n), fc.bigInt({ min: 0n, max: (1n << 128n) - 1n })),
    fc.oneof(fc.integer({ min: 0, max: 128 }), fc.constantFrom(0, 1, 48, 64, 128)),
  )
  .map(([value, length]) => masked(6, value, length))
const block = fc.oneof(block4, block6)

function masked(family: 4 | 6, value: bigint, length: number): string {
  const free = BigInt((family === 4 ? 32 : 128) - length)
  return formatCidr({ family, base: (value >> free) << free, length })
}

const peer: fc.Arbitrary<Peer> = fc.oneof(
  { weight: 5, arbitrary: block.map((cidr): Peer => ({ kind: 'cidr', cidr })) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('sg-0', 'sg-1', 'sg-far')
      .map((id): Peer => ({ kind: 'group', groupId: asId(id), accountId: asId('acct-1') })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('pl-4', 'pl-6').map((id): Peer => ({ kind: 'prefixList', listId: asId(id) })),
  },
)

const seldom = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 3 })

const draft = fc.record({
  group: fc.constantFrom('sg-0', 'sg-1'),
  direction: fc.constantFrom('ingress' as const, 'ingress' as const, 'egress' as const),
  action,
  precedence: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 100 })),
  protocol: fc.constantFrom<Protocol>(TCP, TCP, TCP, UDP, 'all', 'all', ICMP, ICMPV6, GRE),
  ports: fc.oneof(
    fc.constant<Rule['ports']>({ kind: 'any' }),
    ports.map((ranges): Rule['ports'] => ({ kind: 'ranges', ranges })),
    fc.constant<Rule['ports']>({ kind: 'list', listId: asId('prl-0') }),
  ),
  sourcePorts: seldom(ports),
  icmp: seldom(
    fc.record({ type: fc.integer({ min: 0, max: 255 }), code: fc.option(fc.integer({ min: 0, max: 255 })) }),
  ),
  peer,
  own: seldom(fc.constantFrom('10.0.0.4', '10.0.0.4/31', '2001:db8:0:100::4', '10.0.0.0/8')),
})
type Draft = typeof draft extends fc.Arbitrary<infer T> ? T : never

const plan = fc.record({
  isSequence: fc.option(fc.constant(true), { freq: 1, nil: false }),
  inner: fc.tuple(action, action),
  defaults: fc.tuple(action, action),
  rules: fc.array(draft, { maxLength: 10 }),
  edits: fc.array(fc.record({ at: fc.nat(20), with: fc.option(draft) }), { maxLength: 3 }),
  members: fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }),
  listed4: fc.array(block4, { maxLength: 4 }),
  listed6: fc.array(block6, { maxLength: 4 }),
  listedPorts: ports,
})
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never

export const widePairs: fc.Arbitrary<WidePair> = plan.map((drawn) => ({
  before: build(drawn, drawn.rules),
  after: build(drawn, edited(drawn)),
  eniId: asId('eni-asked'),
}))

function edited({ rules, edits }: Plan): readonly Draft[] {
  const next = [...rules]
  for (const edit of edits) {
    const place = next.length === 0 ? 0 : edit.at % next.length
    next.splice(place, 1, ...(edit.with === null ? [] : [edit.with]))
  }
  return next
}

function build(drawn: Plan, rules: readonly Draft[]): ResourceTables {
  const world = new ResourceTables()
  const vpc = vpcWith('vpc-1', { cidr: '10.0.0.0/8', ipv6Cidr: '2001:db8:0:100::/56' })
  const vSwitch = vSwitchOf('vsw-1', vpc)
  world.write({ kind: 'account', id: 'acct-1', body: accountWith({ smtpReleased: true }) })
  world.write({ kind: 'vpc', id: vpc.id, body: vpc })
  world.write({ kind: 'vSwitch', id: vSwitch.id, body: vSwitch })
  for (const id of ['sg-0', 'sg-1', 'sg-far']) {
    const place = id === 'sg-0' ? 0 : 1
    const defaults = { ingress: drawn.defaults[place] ?? 'drop', egress: drawn.defaults[1 - place] ?? 'drop' }
    const body = drawn.isSequence
      ? sequenceGroup(id, { defaults: { ingress: 'drop', egress: 'drop' } })
      : basicGroup(id, vpc.id, { innerAccess: drawn.inner[place] ?? 'drop', defaults })
    world.write({ kind: 'securityGroup', id, body })
  }
  world.write({ kind: 'prefixList', id: 'pl-4', body: prefixListWith('pl-4', 4, drawn.listed4) })
  world.write({ kind: 'prefixList', id: 'pl-6', body: prefixListWith('pl-6', 6, drawn.listed6) })
  world.write({ kind: 'portList', id: 'prl-0', body: portListWith('prl-0', drawn.listedPorts) })
  for (const [place, each] of rules.entries()) {
    const rule = ruleOf(each, place, drawn.isSequence)
    world.write({ kind: 'rule', id: rule.id, body: rule })
  }
  const eni = (id: string, host: bigint, groups: readonly string[]): void => {
    const texts = [
      formatAddress({ family: 4, value: 0x0a00_0000n + host }),
      formatAddress({ family: 6, value: (0x2001_0db8_0000_0100n << 64n) + host }),
    ]
    const securityGroupIds = groups.map((group) => asId<Eni['securityGroupIds'][number]>(group))
    const body = eniWith(id, vSwitch, texts, { securityGroupIds })
    world.write({ kind: 'eni', id, body })
  }
  eni('eni-asked', 4n, ['sg-0', 'sg-1'])
  for (const [place, host] of drawn.members.entries()) {
    eni(`eni-${place}`, BigInt(16 + host), [['sg-0', 'sg-1', 'sg-far'][place % 3] as string])
  }
  return world
}

/** What no cloud would let through is taken off; in sequence no two rules stand in one place. */
function ruleOf(drawn: Draft, place: number, isSequence: boolean): Rule {
  const { protocol } = drawn
  const isIcmp = protocol === ICMP || protocol === ICMPV6
  return ruleIn(drawn.group, `sgr-${place}`, {
    direction: drawn.direction,
    action: drawn.action,
    precedence: isSequence ? place : drawn.precedence,
    protocol,
    ports: hasPorts(protocol) ? drawn.ports : { kind: 'any' },
    sourcePorts: hasPorts(protocol) ? drawn.sourcePorts : null,
    icmp: isIcmp ? drawn.icmp : null,
    peer: drawn.peer,
    ownCidr: drawn.own,
  })
}
