// Random tiny worlds: four addresses per family, ports 4 to 7, priorities 1 to 3, two or three groups, so that
// rules meet often. A failing one prints as a packet table.

import fc from 'fast-check'
import { DEFAULT_POLICY_SETTINGS } from '../../src/core/model/account.ts'
import { parseAddress } from '../../src/core/model/address.ts'
import { asId } from '../../src/core/model/ids.ts'
import type { Eni, Vpc } from '../../src/core/model/network.ts'
import type { NetworkAclEntry } from '../../src/core/model/networkAcl.ts'
import type { Direction, Packet } from '../../src/core/model/packet.ts'
import type { PortRange } from '../../src/core/model/ports.ts'
import { GRE, hasPorts, ICMP, ICMPV6, type Protocol, TCP, UDP } from '../../src/core/model/protocol.ts'
import type { Action, Peer, Rule } from '../../src/core/model/rule.ts'
import { ResourceTables } from '../../src/core/model/tables.ts'
import { printTable } from '../packets/print.ts'
import {
  ACCOUNT,
  accountWith,
  aclEntryWith,
  basicGroup,
  eniWith,
  instanceOf,
  networkAclWith,
  ruleIn,
  sequenceGroup,
  vpcWith,
  vSwitchOf,
} from '../packets/resources.ts'
import { addLists, SERVICE_LISTS, services } from './lists.ts'
import { timeoutsOf } from './timeouts.ts'

export interface RandomWorld {
  readonly world: ResourceTables
  /** Between different ENIs of the world, from the sender's own address. */
  readonly packets: readonly Packet[]
  readonly toString: () => string
}

const HOSTS = [4, 5, 6, 7] as const
const v4 = (host: number): string => `10.0.0.${host}`
const v6 = (host: number): string => `2001:db8:0:100::${host}`

const host = fc.constantFrom(...HOSTS)
const portNumber = fc.integer({ min: 4, max: 7 })
const action = fc.constantFrom<Action>('accept', 'drop')
const direction = fc.constantFrom<Direction>('ingress', 'egress')
const portRange = fc
  .tuple(portNumber, portNumber)
  .map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }))
const sometimes = <T>(value: fc.Arbitrary<T>, otherwise: T, weight = 1): fc.Arbitrary<T> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(otherwise) }, { weight, arbitrary: value })

const peer: fc.Arbitrary<Peer> = fc.oneof(
  { weight: 3, arbitrary: host.map((each) => cidrPeer(v4(each))) },
  { weight: 2, arbitrary: host.map((each) => cidrPeer(v6(each))) },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('0.0.0.0/0', '::/0', '10.0.0.4/31', '10.0.0.6/31', '10.0.0.5/16', '2001:db8:0:100::4/127')
      .map(cidrPeer),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('sg-0', 'sg-1', 'sg-2')
      .map((id): Peer => ({ kind: 'group', groupId: asId(id), accountId: asId(ACCOUNT) })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('pl-4', 'pl-6', 'pl-all')
      .map((id): Peer => ({ kind: 'prefixList', listId: asId(id) })),
  },
)

function cidrPeer(cidr: string): Peer {
  return { kind: 'cidr', cidr }
}

const draft = fc.record({
  group: fc.nat(2),
  direction,
  action,
  precedence: fc.integer({ min: 1, max: 3 }),
  protocol: fc.constantFrom<Protocol>(TCP, TCP, TCP, UDP, UDP, 'all', 'all', ICMP, ICMPV6, GRE),
  ports: fc.oneof(
    fc.constant<Rule['ports']>({ kind: 'any' }),
    fc
      .array(portRange, { minLength: 1, maxLength: 2 })
      .map((ranges): Rule['ports'] => ({ kind: 'ranges', ranges })),
    fc
      .constantFrom('prl-0', ...SERVICE_LISTS)
      .map((id): Rule['ports'] => ({ kind: 'list', listId: asId(id) })),
  ),
  sourcePorts: sometimes<Rule['sourcePorts']>(
    portRange.map((range) => [range]),
    null,
  ),
  icmpType: sometimes<number | null>(fc.constantFrom(8, 13, 128), null),
  peer,
  nic: fc.constantFrom<Rule['nic']>('intranet', 'internet'),
  own: sometimes<string | null>(fc.oneof(host.map(v4), host.map(v6), fc.constant('10.0.0.4/31')), null),
})

type Draft = typeof draft extends fc.Arbitrary<infer T> ? T : never

const packet: fc.Arbitrary<Packet> = fc
  .record({
    ends: fc.tuple(host, host).filter(([from, to]) => from !== to),
    isV6: fc.boolean(),
    protocol: fc.constantFrom(TCP, TCP, TCP, UDP, UDP, ICMP, GRE),
    sourcePort: portNumber,
    destinationPort: portNumber,
    icmpType: fc.constantFrom(8, 8, 13),
  })
  .map(({ ends: [from, to], isV6, protocol, sourcePort, destinationPort, icmpType }) => {
    const text = isV6 ? v6 : v4
    const actual = protocol === ICMP && isV6 ? ICMPV6 : protocol
    const icmp =
      actual === ICMP
        ? { icmp: { type: icmpType, code: 0 } }
        : actual === ICMPV6
          ? { icmp: { type: 128, code: 0 } }
          : {}
    return {
      protocol: actual,
      source: addressOf(text(from)),
      destination: addressOf(text(to)),
      sourcePort: hasPorts(actual) ? sourcePort : 0,
      destinationPort: hasPorts(actual) ? destinationPort : 0,
      ...icmp,
    }
  })

function addressOf(text: string): Packet['source'] {
  const address = parseAddress(text)
  if (address === undefined) throw new Error(`not an address: \`${text}\``)
  return address
}

const entryDraft = fc.record({
  action: fc.constantFrom<Action>('accept', 'accept', 'drop'),
  protocol: fc.constantFrom<Protocol>(TCP, TCP, UDP, 'all', 'all', ICMP, ICMPV6, GRE),
  ports: sometimes<NetworkAclEntry['ports']>(portRange, null, 4),
  peer: peer.filter((each) => each.kind !== 'group') as fc.Arbitrary<NetworkAclEntry['peer']>,
  sourcePorts: sometimes<PortRange | null>(portRange, null),
  own: sometimes<string | null>(fc.oneof(host.map(v4), host.map(v6), fc.constant('10.0.0.4/31')), null),
})
/** Most end in an entry that accepts a whole family, or hardly anything would pass. */
const entryList = fc.array(
  fc.oneof(
    entryDraft,
    fc.constantFrom('0.0.0.0/0', '::/0').map((cidr) => ({
      action: 'accept' as Action,
      protocol: 'all' as Protocol,
      ports: null,
      peer: cidrPeer(cidr),
      sourcePorts: null,
      own: null,
    })),
  ) as typeof entryDraft,
  { maxLength: 6 },
)
const aclDraft = fc.record({
  ingress: entryList,
  egress: entryList,
  guarded: fc.subarray(['vsw-vpc-1', 'vsw-2'], { minLength: 1 }),
})

const groupDraft = fc.record({
  inner: action,
  ingress: sometimes(action, 'drop'),
  egress: sometimes(action, 'accept'),
  keeps: sometimes(fc.constant(true), false),
})
const plan = fc.record({
  isSequence: sometimes(fc.constant(true), false, 2),
  isInnerAfterRules: fc.boolean(),
  /** Host by host, so that both sides of the classic network meet (K2); as a rule there is none of it. */
  nics: sometimes<readonly (Rule['nic'] | undefined)[]>(
    fc.array(fc.constantFrom('intranet', 'internet'), { minLength: 4, maxLength: 4 }),
    [],
  ),
  groups: fc.array(groupDraft, { minLength: 2, maxLength: 3 }),
  rules: fc.array(draft, { maxLength: 9 }),
  bindings: fc.array(fc.shuffledSubarray([0, 1, 2], { minLength: 0 }), { minLength: 4, maxLength: 4 }),
  listed4: fc.subarray([...HOSTS]),
  listed6: fc.subarray([...HOSTS]),
  listedPorts: fc.array(portRange, { minLength: 1, maxLength: 2 }),
  listedServices: services(portRange),
  acls: fc.oneof(fc.constant([]), fc.array(aclDraft, { minLength: 1, maxLength: 2 })),
})

type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never

/** Worlds with that many packets each. */
export const randomWorlds = (packetCount = 50): fc.Arbitrary<RandomWorld> =>
  fc
    .tuple(plan, fc.array(packet, { minLength: packetCount, maxLength: packetCount }))
    .map(([drawn, packets]) => {
      const world = build(drawn)
      const print = () =>
        printTable(
          world,
          packets.map((each) => ({ action: 'accept', packet: each })),
        )
      return { world, packets, toString: print, [fc.toStringMethod]: print }
    })

/** The same worlds for the same seed, for judges that are too slow for shrinking. */
export const sampleWorlds = (seed: number, count: number, packetCount = 50): readonly RandomWorld[] =>
  fc.sample(randomWorlds(packetCount), { seed, numRuns: count })

function build(drawn: Plan): ResourceTables {
  const world = new ResourceTables()
  const innerAccess = drawn.isInnerAfterRules ? 'after-rules' : DEFAULT_POLICY_SETTINGS.innerAccess
  world.write({ kind: 'account', id: ACCOUNT, body: accountWith() })
  world.write({ kind: 'policySettings', id: 'policy', body: { id: 'policy', innerAccess } })
  const vpc = vpcWith('vpc-1', { ipv6Cidr: '2001:db8:0:100::/56' })
  const vSwitch = vSwitchOf('vsw-vpc-1', vpc)
  world.write({ kind: 'vpc', id: vpc.id, body: vpc })
  // The two leave no trace in the addresses: who is in which decides about network ACLs and nothing else.
  const second = vSwitchOf('vsw-2', vpc, { cidr: '10.0.64.0/18' })
  world.write({ kind: 'vSwitch', id: second.id, body: second })
  world.write({ kind: 'vSwitch', id: vSwitch.id, body: vSwitch })
  for (const [index, { inner, ingress, egress, keeps }] of drawn.groups.entries()) {
    const id = `sg-${index}`
    const body = drawn.isSequence
      ? sequenceGroup(id)
      : basicGroup(id, vpc.id, { innerAccess: inner, defaults: { ingress, egress } })
    const kept: typeof body = keeps ? { ...body, liveSessions: 'keep' } : body
    world.write({ kind: 'securityGroup', id, body: kept })
  }
  addLists(world, {
    four: drawn.listed4.map(v4),
    six: drawn.listed6.map(v6),
    ports: drawn.listedPorts,
    services: drawn.listedServices,
  })
  for (const [index, each] of drawn.rules.entries()) {
    const made = ruleOf(each, index, drawn.groups.length)
    const rule: Rule = { ...made, nic: drawn.nics.length > 0 ? made.nic : 'intranet' }
    world.write({ kind: 'rule', id: rule.id, body: rule })
  }
  for (const [index, each] of HOSTS.entries()) {
    const bound = (drawn.bindings[index] ?? []).filter((group) => group < drawn.groups.length)
    const eni = eniWith(`eni-${each}`, each < 6 ? vSwitch : second, [v4(each), v6(each)], {
      instanceId: asId(`i-eni-${each}`),
      securityGroupIds: bound.map((group) => asId(`sg-${group}`)),
      ...nicOf(drawn.nics[index]),
      ...(drawn.nics.length > 0 ? {} : timeoutsOf(drawn.rules.length, index)),
    })
    world.write({ kind: 'eni', id: eni.id, body: eni })
    world.write({ kind: 'instance', id: `i-${eni.id}`, body: instanceOf(`i-${eni.id}`, eni) })
  }
  for (const [index, each] of drawn.acls.entries()) addAcl(world, vpc, `nacl-${index}`, each)
  return world
}

/** Of two in front of one vSwitch the later one stays. */
function addAcl(world: ResourceTables, vpc: Vpc, id: string, drawn: Plan['acls'][number]): void {
  const entries = (direction: Direction): readonly NetworkAclEntry[] =>
    drawn[direction].map(({ action, protocol, ports, peer, sourcePorts, own }, index) =>
      aclEntryWith(`nae-${id}-${direction}-${index}`, {
        ...{ action, protocol, peer },
        ports: hasPorts(protocol) ? ports : null,
        ...(hasPorts(protocol) && sourcePorts !== null ? { sourcePorts } : {}),
        ...(own === null ? {} : { ownCidr: own }),
      }),
    )
  const acl = networkAclWith(id, vpc, { ingress: entries('ingress'), egress: entries('egress') })
  world.write({ kind: 'networkAcl', id, body: acl })
  for (const vSwitchId of drawn.guarded) {
    const vSwitch = world.get('vSwitch', vSwitchId)
    if (vSwitch !== undefined)
      world.write({ kind: 'vSwitch', id: vSwitchId, body: { ...vSwitch, networkAclId: acl.id } })
  }
}

const nicOf = (nic: Rule['nic'] | undefined): Pick<Eni, 'nic'> => (nic === undefined ? {} : { nic })

/** Drops what no cloud would let through: ports without a protocol that has them, types outside ICMP. */
function ruleOf(drawn: Draft, index: number, groupCount: number): Rule {
  const { ports } = drawn
  const isServices = ports.kind === 'list' && SERVICE_LISTS.includes(ports.listId)
  const protocol = isServices ? 'all' : drawn.protocol
  const isIcmp = protocol === ICMP || protocol === ICMPV6
  return ruleIn(`sg-${drawn.group % groupCount}`, `sgr-${index}`, {
    direction: drawn.direction,
    action: drawn.action,
    precedence: drawn.precedence,
    protocol,
    ports: isServices || hasPorts(protocol) ? ports : { kind: 'any' },
    sourcePorts: hasPorts(protocol) ? drawn.sourcePorts : null,
    icmp: isIcmp && drawn.icmpType !== null ? { type: drawn.icmpType, code: null } : null,
    peer: drawn.peer,
    ownCidr: drawn.own,
    nic: drawn.nic,
  })
}
