// A third judge: what OVN makes of the same random security groups, packet by packet, beside the evaluator.

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { below, type Draw, randomFrom } from '../../bench/policies.ts'
import { type Packet, parsePacket } from '../../src/core/model/packet.ts'
import { endpointsOf } from '../../src/core/policy/endpoint.ts'
import { judgePath } from '../../src/core/policy/path.ts'
import { parseWorld } from '../packets/parseWorld.ts'
import { describeUnless } from '../skipReason.ts'
import { Ovn, reasonWithoutOvn } from './ovn.ts'

const WORLDS = 4
const PACKETS = 60
const GROUPS = 3
const ENIS = 4
const RULES = 14

interface RandomRule {
  readonly group: number
  readonly side: 'ingress' | 'egress'
  readonly action: 'accept' | 'drop'
  readonly protocol: 'tcp' | 'udp' | 'all'
  readonly ports: readonly [number, number] | null
  /** A group by its number, or a block. */
  readonly peer: number | string
  readonly priority: number
}

interface RandomWorld {
  readonly inner: readonly boolean[]
  readonly groupsOf: readonly (readonly number[])[]
  readonly rules: readonly RandomRule[]
}

const addressOf = (eni: number): string => `10.0.0.${4 + eni}`
const macOf = (eni: number): string => `00:16:3e:00:00:0${4 + eni}`

/** Few ports, peers and priorities, so that rules meet. */
function randomWorld(draw: Draw): RandomWorld {
  const groupsOf = Array.from({ length: ENIS }, () => {
    const first = below(draw, GROUPS)
    return draw() < 0.4 ? [first, (first + 1) % GROUPS] : [first]
  })
  const rules = Array.from({ length: RULES }, (): RandomRule => {
    const protocol = (['tcp', 'udp', 'all'] as const)[below(draw, 3)] ?? 'all'
    const first = 80 + below(draw, 4)
    const blocks = ['0.0.0.0/0', '10.0.0.4/31', '10.0.0.6/32', '10.0.0.0/24']
    return {
      ...{ group: below(draw, GROUPS), side: draw() < 0.6 ? 'ingress' : 'egress' },
      ...{ action: draw() < 0.6 ? 'accept' : 'drop', protocol },
      ports: protocol === 'all' ? null : [first, first + below(draw, 2)],
      peer: draw() < 0.5 ? below(draw, GROUPS) : (blocks[below(draw, blocks.length)] as string),
      priority: 1 + below(draw, 4),
    }
  })
  return { inner: Array.from({ length: GROUPS }, () => draw() < 0.3), groupsOf, rules }
}

const linesOf = ({ inner, groupsOf, rules }: RandomWorld): readonly string[] => [
  'vpc vpc-1 10.0.0.0/16',
  ...inner.map((isOpen, group) => `group sg-${group} inner=${isOpen ? 'accept' : 'drop'}`),
  ...rules.map(({ group, side, action, protocol, ports, peer, priority }, at) => {
    const about = `${protocol} ${ports === null ? 'any' : ports.join('-')}`
    const whom = typeof peer === 'number' ? `sg-${peer}` : peer
    return `rule sgr-${at} sg-${group} ${side} ${action} ${about} ${whom} at ${priority}`
  }),
  ...groupsOf.map(
    (groups, eni) => `eni eni-${eni} ${addressOf(eni)} ${groups.map((one) => `sg-${one}`).join(',')}`,
  ),
]

/** In OVN's own words, from the same list and not from anything that we compiled. */
function commandsOf(name: string, { inner, groupsOf, rules }: RandomWorld): readonly (readonly string[])[] {
  const port = (eni: number): string => `${name}e${eni}`
  const groupName = (group: number): string => `${name}g${group}`
  const members = (group: number): readonly number[] =>
    groupsOf.flatMap((groups, eni) => (groups.includes(group) ? [eni] : []))
  const acl = (
    group: number,
    side: RandomRule['side'],
    priority: number,
    condition: string,
    action: 'allow-related' | 'drop',
  ) => {
    const [direction, end] = side === 'ingress' ? ['to-lport', 'outport'] : ['from-lport', 'inport']
    const match = `${end} == @${groupName(group)} && ip4${condition}`
    return ['acl-add', groupName(group), direction, String(priority), match, action]
  }
  const isPeer = (side: RandomRule['side'], whom: string): string =>
    ` && ip4.${side === 'ingress' ? 'src' : 'dst'} == ${whom}`
  const membersText = (group: number): string => `{${members(group).map(addressOf).join(', ')}}`
  return [
    ['ls-add', name],
    ...groupsOf.flatMap((_, eni) => [
      ['lsp-add', name, port(eni)],
      ['lsp-set-addresses', port(eni), `${macOf(eni)} ${addressOf(eni)}`],
    ]),
    ...inner.map((_, group) => ['pg-add', groupName(group), ...members(group).map(port)]),
    ...rules.flatMap(({ group, side, action, protocol, ports, peer, priority }) => {
      // The group of nobody matches nobody; OVN has no empty set of addresses.
      if (typeof peer === 'number' && members(peer).length === 0) return []
      const whom = typeof peer === 'number' ? membersText(peer) : peer
      const about =
        ports === null
          ? ''
          : ` && ${protocol} && ${protocol}.dst >= ${ports[0]} && ${protocol}.dst <= ${ports[1]}`
      // P3: the lower number first, at the same one drop before accept.
      const rank = 1000 - priority * 10 + (action === 'drop' ? 1 : 0)
      return [
        acl(group, side, rank, about + isPeer(side, whom), action === 'drop' ? 'drop' : 'allow-related'),
      ]
    }),
    ...inner.flatMap((isOpen, group) => [
      ...(isOpen && members(group).length > 0
        ? (['ingress', 'egress'] as const).map((side) =>
            acl(group, side, 2000, isPeer(side, membersText(group)), 'allow-related'),
          )
        : []),
      acl(group, 'ingress', 1, '', 'drop'),
      acl(group, 'egress', 1, '', 'allow-related'),
    ]),
  ]
}

describeUnless(reasonWithoutOvn(), 'the evaluator and ovn-trace', () => {
  let ovn: Ovn
  const seen = { accept: 0, drop: 0 }

  beforeAll(() => {
    ovn = new Ovn(mkdtempSync(join(tmpdir(), 'menshen-ovn-')))
  })
  afterAll(() => ovn.end())

  it.each(Array.from({ length: WORLDS }, (_, at) => at))(
    `world %i: ${PACKETS} packets, the same word about each`,
    async (at) => {
      const draw = randomFrom(at + 1)
      const random = randomWorld(draw)
      const lines = linesOf(random)
      const world = parseWorld('world', lines)
      ovn.configure(commandsOf(`w${at}`, random))
      for (let number = 0; number < PACKETS; number++) {
        const from = below(draw, ENIS)
        const to = (from + 1 + below(draw, ENIS - 1)) % ENIS
        const protocol = draw() < 0.6 ? 'tcp' : 'udp'
        const port = 79 + below(draw, 7)
        const text = `${protocol} ${addressOf(from)}:40000 > ${addressOf(to)}:${port}`
        const packet = parsePacket(text) as Packet
        const ends = endpointsOf(world, packet)
        const { action } = judgePath(world, packet, ends.from, ends.to)
        const fields = [
          `inport=="w${at}e${from}"`,
          ...[`eth.src==${macOf(from)}`, `eth.dst==${macOf(to)}`],
          ...[`ip4.src==${addressOf(from)}`, `ip4.dst==${addressOf(to)}`, 'ip.ttl==64'],
          ...[`${protocol}.src==40000`, `${protocol}.dst==${port}`],
        ]
        const arrives = await ovn.arrives(`w${at}`, fields.join(' && '), `w${at}e${to}`)
        expect(arrives ? 'accept' : 'drop', `${text}\n${lines.join('\n')}`).toBe(action)
        seen[action]++
      }
    },
    120_000,
  )

  it('has accepted some and dropped some', () => {
    expect(Math.min(seen.accept, seen.drop)).toBeGreaterThan(PACKETS / 4)
  })
})
