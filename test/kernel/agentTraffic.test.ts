// What the agent lets through and what not: real packets between instances, routers and the internet.

import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { asId, type EniId, type SecurityGroupId, type VpcId } from '../../src/core/model/ids.ts'
import { describeUnless } from '../skipReason.ts'
import { Lab } from './agentLab.ts'
import { reasonNotToRun } from './machine.ts'

const A = '10.0.0.5'
const B = '10.0.0.6'
const A6 = '2001:db8:0:1::5'
const B6 = '2001:db8:0:1::6'

describeUnless(reasonNotToRun(), 'agent, traffic inside a VPC', () => {
  let lab: Lab

  beforeAll(async () => {
    lab = new Lab(inject('kernelFolder'), 'traffic')
    const { world } = lab
    world.vpc('vpc-a')
    world.group('sg-a', 'vpc-a')
    world.group('sg-b', 'vpc-a')
    world.instance('i-a', A, { v6: A6, groups: ['sg-a'] })
    world.instance('i-b', B, { v6: B6, groups: ['sg-b'] })
    await lab.start()
    await lab.in('i-b').listen(80)
    await lab.in('i-b').listen(81)
  })
  afterAll(() => lab.end())

  const all = async (): Promise<readonly string[]> =>
    Promise.all([
      lab.in('i-a').tcp(B, 80),
      lab.in('i-a').udp(B, 80),
      lab.in('i-a').ping(B),
      lab.in('i-a').tcp(B6, 80),
      lab.in('i-a').udp(B6, 80),
      lab.in('i-a').ping(B6),
    ])

  it('P4: nothing passes without a rule, all protocols and families with one, nothing after it is gone', async () => {
    expect(await all()).toEqual(Array(6).fill('blocked'))
    const rules: string[] = []
    await lab.settle(() => {
      for (const [protocol, peer, port] of [
        ['tcp', '10.0.0.0/8', 80],
        ['udp', '10.0.0.0/8', 80],
        ['icmp', '10.0.0.0/8', undefined],
        ['tcp', '2001:db8::/32', 80],
        ['udp', '2001:db8::/32', 80],
        ['icmpv6', '2001:db8::/32', undefined],
      ] as const) {
        rules.push(lab.world.rule('sg-b', 'ingress', 'accept', protocol, peer, port))
      }
    })
    expect(await all()).toEqual([A, A, 'open', A6, A6, 'open'])
    await lab.settle(() => {
      for (const rule of rules) lab.world.remove('rule', rule)
    })
    expect(await all()).toEqual(Array(6).fill('blocked'))
  })

  it('C3: a session whose rule is revoked is cut, one whose verdict is unchanged goes on', async () => {
    let revoked = ''
    let kept = ''
    await lab.settle(() => {
      revoked = lab.world.rule('sg-b', 'ingress', 'accept', 'tcp', 'sg-a', 80)
      kept = lab.world.rule('sg-b', 'ingress', 'accept', 'tcp', 'sg-a', 81)
    })
    const client = lab.in('i-a')
    expect(await client.open('revoked', B, 80)).toBe(A)
    expect(await client.open('kept', B, 81)).toBe(A)
    await lab.settle(() => lab.world.remove('rule', revoked))
    expect(await client.exchange('revoked')).toBe('blocked')
    expect(await client.exchange('kept')).toBe(A)
    await lab.settle(() => lab.world.remove('rule', kept))
    expect(await client.exchange('kept')).toBe('blocked')
  })

  it('S2: a source that is not the instance’s own passes nothing', async () => {
    await lab.settle(() => lab.world.rule('sg-b', 'ingress', 'accept', 'icmp', '0.0.0.0/0'))
    lab.run('i-a', 'ip', 'addr', 'add', '10.0.0.77/32', 'dev', 'lo')
    expect(lab.run('i-a', 'ping', '-c1', '-W1', B)).toContain('1 received')
    expect(lab.run('i-a', 'ping', '-c1', '-W1', '-I', '10.0.0.77', B)).toContain('0 received')
    expect(lab.nft('vpc-a', 'list', 'chain', 'inet', 'menshen', 'base_prerouting')).toMatch(
      /packets [1-9]\d* .*comment "spoofed"/,
    )
    lab.run('i-a', 'ip', 'link', 'set', 'eth0', 'address', '00:16:3e:99:99:99')
    expect(lab.run('i-a', 'ping', '-c1', '-W1', B)).toContain('0 received')
    lab.run('i-a', 'ip', 'link', 'set', 'eth0', 'address', '00:16:3e:00:00:05')
    expect(lab.run('i-a', 'ping', '-c1', '-W1', B)).toContain('1 received')
  })

  it('P4: an interface that no policy knows passes nothing', async () => {
    const router = lab.names.router(asId<VpcId>('vpc-a'))
    const stranger = `${lab.names.prefix}i-stranger`
    const ip = (...words: string[]): string => lab.run(router.slice(lab.names.prefix.length), 'ip', ...words)
    spawnSync('ip', ['netns', 'add', stranger])
    ip('link', 'add', 'xstranger', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', stranger)
    ip('link', 'set', 'xstranger', 'up')
    ip('route', 'add', '10.0.0.99/32', 'dev', 'xstranger')
    lab.run('i-stranger', 'ip', 'addr', 'add', '10.0.0.99/24', 'dev', 'eth0')
    lab.run('i-stranger', 'ip', 'link', 'set', 'eth0', 'up')
    expect(lab.run('i-stranger', 'ping', '-c1', '-W1', B)).toContain('0 received')
    expect(lab.run('i-a', 'ping', '-c1', '-W1', '10.0.0.99')).toContain('0 received')
    expect(lab.run('i-a', 'ping', '-c1', '-W1', B)).toContain('1 received')
  })

  it('stopping takes the link away, starting brings it back, deleting removes the namespace', async () => {
    await lab.settle(() => lab.world.rule('sg-b', 'ingress', 'accept', 'icmp', '10.0.0.0/8'))
    expect(await lab.in('i-a').ping(B)).toBe('open')
    await lab.settle(() => lab.world.change('instance', 'i-b', { state: 'stopped' }))
    expect(await lab.in('i-a').ping(B)).toBe('blocked')
    expect(lab.run('i-b', 'ip', 'link')).not.toContain('eth0')
    await lab.settle(() => lab.world.change('instance', 'i-b', { state: 'running' }))
    // A link that has just come up may lose the first question for its neighbour, which is asked again a second later.
    await expect.poll(() => lab.in('i-a').ping(B), { timeout: 10_000 }).toBe('open')
    await lab.settle(() => lab.world.deleteInstance('i-b'))
    expect(await lab.in('i-a').ping(B)).toBe('blocked')
    expect(lab.run('i-b', 'true')).toContain('No such file')
  })

  it('P2: a second ENI has its own address and groups, and answers leave where they came in', async () => {
    const { world } = lab
    await lab.settle(() => {
      world.group('sg-second', 'vpc-a')
      world.rule('sg-second', 'ingress', 'accept', 'tcp', '10.0.0.0/8', 92)
      world.instance('i-two', '10.0.0.20', { groups: ['sg-b'] })
      const eni = world.tables.get('eni', 'eni-i-two')
      if (eni === undefined) throw new Error('no eni')
      world.put('eni', {
        ...eni,
        id: asId<EniId>('eni-second'),
        kind: 'secondary',
        deviceIndex: 1,
        mac: '00:16:3e:00:00:21',
        primaryAddress: '10.0.0.21',
        securityGroupIds: [asId<SecurityGroupId>('sg-second')],
      })
    })
    await lab.in('i-two').listen(92)
    expect(await lab.in('i-a').tcp('10.0.0.21', 92)).toBe(A)
    expect(await lab.in('i-a').tcp('10.0.0.20', 92)).toBe('blocked')
    await lab.settle(() => world.remove('eni', 'eni-second'))
    expect(lab.run('i-two', 'ip', 'link')).not.toContain('eth1')
  })

  it('P2: a secondary address takes part without a break for the first', async () => {
    await lab.settle(() => {
      lab.world.instance('i-c', '10.0.0.7', { groups: ['sg-b'] })
      lab.world.rule('sg-b', 'ingress', 'accept', 'tcp', '10.0.0.0/8', 90)
    })
    await lab.in('i-c').listen(90)
    expect(await lab.in('i-a').open('first', '10.0.0.7', 90)).toBe(A)
    expect(await lab.in('i-a').tcp('10.0.0.8', 90)).not.toBe(A)
    await lab.settle(() => lab.world.change('eni', 'eni-i-c', { secondaryAddresses: ['10.0.0.8'] }))
    expect(await lab.in('i-a').exchange('first')).toBe(A)
    expect(await lab.in('i-a').tcp('10.0.0.8', 90)).toBe(A)
    await lab.settle(() => lab.world.change('eni', 'eni-i-c', { secondaryAddresses: [] }))
    expect(await lab.in('i-a').tcp('10.0.0.8', 90)).not.toBe(A)
    expect(await lab.in('i-a').exchange('first')).toBe(A)
  })
})

describeUnless(reasonNotToRun(), 'agent, between VPCs and the internet', () => {
  let lab: Lab

  beforeAll(async () => {
    lab = new Lab(inject('kernelFolder'), 'public')
    const { world } = lab
    for (const vpc of ['vpc-a', 'vpc-b']) {
      world.vpc(vpc)
      world.group(`sg-${vpc}`, vpc)
      world.rule(`sg-${vpc}`, 'ingress', 'accept', 'tcp', '0.0.0.0/0', 80)
    }
    // The same addresses in both.
    world.instance('i-a', A, { groups: ['sg-vpc-a'] })
    world.instance('i-b', B, { groups: ['sg-vpc-a'] })
    world.instance('i-x', A, { vpc: 'vpc-b', groups: ['sg-vpc-b'] })
    world.instance('i-y', '10.0.0.9', { vpc: 'vpc-b', groups: ['sg-vpc-b'] })
    await lab.start()
    await Promise.all(['i-a', 'i-b', 'i-x', 'i-y'].map((id) => lab.in(id).listen(80)))
    await enterOutside(lab)
  })
  afterAll(() => lab.end())

  const outside = (): ReturnType<Lab['in']> => lab.in('out-203.0.113.1')

  it('VPCs with the same addresses do not reach each other', async () => {
    expect(await lab.in('i-b').tcp(A, 80)).toBe(B)
    expect(await lab.in('i-y').tcp(A, 80)).toBe('10.0.0.9')
    expect(await lab.in('i-a').tcp('10.0.0.9', 80)).not.toBe(A)
    expect(await lab.in('i-y').tcp(B, 80)).not.toBe('10.0.0.9')
  })

  it('a public address leads in and out, and to nobody once it is taken away', async () => {
    await outside().listen(80)
    expect(await lab.in('i-b').tcp('203.0.113.1', 80)).toBe('blocked')
    await lab.settle(() => lab.world.eip('198.51.100.1', 'i-b'))
    expect(await outside().tcp('198.51.100.1', 80)).toBe('203.0.113.1')
    expect(await lab.in('i-b').tcp('203.0.113.1', 80)).toBe('198.51.100.1')
    expect(await lab.in('i-a').tcp('203.0.113.1', 80)).toBe('blocked')
    await lab.settle(() => lab.world.eip('198.51.100.1', 'i-y'))
    expect(await outside().tcp('198.51.100.1', 80)).toBe('203.0.113.1')
    expect(await lab.in('i-y').tcp('203.0.113.1', 80)).toBe('198.51.100.1')
    expect(await lab.in('i-b').tcp('203.0.113.1', 80)).toBe('blocked')
    await lab.settle(() => lab.world.eip('198.51.100.1', null))
    expect(await outside().tcp('198.51.100.1', 80)).not.toBe('203.0.113.1')
  })

  it('G1: two public addresses of one VPC meet outside, as public addresses', async () => {
    await lab.settle(() => {
      lab.world.eip('198.51.100.1', 'i-a')
      lab.world.eip('198.51.100.2', 'i-b')
      lab.world.eip('198.51.100.3', 'i-y')
    })
    expect(await lab.in('i-a').tcp('198.51.100.2', 80)).toBe('198.51.100.1')
    expect(await lab.in('i-y').tcp('198.51.100.2', 80)).toBe('198.51.100.3')
    expect(await lab.in('i-x').tcp('198.51.100.2', 80)).toBe('blocked')
  })

  it('a session through a public address that changes hands is cut, and the new holder gets new ones', async () => {
    await lab.settle(() => {
      for (const address of ['198.51.100.1', '198.51.100.2']) lab.world.eip(address, null)
      lab.world.eip('198.51.100.9', 'i-a')
    })
    expect(await outside().open('old', '198.51.100.9', 80)).toBe('203.0.113.1')
    await lab.settle(() => lab.world.eip('198.51.100.9', 'i-b'))
    expect(await outside().exchange('old')).not.toBe('203.0.113.1')
    expect(await outside().tcp('198.51.100.9', 80)).toBe('203.0.113.1')
  })
})

/** Makes the outside host 203.0.113.1. */
async function enterOutside(lab: Lab): Promise<void> {
  const { enterInternet } = await import('../../src/agent/localCloud.ts')
  expect(await enterInternet({ dataDir: lab.dataDir, command: ['true'] })).toBe(0)
}
