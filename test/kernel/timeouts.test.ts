// How long sessions may stay idle: the usual times, those of an ENI, and between two ENIs the shorter (C2).

import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { describeUnless } from '../skipReason.ts'
import { Lab } from './agentLab.ts'
import { reasonNotToRun } from './machine.ts'

const A = '10.0.0.5'
const B = '10.0.0.6'
const A6 = '2001:db8:0:1::5'
const B6 = '2001:db8:0:1::6'
const USUAL = { tcpEstablished: 910, tcpClosed: 3, udp: 30 }

describeUnless(reasonNotToRun(), 'idle sessions', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = new Lab(inject('kernelFolder'), 'timeouts')
    const { world } = lab
    world.vpc('vpc-a')
    world.group('sg-a', 'vpc-a')
    for (const peer of ['0.0.0.0/0', '::/0']) world.rule('sg-a', 'ingress', 'accept', 'all', peer)
    world.instance('i-a', A, { v6: A6, groups: ['sg-a'] })
    world.instance('i-b', B, { v6: B6, groups: ['sg-a'] })
    await lab.start()
    await lab.in('i-b').listen(80)
  })
  afterAll(() => lab.end())

  const set = (instance: string, timeouts: Partial<typeof USUAL>): void =>
    lab.world.change('eni', `eni-${instance}`, { timeouts: { ...USUAL, ...timeouts } })
  const router = (...words: readonly string[]): string => lab.run('r-vpc-a', ...words)
  /** Seconds left of the youngest session that fits, which has just been touched. */
  const left = (pattern: RegExp, family = 'ipv4'): number => {
    const lines = router('conntrack', '-L', '-f', family).split('\n')
    const found = lines
      .filter((line) => pattern.test(line))
      .map((line) => Number(/^\S+\s+\d+ (\d+)/.exec(line)?.[1]))
    return Math.max(...found)
  }
  /** A session of each kind, as `set` has left things. */
  const measure = async (host: string, family: string): Promise<readonly number[]> => {
    router('conntrack', '-F')
    const client = lab.in('i-a')
    expect(await client.open(`idle ${performance.now()}`, host, 80)).not.toBe('blocked')
    expect(await client.udp(host, 80)).not.toBe('blocked')
    return [left(/^tcp .* ESTABLISHED /, family), left(/^udp /, family)]
  }
  const near = (seconds: number) => expect.closeTo(seconds - 1, -0.7)

  it.each([
    ['usual', {}, {}, [910, 30]],
    ['of the receiver', {}, { tcpEstablished: 60, udp: 10 }, [60, 10]],
    ['of the sender', { tcpEstablished: 100, udp: 20 }, {}, [100, 20]],
    ['the shorter of both', { tcpEstablished: 200, udp: 10 }, { tcpEstablished: 80, udp: 20 }, [80, 10]],
    ['longer than usual on one side only', { udp: 100 }, {}, [910, 30]],
    ['longer than usual on both sides', { udp: 100 }, { udp: 80 }, [910, 80]],
  ] as const)('C2: %s', async (_, sender, receiver, [tcp, udp]) => {
    await lab.settle(() => {
      set('i-a', sender)
      set('i-b', receiver)
    })
    expect(await measure(B, 'ipv4')).toEqual([near(tcp), near(udp)])
    expect(await measure(B6, 'ipv6')).toEqual([near(tcp), near(udp)])
  })

  it('C2: a closed session is forgotten after the ENI’s own time', async () => {
    await lab.settle(() => {
      set('i-a', { tcpClosed: 10 })
      set('i-b', { tcpClosed: 15 })
    })
    router('conntrack', '-F')
    expect(await lab.in('i-a').tcp(B, 80)).toBe(A)
    const state = /^tcp .* (TIME_WAIT|CLOSE) /
    const until = performance.now() + 2000
    while (!(left(state) > 0) && performance.now() < until) await new Promise((done) => setTimeout(done, 20))
    expect(left(state)).toBeGreaterThan(5)
    expect(left(state)).toBeLessThanOrEqual(10)
  })

  it('C2: a session that has begun stays within the bound when its ENI’s time changes, and nothing is left over', async () => {
    await lab.settle(() => {
      set('i-a', { tcpEstablished: 60 })
      set('i-b', {})
    })
    router('conntrack', '-F')
    await lab.in('i-a').open('early', B, 80)
    await lab.settle(() => set('i-a', { tcpEstablished: 300 }))
    expect(await lab.in('i-a').exchange('early')).toBe(A)
    // With the time that it began with gone, the kernel falls back to the usual one.
    expect(left(/ESTABLISHED/)).toBeLessThanOrEqual(910)
    const objects = (): string => router('nft', 'list', 'table', 'inet', 'menshen')
    expect(objects()).toContain('tcp4_300_3')
    // What nobody asks for any more goes a moment later.
    await expect.poll(objects, { timeout: 10_000 }).not.toContain('tcp4_60_3')
    await lab.settle(() => set('i-a', {}))
    await expect.poll(objects, { timeout: 10_000 }).not.toContain('tcp4')
    expect(lab.warnings).toEqual([])
  })

  it('C2: an idle session of any kind is gone within 910 s', () => {
    const settings = router('sh', '-c', 'cd /proc/sys/net/netfilter && grep -H . *timeout*')
    for (const line of settings.trim().split('\n')) {
      const [name = '', seconds] = line.split(':')
      expect(Number(seconds), name).toBeLessThanOrEqual(910)
    }
  })
})
