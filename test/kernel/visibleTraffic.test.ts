// Public addresses that stand on interfaces themselves: real sessions from and to them, through the agent's routers.

import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { describeUnless } from '../skipReason.ts'
import { Lab } from './agentLab.ts'
import { reasonNotToRun } from './machine.ts'

const NAT = '198.51.100.1'
const CUT = '198.51.100.2'
const MANY = ['198.51.100.3', '198.51.100.4'] as const
const OUTSIDE = '203.0.113.1'

describeUnless(reasonNotToRun(), 'agent, public addresses on interfaces', () => {
  let lab: Lab

  beforeAll(async () => {
    lab = new Lab(inject('kernelFolder'), 'visible')
    const { world } = lab
    world.vpc('vpc-a')
    for (const group of ['sg-a', 'sg-cut', 'sg-many']) world.group(group, 'vpc-a')
    for (const group of ['sg-a', 'sg-cut', 'sg-many']) {
      world.rule(group, 'ingress', 'accept', 'tcp', '0.0.0.0/0', 80)
      world.rule(group, 'ingress', 'accept', 'icmp', '0.0.0.0/0')
    }
    world.instance('i-a', '10.0.0.5', { groups: ['sg-a'] })
    world.instance('i-b', '10.0.0.6', { groups: ['sg-a'] })
    world.instance('i-c', '10.0.0.7', { groups: ['sg-a'] })
    await lab.start()
    const { enterInternet } = await import('../../src/agent/localCloud.ts')
    expect(await enterInternet({ dataDir: lab.dataDir, command: ['true'] })).toBe(0)
    for (const where of ['i-a', 'i-b', 'i-c', `out-${OUTSIDE}`]) await lab.in(where).listen(80)
    await lab.settle(() => {
      world.eip(NAT, 'i-a')
      world.secondInterface('cut', 'i-b', '10.0.0.20', ['sg-cut'])
      world.secondInterface('many', 'i-c', '10.0.0.30', ['sg-many'])
    })
  })
  afterAll(() => lab.end())

  const outside = (): ReturnType<Lab['in']> => lab.in(`out-${OUTSIDE}`)
  const addressesIn = (instance: string): string => lab.run(instance, 'ip', '-4', '-o', 'addr', 'show')

  it('P10: without a visible address no packet is asked where it comes from', () => {
    const router = lab.names.router('vpc-a' as never).slice(lab.names.prefix.length)
    expect(lab.run(router, 'ip', 'rule', 'show')).not.toMatch(/lookup 7[78]/)
  })

  it('P10: cut-through takes the place of the private address, on the wire and in the instance', async () => {
    expect(await lab.in('i-a').tcp('10.0.0.20', 80)).toBe('10.0.0.5')
    await lab.settle(() => lab.world.show('cut', [CUT], 'cutThrough'))
    expect(addressesIn('i-b')).toContain(`${CUT}/32`)
    expect(addressesIn('i-b')).not.toContain('10.0.0.20')
    expect(await lab.in('i-a').tcp('10.0.0.20', 80)).toBe('blocked')
    expect(await outside().tcp(CUT, 80)).toBe(OUTSIDE)
    expect(await outside().ping(CUT)).toBe('open')
    expect(await lab.in('i-b').tcpFrom(CUT, OUTSIDE, 80)).toBe(CUT)
    expect(await lab.in('i-b').tcpFrom(CUT, '10.0.0.5', 80)).toBe('blocked')
  })

  it('P10: several stand beside a private address that stays', async () => {
    await lab.settle(() => lab.world.show('many', MANY, 'multiEip'))
    for (const address of MANY) {
      expect(addressesIn('i-c')).toContain(`${address}/32`)
      expect(await outside().tcp(address, 80)).toBe(OUTSIDE)
      expect(await lab.in('i-c').tcpFrom(address, OUTSIDE, 80)).toBe(address)
    }
    expect(await lab.in('i-a').tcp('10.0.0.30', 80)).toBe('10.0.0.5')
    expect(await lab.in('i-c').tcpFrom('10.0.0.30', '10.0.0.5', 80)).toBe('10.0.0.30')
    expect(await lab.in('i-c').tcpFrom('10.0.0.30', OUTSIDE, 80)).toBe('blocked')
  })

  it('P10: neighbours of one VPC meet as public addresses, whichever of them are translated', async () => {
    expect(await lab.in('i-a').tcp(CUT, 80)).toBe(NAT)
    expect(await lab.in('i-a').tcp(MANY[0], 80)).toBe(NAT)
    expect(await lab.in('i-b').tcpFrom(CUT, NAT, 80)).toBe(CUT)
    expect(await lab.in('i-b').tcpFrom(CUT, MANY[1], 80)).toBe(CUT)
    expect(await lab.in('i-c').tcpFrom(MANY[0], CUT, 80)).toBe(MANY[0])
    expect(await lab.in('i-c').tcpFrom(MANY[1], CUT, 80)).toBe(MANY[1])
    expect(await lab.in('i-c').tcp(CUT, 80)).toBe('blocked')
  })

  it('P10, C3: both sides of such a session are judged again, each by its own rules', async () => {
    for (const [group, direction] of [
      ['sg-many', 'egress'],
      ['sg-cut', 'ingress'],
    ] as const) {
      const session = `${group} ${direction}`
      expect(await lab.in('i-c').open(session, CUT, 80, MANY[0])).toBe(MANY[0])
      expect(await lab.in('i-c').exchange(session)).toBe(MANY[0])
      const peer = direction === 'egress' ? CUT : MANY[0]
      let rule = ''
      await lab.settle(() => {
        rule = lab.world.rule(group, direction, 'drop', 'tcp', peer, 80)
      })
      expect(await lab.in('i-c').exchange(session)).toBe('blocked')
      expect(await lab.in('i-c').tcpFrom(MANY[0], CUT, 80)).toBe('blocked')
      expect(await lab.in('i-c').tcpFrom(MANY[1], CUT, 80)).toBe(direction === 'egress' ? 'blocked' : MANY[1])
      await lab.settle(() => lab.world.remove('rule', rule))
      expect(await lab.in('i-c').tcpFrom(MANY[0], CUT, 80)).toBe(MANY[0])
    }
  })

  it('S2: nobody sends from a visible address that is not his own', async () => {
    lab.run('i-a', 'ip', 'addr', 'add', `${CUT}/32`, 'dev', 'eth0')
    expect(await lab.in('i-a').tcpFrom(CUT, OUTSIDE, 80)).toBe('blocked')
    expect(await outside().tcp(CUT, 80)).toBe(OUTSIDE)
    lab.run('i-a', 'ip', 'addr', 'del', `${CUT}/32`, 'dev', 'eth0')
  })

  it('S1: the gateway answers a visible address', async () => {
    const gateway = '10.0.0.253'
    const ping = (from: string): string =>
      lab.run('i-b', 'ping', '-c', '3', '-i', '0.2', '-W', '2', '-I', from, gateway)
    expect(ping(CUT)).toMatch(/[1-3] received/)
    expect(ping('10.0.0.6')).toMatch(/[1-3] received/)
  })

  it('P10: taken off again, sessions end and the private address is back', async () => {
    expect(await outside().open('old', CUT, 80)).toBe(OUTSIDE)
    await lab.settle(() => lab.world.show('cut', [], 'cutThrough'))
    expect(await outside().exchange('old')).not.toBe(OUTSIDE)
    expect(await outside().tcp(CUT, 80)).not.toBe(OUTSIDE)
    expect(addressesIn('i-b')).not.toContain(CUT)
    expect(await lab.in('i-a').tcp('10.0.0.20', 80)).toBe('10.0.0.5')
    await lab.settle(() => lab.world.show('many', [], 'multiEip'))
    const router = lab.names.router('vpc-a' as never).slice(lab.names.prefix.length)
    expect(lab.run(router, 'ip', 'rule', 'show')).not.toMatch(/lookup 7[78]/)
    expect(lab.run(router, 'conntrack', '-L')).not.toContain(MANY[0])
    expect(lab.warnings).toEqual([])
  })

  it('P10: an agent that starts again finds all as it was', async () => {
    await lab.settle(() => lab.world.show('cut', [CUT], 'cutThrough'))
    expect(await outside().open('kept', CUT, 80)).toBe(OUTSIDE)
    await lab.restart()
    expect(await outside().exchange('kept')).toBe(OUTSIDE)
    expect(await lab.in('i-b').tcpFrom(CUT, NAT, 80)).toBe(CUT)
    await lab.settle(() => lab.world.show('cut', [], 'cutThrough'))
    expect(await lab.in('i-a').tcp('10.0.0.20', 80)).toBe('10.0.0.5')
  })
})
