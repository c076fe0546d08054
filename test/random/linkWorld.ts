// Random worlds with ClassicLink: classic instances that are linked to one of two VPCs, to the other, or to none (K3).

import fc from 'fast-check'
import { type Packet, parsePacket } from '../../src/core/model/packet.ts'
import type { ResourceTables } from '../../src/core/model/tables.ts'
import { parseWorld } from '../packets/parseWorld.ts'

export interface LinkWorld {
  readonly world: ResourceTables
  readonly text: string
  /** Of each classic instance; empty: none. */
  readonly links: readonly string[]
}

/** The third stands in a secondary block, which no link reaches. */
const IN_VPC = ['192.168.0.1', '192.168.0.2', '10.1.0.3'] as const
const IN_OTHER = '172.16.0.4'
const CLASSIC = ['10.0.0.5', '10.0.0.6', '10.0.0.7'] as const
const ADDRESSES = [...IN_VPC, IN_OTHER, ...CLASSIC]
/** Nobody has it. */
const FREE = '192.168.0.77'

/** Which group may be named where: those of the own network, and across a link. */
const GROUPS = {
  'sg-app': 'vpc-1',
  'sg-lan': 'vpc-1',
  'sg-two': 'vpc-2',
  'sg-old': '',
  'sg-far': '',
} as const
type Group = keyof typeof GROUPS
const group = fc.constantFrom(...(Object.keys(GROUPS) as Group[]))

const rule = fc.record({
  group,
  direction: fc.constantFrom('ingress', 'egress'),
  action: fc.constantFrom('accept', 'accept', 'drop'),
  ports: fc.constantFrom('any', '80', '81'),
  peer: fc.oneof(
    fc.constantFrom(...ADDRESSES).map((address) => `${address}/32`),
    fc.constantFrom('0.0.0.0/0', '10.0.0.0/8', '192.168.0.0/16'),
    { weight: 2, arbitrary: group },
  ),
  at: fc.integer({ min: 1, max: 3 }),
  isForInternet: fc.constantFrom(false, false, false, true),
})

const plan = fc.record({
  inner: fc.tuple(...Object.keys(GROUPS).map(() => fc.constantFrom('accept', 'drop', 'drop'))),
  defaults: fc.constantFrom('accept', 'drop', 'drop'),
  members: fc.tuple(...IN_VPC.map(() => fc.constantFrom('sg-app', 'sg-lan'))),
  classic: fc.tuple(...CLASSIC.map(() => fc.constantFrom('sg-old', 'sg-far'))),
  links: fc.tuple(...CLASSIC.map(() => fc.constantFrom('vpc-1', 'vpc-1', 'vpc-2', ''))),
  isStopped: fc.constantFrom(false, false, false, true),
  rules: fc.array(rule, { maxLength: 10 }),
  isGuarded: fc.boolean(),
})
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never

/** Network ACLs have a say about every packet, and none about sessions. */
export const linkWorlds = ({ mayBeGuarded }: { readonly mayBeGuarded: boolean }): fc.Arbitrary<LinkWorld> =>
  plan.map((drawn) => worldOf({ ...drawn, isGuarded: drawn.isGuarded && mayBeGuarded }))

function worldOf(drawn: Plan): LinkWorld {
  const lines = [
    ...['vpc vpc-1 192.168.0.0/16 10.1.0.0/16', 'vpc vpc-2 172.16.0.0/12'],
    ...['vswitch vsw-1 vpc-1 192.168.0.0/24', 'vswitch vsw-2 vpc-1 10.1.0.0/24'],
    'vswitch vsw-3 vpc-2 172.16.0.0/24',
    ...Object.entries(GROUPS).map(
      ([id, network], index) =>
        `group ${id} vpc=${network || 'classic'} inner=${drawn.inner[index]} ingress=${drawn.defaults}`,
    ),
    ...drawn.rules
      .filter((each) => mayName(each.group, each.peer))
      .map(
        (each, index) =>
          `rule sgr-${index} ${each.group} ${each.direction} ${each.action} tcp ${each.ports} ${each.peer} at ${each.at}${each.isForInternet && GROUPS[each.group] === '' ? ' nic internet' : ''}`,
      ),
    ...IN_VPC.map((address, index) => `eni eni-${address} ${address} ${drawn.members[index]} vpc=vpc-1`),
    `eni eni-${IN_OTHER} ${IN_OTHER} sg-two vpc=vpc-2`,
    ...CLASSIC.map(
      (address, index) =>
        `classic eni-${address} ${address} ${drawn.classic[index]}${drawn.isStopped && index === 0 ? ' stopped' : ''}`,
    ),
    ...CLASSIC.flatMap((address, index) =>
      drawn.links[index] === '' ? [] : [`link eni-${address} ${drawn.links[index]}`],
    ),
    ...(drawn.isGuarded
      ? [
          'acl nacl-1 vsw-1',
          'entry nae-1 nacl-1 ingress accept tcp 80 0.0.0.0/0',
          'entry nae-2 nacl-1 ingress accept tcp 40000 10.0.0.5/32',
          'entry nae-3 nacl-1 egress accept all any 0.0.0.0/0',
        ]
      : []),
  ]
  return { world: parseWorld('links', lines), text: lines.join('\n'), links: drawn.links }
}

/** Never the own one, nor one of another VPC; and groups of the internet side are named by nobody. */
function mayName(own: Group, peer: string): boolean {
  const other = GROUPS[peer as Group]
  return (
    other === undefined || (own !== peer && (other === '' || GROUPS[own] === '' || other === GROUPS[own]))
  )
}

/** From everywhere to everywhere; nobody speaks to himself. */
export const LINK_PACKETS: readonly Packet[] = ADDRESSES.flatMap((from) =>
  [...ADDRESSES, FREE].flatMap((to) =>
    from === to ? [] : [80, 82].map((port) => parsePacket(`tcp ${from}:40000 > ${to}:${port}`) as Packet),
  ),
)
