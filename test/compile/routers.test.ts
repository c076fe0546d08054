// What packet tables cannot say: public addresses that move, ports without policy, delegated blocks, errors about sessions.

import { describe, expect, test } from 'vitest'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import { renderTable } from '../../src/core/compile/nftables/render.ts'
import { Walk } from '../../src/core/compile/nftables/walk.ts'
import { portName, UPLINK } from '../../src/core/compile/ports.ts'
import { parseAddress } from '../../src/core/model/address.ts'
import { asId } from '../../src/core/model/ids.ts'
import type { Eni } from '../../src/core/model/network.ts'
import { type Packet, parsePacket, reply } from '../../src/core/model/packet.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import { parseTable } from '../packets/parse.ts'
import { Routers, routerInput } from './routers.ts'

const world = (...lines: readonly string[]): ResourceReader =>
  parseTable('test', `${lines.join('\n')}\n---\n`).world
const packet = (text: string): Packet => parsePacket(text) as Packet
const eni = (from: ResourceReader, id: string): Eni => from.get('eni', id) as Eni

const BASE = [
  'vpc vpc-1 10.0.0.0/16 2001:db8:0:100::/56',
  'group sg-open inner=drop ingress=accept',
  'eni eni-1 10.0.0.1 sg-open',
  'eni eni-2 10.0.0.2 sg-open',
]

describe('public addresses', () => {
  const before = world(...BASE, 'eip 198.51.100.1 eni-1')
  const moved = world(...BASE, 'eip 198.51.100.1 eni-2')
  const swapped = world(...BASE, 'eip 198.51.100.2 eni-1')
  const inwards = packet('tcp 203.0.113.1:4000 > 198.51.100.1:80')
  const outwards = packet('udp 10.0.0.1:4000 > 203.0.113.1:53')

  test('C3: a session through a public address ends when the address moves on', () => {
    const routers = new Routers(before)
    expect(routers.sendFromOutside(inwards)).toMatchObject({
      verdict: 'accept',
      oif: portName(asId('eni-1')),
    })
    routers.replan(moved, 2)
    expect(routers.sendFromOutside(inwards).comments.at(-1)).toBe('noPublicAddress')
    const anew = { ...inwards, sourcePort: 4001 }
    expect(routers.sendFromOutside(anew)).toMatchObject({ verdict: 'accept', oif: portName(asId('eni-2')) })
  })

  test('C3: nothing leaves by a public address that was taken away, answered or not', () => {
    const routers = new Routers(before)
    const sent = routers.sendFrom(eni(before, 'eni-1'), outwards)
    expect(sent.packet.source).toEqual(parseAddress('198.51.100.1'))
    routers.replan(swapped, 2)
    expect(routers.sendFrom(eni(swapped, 'eni-1'), outwards).verdict).toBe('drop')
    const other = routers.sendFrom(eni(swapped, 'eni-1'), { ...outwards, sourcePort: 4001 })
    expect(other.packet.source).toEqual(parseAddress('198.51.100.2'))
  })

  test('C1: answers from outside reach the private address, and no one else uses the way back', () => {
    const routers = new Routers(before)
    const sent = routers.sendFrom(eni(before, 'eni-1'), outwards)
    const answer = routers.sendFromOutside(reply(sent.packet))
    expect(answer).toMatchObject({ verdict: 'accept', packet: { destination: parseAddress('10.0.0.1') } })
  })

  test('S2: nobody outside comes with an address of the VPC', () => {
    const inside = packet('tcp 10.0.0.2:4000 > 198.51.100.1:80')
    expect(new Routers(before).sendFromOutside(inside).comments).toEqual(['spoofed'])
  })
})

describe('ports', () => {
  const open = world(...BASE)
  const given = routerInput(open, asId('vpc-1'))
  const across = packet('tcp 10.0.0.1:4000 > 10.0.0.2:80')
  const frame = { iif: portName(asId('eni-1')), etherSource: eni(open, 'eni-1').mac, packet: across }
  const routing = () => ({ oif: portName(asId('eni-2')) })

  test('both with a policy: passes', () => {
    expect(new Walk(planRouter(given)).send(frame, routing).verdict).toBe('accept')
  })

  test.each([0, 1])('P4: port %i without a policy passes nothing', (which) => {
    const ports = given.ports.map((port, index) => (index === which ? { ...port, policy: null } : port))
    const walk = new Walk(planRouter({ ...given, ports }))
    expect(walk.send(frame, routing)).toMatchObject({
      verdict: 'drop',
      comments: expect.arrayContaining(['unknown']),
    })
  })

  test('P4: an interface that nobody planned for passes nothing, in neither direction', () => {
    const walk = new Walk(planRouter(given))
    expect(walk.send({ ...frame, iif: 'eth9' }, routing).comments).toEqual(['spoofed'])
    expect(walk.send(frame, () => ({ oif: 'eth9' })).comments.at(-1)).toBe('unknown')
  })

  test('without an uplink nothing speaks of one', () => {
    expect(renderTable(planRouter({ ...given, uplink: null }))).not.toContain(UPLINK)
  })

  test('S2: sources are checked against delegated blocks as well', () => {
    const delegated = world(...BASE, 'eni eni-3 10.0.0.3,10.0.9.16/28,2001:db8:0:100:1::/80 sg-open')
    const routers = new Routers(delegated)
    const from = (text: string): string => routers.sendFrom(eni(delegated, 'eni-3'), packet(text)).verdict
    expect(from('tcp 10.0.9.16:1 > 10.0.0.2:80')).toBe('accept')
    expect(from('tcp 10.0.9.31:1 > 10.0.0.2:80')).toBe('accept')
    expect(from('tcp 10.0.9.32:1 > 10.0.0.2:80')).toBe('drop')
    expect(from('udp [2001:db8:0:100:1::7]:1 > [2001:db8:0:100::1]:80')).toBe('drop')
  })
})

describe('ICMP types', () => {
  const withRule = (rule: string) =>
    world(
      ...['vpc vpc-1 10.0.0.0/16', 'group sg-a inner=drop', 'group sg-b inner=drop'],
      ...['eni eni-1 10.0.0.1 sg-a', 'eni eni-2 10.0.0.2 sg-b', rule],
    )
  const ping = packet('icmp 10.0.0.1 > 10.0.0.2')
  const answer: Packet = { ...reply(ping), icmp: { type: 0, code: 0 } }

  test.each([
    ['rule sgr-1 sg-b ingress accept icmp/8 any 10.0.0.1 at 1', 'accept'],
    ['rule sgr-1 sg-b ingress accept icmp/8/0 any 0.0.0.0/0 at 1', 'accept'],
    ['rule sgr-1 sg-b ingress accept icmp/8/1 any 10.0.0.1 at 1', 'drop'],
    ['rule sgr-1 sg-b ingress accept icmp/13 any 10.0.0.1 at 1', 'drop'],
    ['rule sgr-1 sg-b ingress accept icmp/0 any 10.0.0.1 at 1', 'drop'],
  ])('C3 P5: the answer to a ping is judged by what the ping is: %s', (rule, verdict) => {
    const before = withRule('rule sgr-0 sg-b ingress accept all any 0.0.0.0/0 at 1')
    const routers = new Routers(before)
    expect(routers.sendFrom(eni(before, 'eni-1'), ping).verdict).toBe('accept')
    const after = withRule(rule)
    routers.replan(after, 2)
    expect(routers.sendFrom(eni(after, 'eni-2'), answer).verdict).toBe(verdict)
  })

  test('C1: an answer that nobody asked for is void, whatever a rule about its type says', () => {
    const open = withRule('rule sgr-1 sg-b ingress accept icmp/0 any 10.0.0.1 at 1')
    const unasked = { ...ping, icmp: { type: 0, code: 0 } }
    expect(new Routers(open).sendFrom(eni(open, 'eni-1'), unasked).comments).toEqual(['invalid'])
  })
})
