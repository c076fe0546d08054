// Sessions around the path judge: replies, idle time, and what happens when rules change.

import { describe, expect, test } from 'vitest'
import { parseWorld } from '../../../test/packets/parseWorld.ts'
import { asId } from '../model/ids.ts'
import { formatPacket, type Packet, parsePacket } from '../model/packet.ts'
import type { Rule } from '../model/rule.ts'
import { endpointsOf } from './endpoint.ts'
import { judgePath } from './path.ts'
import { createSessions } from './sessions.ts'

const WORLD = `
vpc vpc-1 10.0.0.0/16
group sg-a inner=drop
group sg-b inner=drop
group sg-c inner=drop
rule sgr-web sg-b ingress accept tcp 80 10.0.0.0/16 at 1
rule sgr-dns sg-b ingress accept udp 53 sg-a at 1
rule sgr-ping sg-b ingress accept icmp any 10.0.0.0/16 at 1
eni eni-a 10.0.0.1 sg-a
eni eni-b 10.0.0.2 sg-b
`
const packet = (text: string): Packet => {
  const parsed = parsePacket(text)
  if (parsed === undefined) throw new Error(`not a packet: ${text}`)
  return parsed
}
const WEB = packet('tcp 10.0.0.1:40000 > 10.0.0.2:80')
const WEB_ANSWER = packet('tcp 10.0.0.2:80 > 10.0.0.1:40000')
const DNS = packet('udp 10.0.0.1:40000 > 10.0.0.2:53')

function open(idleSeconds?: number) {
  const world = parseWorld('world', WORLD.split('\n'))
  const sessions = createSessions((each, session) => {
    const { from, to } = endpointsOf(world, each)
    return judgePath(world, each, from, to, { session })
  }, idleSeconds)
  const offer = (each: Packet, now?: number) => sessions.offer(each, now).action
  const removeRule = (id: string) => world.write({ kind: 'rule', id, body: null })
  return { world, sessions, offer, removeRule }
}

describe('sessions', () => {
  test('C1: answers pass without a rule, and only answers to what was accepted', () => {
    const { offer, sessions } = open()
    expect(offer(WEB_ANSWER)).toBe('drop')
    expect(offer(WEB)).toBe('accept')
    expect(offer(WEB_ANSWER)).toBe('accept')
    expect(offer(packet('tcp 10.0.0.2:80 > 10.0.0.1:40001'))).toBe('drop')
    expect(offer(packet('udp 10.0.0.2:80 > 10.0.0.1:40000'))).toBe('drop')
    expect(sessions.count).toBe(1)
  })

  test('C1: an echo is answered, an echo of its own is not', () => {
    const { offer } = open()
    expect(offer(packet('icmp 10.0.0.1 > 10.0.0.2'))).toBe('accept')
    expect(offer(packet('icmp/0/0 10.0.0.2 > 10.0.0.1'))).toBe('accept')
    expect(offer(packet('icmp 10.0.0.2 > 10.0.0.1'))).toBe('drop')
  })

  test('C1: an ICMP error about an accepted session passes, about anything else it does not', () => {
    const { offer, sessions } = open()
    const error = packet('icmp/3/4 10.0.0.2 > 10.0.0.1')
    expect(sessions.offerError(error, WEB).action).toBe('drop')
    offer(WEB)
    expect(sessions.offerError(error, WEB).action).toBe('accept')
    expect(sessions.offerError(error, DNS).action).toBe('drop')
  })

  test('C2: an idle session is forgotten after 910 seconds, a busy one is not', () => {
    const { offer } = open()
    offer(WEB, 0)
    expect(offer(WEB_ANSWER, 910)).toBe('accept')
    expect(offer(WEB_ANSWER, 1820)).toBe('accept')
    expect(offer(WEB_ANSWER, 2731)).toBe('drop')
  })

  test('C3: a revoked rule cuts the sessions it alone allowed and no others', () => {
    const { offer, sessions, removeRule } = open()
    offer(WEB)
    offer(DNS)
    removeRule('sgr-web')
    expect(sessions.judgeAgain().map(formatPacket)).toEqual([formatPacket(WEB)])
    expect(offer(WEB_ANSWER)).toBe('drop')
    expect(offer(packet('udp 10.0.0.2:53 > 10.0.0.1:40000'))).toBe('accept')
  })

  test('C3: a session that another rule allows now goes on', () => {
    const { world, offer, sessions, removeRule } = open()
    offer(WEB)
    const rule = world.get('rule', 'sgr-web') as Rule
    const other: Rule = { ...rule, id: asId('sgr-other'), peer: { kind: 'cidr', cidr: '10.0.0.1' } }
    world.write({ kind: 'rule', id: other.id, body: other })
    removeRule('sgr-web')
    expect(sessions.judgeAgain()).toEqual([])
    expect(offer(WEB_ANSWER)).toBe('accept')
  })

  test('C3: a member that leaves the group is cut off', () => {
    const { world, offer, sessions } = open()
    offer(DNS)
    const eni = world.get('eni', 'eni-a')
    if (eni === undefined) throw new Error('no eni-a')
    world.write({ kind: 'eni', id: eni.id, body: { ...eni, securityGroupIds: [asId('sg-c')] } })
    expect(sessions.judgeAgain().map(formatPacket)).toEqual([formatPacket(DNS)])
  })

  test('C5: a group that keeps lets its sessions go on and nothing new in; back to cutting, they end', () => {
    const { world, offer, sessions, removeRule } = open()
    offer(WEB)
    offer(DNS)
    const group = world.get('securityGroup', 'sg-b')
    if (group === undefined) throw new Error('no sg-b')
    world.write({ kind: 'securityGroup', id: group.id, body: { ...group, liveSessions: 'keep' } })
    removeRule('sgr-web')
    expect(sessions.judgeAgain()).toEqual([])
    expect(offer(WEB_ANSWER)).toBe('accept')
    expect(offer(packet('tcp 10.0.0.1:40009 > 10.0.0.2:80'))).toBe('drop')
    world.write({ kind: 'securityGroup', id: group.id, body: group })
    expect(sessions.judgeAgain().map(formatPacket)).toEqual([formatPacket(WEB)])
  })

  test('C4: a segment of no known session opens one in its own direction', () => {
    const { offer } = open()
    expect(offer(WEB)).toBe('accept')
    expect(open().offer(WEB_ANSWER)).toBe('drop')
  })
})
