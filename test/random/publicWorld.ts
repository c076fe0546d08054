// Random worlds of four instances with one interface each, whose public addresses are translated, visible or missing.

import fc from 'fast-check'
import { formatAddress } from '../../src/core/model/address.ts'
import { type Packet, parsePacket } from '../../src/core/model/packet.ts'
import type { ResourceTables } from '../../src/core/model/tables.ts'
import { endpointsOf } from '../../src/core/policy/endpoint.ts'
import { parseWorld } from '../packets/parseWorld.ts'

export interface PublicWorld {
  readonly world: ResourceTables
  readonly text: string
  readonly modes: readonly string[]
}

const MODES = ['none', 'translated', 'cutThrough', 'multiEip'] as const
const HOSTS = [1, 2, 3, 4] as const
const OUTSIDE = '203.0.113.1'
const own = (host: number): string => `10.0.0.${host}`
const shown = (host: number): string => `198.51.100.${host}`

const peer = fc.oneof(
  fc.constantFrom(...HOSTS).map(own),
  fc.constantFrom(...HOSTS).map(shown),
  fc.constantFrom('0.0.0.0/0', '10.0.0.0/16', '198.51.100.2/31', OUTSIDE, 'sg-0', 'sg-1'),
)

const rule = fc.record({
  group: fc.nat(1),
  direction: fc.constantFrom('ingress', 'egress'),
  action: fc.constantFrom('accept', 'accept', 'drop'),
  ports: fc.constantFrom('any', '80', '81'),
  peer,
  at: fc.integer({ min: 1, max: 3 }),
  own: fc.option(fc.constantFrom(...HOSTS).map(shown), { freq: 5, nil: null }),
})

const plan = fc.record({
  modes: fc.tuple(...HOSTS.map(() => fc.constantFrom(...MODES))),
  groups: fc.tuple(...HOSTS.map(() => fc.nat(1))),
  defaults: fc.tuple(fc.constantFrom('accept', 'drop'), fc.constantFrom('accept', 'accept', 'drop')),
  rules: fc.array(rule, { maxLength: 8 }),
  isGuarded: fc.boolean(),
})

/** Network ACLs have a say about every packet, and none about sessions. */
export const publicWorlds = ({
  mayBeGuarded,
}: {
  readonly mayBeGuarded: boolean
}): fc.Arbitrary<PublicWorld> =>
  plan.map((drawn) => worldOf({ ...drawn, isGuarded: drawn.isGuarded && mayBeGuarded }))

function worldOf(drawn: typeof plan extends fc.Arbitrary<infer T> ? T : never): PublicWorld {
  const lines = [
    'vpc vpc-1 10.0.0.0/16',
    'vswitch vsw-1 vpc-1 10.0.0.0/24',
    `group sg-0 inner=drop ingress=${drawn.defaults[0]} egress=${drawn.defaults[1]}`,
    'group sg-1',
    ...drawn.rules
      // Alibaba Cloud: never the rule's own group.
      .filter((each) => each.peer !== `sg-${each.group}`)
      .map(
        (each, index) =>
          `rule sgr-${index} sg-${each.group} ${each.direction} ${each.action} tcp ${each.ports} ${each.peer} at ${each.at}${each.own === null ? '' : ` own ${each.own}`}`,
      ),
    ...HOSTS.map((host) => `eni eni-${host} ${own(host)} sg-${drawn.groups[host - 1]} in=vsw-1`),
    ...(drawn.isGuarded
      ? [
          'acl nacl-1 vsw-1',
          'entry nae-1 nacl-1 ingress accept tcp 80 0.0.0.0/0',
          'entry nae-2 nacl-1 ingress accept tcp 40000 198.51.100.0/24',
          'entry nae-3 nacl-1 egress accept all any 0.0.0.0/0',
        ]
      : []),
    ...HOSTS.flatMap((host) => {
      const mode = drawn.modes[host - 1]
      if (mode === 'none') return []
      return [`eip ${shown(host)} eni-${host}${mode === 'translated' ? '' : ` ${mode}`}`]
    }),
  ]
  return { world: parseWorld('public', lines), text: lines.join('\n'), modes: drawn.modes }
}

/** From outside there is no packet to a private address. */
export const packetsIn = (world: ResourceTables): readonly Packet[] =>
  PACKETS.filter((packet) => {
    const { from } = endpointsOf(world, packet)
    return from.kind === 'eni' || formatAddress(packet.destination).startsWith('198.')
  })

/** From everywhere to everywhere, by each kind of address; nobody speaks to himself. */
const PACKETS: readonly Packet[] = [...HOSTS, 0].flatMap((from) =>
  [...HOSTS, 0].flatMap((to) =>
    from === to
      ? []
      : sources(from).flatMap((source) =>
          sources(to).flatMap((destination) =>
            [80, 82].map((port) => parsePacket(`tcp ${source}:40000 > ${destination}:${port}`) as Packet),
          ),
        ),
  ),
)

function sources(host: number): readonly string[] {
  return host === 0 ? [OUTSIDE] : [own(host), shown(host)]
}
