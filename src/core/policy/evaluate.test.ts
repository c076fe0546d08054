// Single decisions that the packet tables cannot show: overruled rules, sessions, health checks.

import { describe, expect, test } from 'vitest'
import { parseWorld } from '../../../test/packets/parseWorld.ts'
import { asId } from '../model/ids.ts'
import { type Direction, type Packet, parsePacket } from '../model/packet.ts'
import type { Verdict } from '../model/verdict.ts'
import { evaluate, type SessionState } from './evaluate.ts'
import type { EniPolicy } from './policy.ts'
import { resolvePolicy } from './resolve.ts'

const WORLD = `
vpc vpc-1 10.0.0.0/16 2001:db8:0:100::/56
group sg-a inner=drop
rule sgr-1 sg-a ingress drop   tcp 80-90  10.0.0.0/24 at 1
rule sgr-2 sg-a ingress accept tcp 80     10.0.0.0/16 at 1
rule sgr-3 sg-a ingress accept all any    0.0.0.0/0   at 9
rule sgr-4 sg-a ingress accept tcp 81     10.0.0.0/16 at 9
rule sgr-5 sg-a egress  drop   all any    0.0.0.0/0   at 1
group sg-lb inner=drop
rule sgr-lb sg-lb ingress accept tcp 8080 100.64.0.0/10 at 1
group sg-plain inner=drop
eni eni-1 10.0.1.1,2001:db8:0:100::1 sg-a
eni eni-2 10.0.1.2 sg-lb
eni eni-3 10.0.1.3 sg-plain
`
const world = parseWorld('world', WORLD.split('\n'))
const judge = (eniId: string, direction: Direction, text: string, session?: SessionState): Verdict =>
  evaluate(resolvePolicy(world, asId(eniId)) as EniPolicy, direction, parsePacket(text) as Packet, session)

describe('evaluate', () => {
  test('W1: names the rule that decides and, in rank order, those that stand behind it', () => {
    const verdict = judge('eni-1', 'ingress', 'tcp 10.0.0.5:40000 > 10.0.1.1:80')
    expect(verdict.action).toBe('drop')
    expect(verdict.why).toEqual({
      kind: 'rule',
      rule: { ruleId: 'sgr-1', groupId: 'sg-a', rank: [0, 1, 0], action: 'drop' },
    })
    expect(verdict.overruled.map((ref) => ref.ruleId)).toEqual(['sgr-2', 'sgr-3'])
  })

  test('W1: a rule that does not match is not called overruled', () => {
    expect(judge('eni-1', 'ingress', 'udp 10.0.0.5:40000 > 10.0.1.1:80').overruled).toEqual([])
  })

  test('C1: what belongs to an accepted session passes against every rule', () => {
    const text = 'tcp 10.0.1.1:80 > 10.0.0.5:40000'
    expect(judge('eni-1', 'egress', text).action).toBe('drop')
    expect(judge('eni-1', 'egress', text, 'accepted')).toEqual({
      action: 'accept',
      why: { kind: 'session' },
      overruled: [],
    })
  })

  test('S2: a session does not excuse a foreign source address', () => {
    const verdict = judge('eni-1', 'egress', 'tcp 10.0.1.9:80 > 10.0.0.5:40000', 'accepted')
    expect([verdict.action, verdict.why.kind]).toEqual(['drop', 'spoofed'])
  })

  test('P7: a later fragment passes only with its session', () => {
    const policy = resolvePolicy(world, asId('eni-1')) as EniPolicy
    const whole = parsePacket('udp 10.0.5.5:40000 > 10.0.1.1:9') as Packet
    const fragment: Packet = { ...whole, laterFragment: true }
    expect(evaluate(policy, 'ingress', whole).action).toBe('accept')
    expect(evaluate(policy, 'ingress', fragment).why.kind).toBe('fragment')
    expect(evaluate(policy, 'ingress', fragment, 'accepted').action).toBe('accept')
  })

  test('S4: health checks from 100.64.0.0/10 need a rule like anything else', () => {
    expect(judge('eni-2', 'ingress', 'tcp 100.64.3.4:40000 > 10.0.1.2:8080').why).toMatchObject({
      kind: 'rule',
      rule: { ruleId: 'sgr-lb' },
    })
    expect(judge('eni-3', 'ingress', 'tcp 100.64.3.4:40000 > 10.0.1.3:8080').why.kind).toBe('default')
  })

  test('S1: the gateway may answer DHCP and advertise routes, nobody else may', () => {
    const service = (text: string) => {
      const { why } = judge('eni-3', 'ingress', text)
      return why.kind === 'system' ? why.service : why.kind
    }
    expect(service('udp 10.0.255.253:67 > 10.0.1.3:68')).toBe('dhcp')
    expect(service('udp 10.0.255.253:67 > 255.255.255.255:68')).toBe('dhcp')
    expect(service('udp 10.0.0.9:67 > 10.0.1.3:68')).toBe('default')
    expect(service('udp 10.0.255.253:67 > 10.0.1.3:69')).toBe('default')
    expect(service('icmpv6/134/0 fe80::1 > ff02::1')).toBe('neighbourDiscovery')
    expect(service('icmpv6/134/0 fe80::2 > ff02::1')).toBe('default')
    expect(service('icmpv6/137/0 fe80::1 > ff02::1')).toBe('default')
    expect(service('icmpv6 fe80::1 > ff02::1')).toBe('default')
    expect(service('udp [fe80::1]:547 > [fe80::9]:546')).toBe('dhcpv6')
  })
})
