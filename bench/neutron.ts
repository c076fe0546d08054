// One changed rule and one member, from the data to the kernel: Neutron's own driver beside ours, with the same groups.
import type { Eni } from '../src/core/model/network.ts'
import type { Rule } from '../src/core/model/rule.ts'
import { ChangeLab } from './changeLab.ts'
import { type Shape, worldOf } from './manyEnis.ts'
import { Neutron, type NeutronRule } from './neutron/peer.ts'
import { median, ms } from './statistics.ts'

const SHAPE: Shape = { enis: 100, policies: 1, rulesPerPolicy: 1000, members: 6000 }
const MANY = 'sg-many'
const ROUNDS = 3
/** Of ours, for each one of Neutron's. */
const OURS = 10

export async function run(): Promise<void> {
  const neutron = Neutron.open()
  if (neutron === undefined) return
  const ours = await ChangeLab.open(SHAPE)
  try {
    console.log(
      `\n${SHAPE.enis} ports, ${SHAPE.rulesPerPolicy} rules on each, a group of ${SHAPE.members}, ms from the data to the kernel`,
    )
    await compare(neutron, ours)
  } finally {
    await ours.close()
    await neutron.close()
  }
}

async function compare(neutron: Neutron, ours: ChangeLab): Promise<void> {
  const world = groupsOf(SHAPE)
  const first = await neutron.take({ groups: world.groups, members: world.members, ports: world.ports })
  const [whole = 0] = await ours.times(1, () => ours.apply([]))
  report(`all of it, once (${neutron.rules()} rules of iptables)`, [first], [whole])
  const [rule, member, theirRule, theirMember]: number[][] = [[], [], [], []]
  const [changeRule, toggleMember] = [ours.changeRule(), ours.toggleMember()]
  for (let round = 0; round < ROUNDS; round++) {
    const from = round * OURS
    theirRule?.push(await neutron.take({ groups: world.changedRule(round) }))
    rule?.push(...(await ours.changes((at) => changeRule(from + at), OURS)))
    theirMember?.push(await neutron.take({ members: world.toggledMember(round) }))
    member?.push(...(await ours.changes((at) => toggleMember(from + at), OURS)))
  }
  report('one rule with another port', theirRule ?? [], rule ?? [])
  report('one member joins or leaves', theirMember ?? [], member ?? [])
}

function report(title: string, theirs: readonly number[], ours: readonly number[]): void {
  const [their, our] = [median(theirs), median(ours)]
  console.log(
    `  ${title.padEnd(44)} Neutron ${ms(their).padStart(10)}   menshen ${ms(our).padStart(8)}   ratio ${Math.round(their / our)}`,
  )
}

/** The rules, members and ports of our own world; Neutron knows no rules that drop, so all of them accept. */
function groupsOf(shape: Shape) {
  const { tables } = worldOf(shape)
  const rules = [...tables.list('rule')]
  const enis = [...tables.list('eni')]
  const groups = Object.fromEntries(
    [...Map.groupBy(rules, ({ groupId }) => groupId)].map(([id, own]) => [id, own.map(inTheirWords)]),
  )
  const ports = Object.fromEntries(
    enis.filter(({ instanceId }) => instanceId !== null).map((eni, at) => [eni.id, portOf(eni, at)]),
  )
  const inMany = enis.filter(({ securityGroupIds }) => securityGroupIds.some((id) => id === MANY))
  const members = inMany.map(({ primaryAddress }) => primaryAddress)
  const [name = ''] = Object.keys(groups)
  const [changed, ...others] = groups[name] as [NeutronRule, ...NeutronRule[]]
  return {
    ...{ groups, ports, members: { [MANY]: members } },
    changedRule: (round: number) => ({
      [name]: [{ ...changed, port_range_min: 30_000 + round, port_range_max: 30_000 + round }, ...others],
    }),
    toggledMember: (round: number) => ({
      [MANY]: members.slice(0, round % 2 === 0 ? -1 : undefined),
    }),
  }
}

const portOf = ({ mac, primaryAddress, securityGroupIds }: Eni, at: number) => ({
  ...{ device: `tap${at}`, network_id: 'vsw-vpc-a', mac_address: mac, fixed_ips: [primaryAddress] },
  ...{ security_groups: securityGroupIds, security_group_source_groups: [MANY] },
  ...{ security_group_rules: [], allowed_address_pairs: [] },
})

function inTheirWords({ direction, protocol, ports, peer }: Rule): NeutronRule {
  const range = ports.kind === 'ranges' ? ports.ranges[0] : undefined
  const block = direction === 'ingress' ? 'source_ip_prefix' : 'dest_ip_prefix'
  return {
    ...{ direction, ethertype: 'IPv4', protocol: String(protocol) },
    ...{ port_range_min: range?.first ?? 1, port_range_max: range?.last ?? 65_535 },
    ...(peer.kind === 'group' ? { remote_group_id: peer.groupId } : {}),
    ...(peer.kind === 'cidr' ? { [block]: peer.cidr } : {}),
  }
}
