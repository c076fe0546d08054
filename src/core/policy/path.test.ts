// Ways that a packet's addresses alone do not tell: VPCs with the same addresses, instances meant by name.

import { describe, expect, test } from 'vitest'
import { parseWorld } from '../../../test/packets/parseWorld.ts'
import { type Packet, parsePacket } from '../model/packet.ts'
import type { PathVerdict } from '../model/verdict.ts'
import { type Endpoint, endpointsOf, resolveEndpoint } from './endpoint.ts'
import { judgeAnswer, judgePath, judgeSide } from './path.ts'

const world = parseWorld(
  'world',
  `
vpc vpc-1 10.0.0.0/16
vpc vpc-2 10.0.0.0/16
group sg-1 inner=drop
group sg-2 inner=drop vpc=vpc-2
rule sgr-1 sg-1 ingress accept tcp 80 10.0.0.1      at 1
rule sgr-2 sg-2 ingress accept tcp 81 198.51.100.1  at 1
rule sgr-3 sg-1 ingress accept tcp 82 0.0.0.0/0     at 1
eni eni-1a 10.0.0.1 sg-1
eni eni-1b 10.0.0.2 sg-1
eni eni-1c 10.0.0.3 sg-1 on=i-eni-1a
eni eni-2a 10.0.0.1 sg-2 vpc=vpc-2
eni eni-2b 10.0.0.2 sg-2 vpc=vpc-2
eip 198.51.100.1 eni-1a
eip 198.51.100.2 eni-2b
`.split('\n'),
)

const packetOf = (text: string): Packet => parsePacket(text) as Packet
const meant = (text: string): Endpoint => {
  const resolved = resolveEndpoint(world, text)
  if (resolved.kind !== 'found') throw new Error(`${text}: ${resolved.kind}`)
  return resolved.endpoint
}
const judge = (from: string, to: string, text: string): PathVerdict =>
  judgePath(world, packetOf(text), meant(from), meant(to))
const told = ({ action, sides, noRoute }: PathVerdict): string =>
  [action, ...sides.map((side) => `${side.direction}:${side.eniId}`), noRoute?.reason]
    .filter(Boolean)
    .join(' ')

describe('judgePath', () => {
  test('P9: the sender says which of two equal networks is meant', () => {
    const text = 'tcp 10.0.0.1:40000 > 10.0.0.2:80'
    expect(told(judge('eni-1a', 'eni-1b', text))).toBe('accept egress:eni-1a ingress:eni-1b')
    expect(told(judge('eni-2a', 'eni-2b', text))).toBe('drop egress:eni-2a ingress:eni-2b')
  })

  test('P9: a receiver in another VPC is not reached even where its address exists on both sides', () => {
    expect(told(judge('eni-2a', 'eni-1b', 'tcp 10.0.0.1:40000 > 10.0.0.3:80'))).toBe(
      'drop egress:eni-2a otherVpc',
    )
  })

  test('P9: between VPCs with EIPs each side sees its own private and the other public address', () => {
    const text = 'tcp 10.0.0.1:40000 > 198.51.100.2:81'
    expect(told(judge('eni-1a', 'eni-2b', text))).toBe('accept egress:eni-1a ingress:eni-2b')
    expect(told(judge('eni-2a', 'eni-1a', 'tcp 10.0.0.1:40000 > 198.51.100.1:82'))).toBe(
      'drop egress:eni-2a noPublicAddress',
    )
  })

  test('P9: a sender named by its EIP sends from the private address', () => {
    expect(told(judge('198.51.100.1', 'eni-1b', 'tcp 198.51.100.1:40000 > 10.0.0.2:80'))).toBe(
      'accept egress:eni-1a ingress:eni-1b',
    )
  })

  test('P9: from the internet an instance is reached through its EIP, and only through it', () => {
    expect(told(judge('internet', 'eni-1a', 'tcp 203.0.113.1:40000 > 10.0.0.1:82'))).toBe(
      'accept ingress:eni-1a',
    )
    expect(told(judge('internet', 'eni-1b', 'tcp 203.0.113.1:40000 > 10.0.0.2:82'))).toBe(
      'drop noPublicAddress',
    )
    expect(told(judge('internet', 'internet', 'tcp 203.0.113.1:40000 > 203.0.113.2:82'))).toBe(
      'drop noSuchAddress',
    )
  })

  test('P1: a dropped packet never meets the other side', () => {
    const spoofed = judge('eni-1b', 'eni-1a', 'tcp 10.0.0.77:40000 > 10.0.0.1:82')
    expect(told(spoofed)).toBe('drop egress:eni-1b')
  })

  test('P2: one instance talks to itself without meeting a group', () => {
    expect(told(judge('eni-1a', 'eni-1c', 'tcp 10.0.0.1:40000 > 10.0.0.3:9'))).toBe('accept')
    expect(told(judge('eni-1a', 'eni-1a', 'tcp 10.0.0.1:40000 > 198.51.100.1:9'))).toBe(
      'drop egress:eni-1a ingress:eni-1a',
    )
  })

  test('endpointsOf: the destination is looked for in the VPC of the sender first', () => {
    const { to } = endpointsOf(world, packetOf('tcp 198.51.100.2:40000 > 10.0.0.2:80'))
    expect(to).toMatchObject({ kind: 'eni', eniId: 'eni-2b' })
  })
})

describe('judgeSide', () => {
  test('P1: one side is judged whatever the other says', () => {
    const text = packetOf('tcp 10.0.0.2:40000 > 10.0.0.1:9')
    const ends = [meant('eni-1b'), meant('eni-1a')] as const
    expect(judgeSide(world, text, ...ends, 'egress')?.action).toBe('accept')
    expect(judgeSide(world, text, ...ends, 'ingress')?.action).toBe('drop')
  })

  test('no ENI stands on the internet side', () => {
    const text = packetOf('tcp 10.0.0.1:40000 > 203.0.113.1:9')
    expect(judgeSide(world, text, meant('eni-1a'), meant('internet'), 'ingress')).toBeUndefined()
  })
})

describe('network ACLs', () => {
  const edges = parseWorld(
    'edges',
    `
vpc vpc-1 10.0.0.0/16
vswitch vsw-a vpc-1 10.0.0.0/24
vswitch vsw-b vpc-1 10.0.1.0/24
vswitch vsw-c vpc-1 10.0.2.0/24
group sg-1 inner=drop
rule sgr-1 sg-1 ingress accept all any 0.0.0.0/0 at 1
eni eni-a 10.0.0.1 sg-1
eni eni-b 10.0.1.1 sg-1
eni eni-c 10.0.2.1 sg-1
eni eni-c2 10.0.2.2 sg-1
eip 198.51.100.2 eni-c
eip 198.51.100.3 eni-c2
eip 198.51.100.4 eni-b
acl nacl-a vsw-a
entry nae-out nacl-a egress accept tcp 80 10.0.1.0/24
acl nacl-b vsw-b
entry nae-in nacl-b ingress accept tcp 80 10.0.0.0/24
`.split('\n'),
  )
  const path = (text: string, session: 'none' | 'accepted' = 'none'): PathVerdict => {
    const { from, to } = endpointsOf(edges, packetOf(text))
    return judgePath(edges, packetOf(text), from, to, { session })
  }
  const whys = ({ sides }: PathVerdict) => sides.map(({ why }) => ('entryId' in why ? why.entryId : why.kind))

  test('A1 W1: sides stand in the order in which the packet meets them, and the last one decides', () => {
    const accepted = path('tcp 10.0.0.1:40000 > 10.0.1.1:80')
    expect(told(accepted)).toBe('accept egress:eni-a egress:eni-a ingress:eni-b ingress:eni-b')
    expect(whys(accepted)).toEqual(['default', 'nae-out', 'nae-in', 'rule'])
    const dropped = path('tcp 10.0.0.1:40000 > 10.0.1.1:81')
    expect(told(dropped)).toBe('drop egress:eni-a egress:eni-a')
    expect(dropped.sides.at(-1)?.why).toEqual({
      kind: 'networkAcl',
      networkAclId: 'nacl-a',
      entryId: null,
    })
  })

  test('A1: a session excuses from groups, not from network ACLs', () => {
    expect(whys(path('tcp 10.0.1.1:80 > 10.0.0.1:40000', 'accepted'))).toEqual(['session', null])
  })

  test('A1: an answer is judged on its own way back, with the addresses that it has there', () => {
    const answered = (text: string): string => {
      const { from, to } = endpointsOf(edges, packetOf(text))
      return told(judgeAnswer(edges, packetOf(text), from, to))
    }
    expect(answered('tcp 10.0.0.1:40000 > 10.0.1.1:80')).toBe('drop egress:eni-b egress:eni-b')
    expect(answered('tcp 10.0.2.1:40000 > 198.51.100.3:80')).toBe('accept egress:eni-c2 ingress:eni-c')
    expect(answered('tcp 203.0.113.9:40000 > 198.51.100.3:80')).toBe('accept egress:eni-c2')
    expect(answered('tcp 10.0.2.1:40000 > 203.0.113.9:80')).toBe('accept ingress:eni-c')
    expect(answered('tcp 203.0.113.9:40000 > 198.51.100.4:80')).toBe('drop egress:eni-b egress:eni-b')
  })

  test('A1: one that is gone drops everything', () => {
    edges.write({ kind: 'networkAcl', id: 'nacl-a', body: null })
    expect(whys(path('tcp 10.0.0.1:40000 > 10.0.1.1:80'))).toEqual(['default', null])
  })
})
