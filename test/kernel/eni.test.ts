// Network interfaces that come and go, and addresses on them: real packets through interfaces attached while all runs.

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { asId, type EniId, type InstanceId, type SecurityGroupId } from '../../src/core/model/ids.ts'
import type { Eni } from '../../src/core/model/network.ts'
import { describeUnless } from '../skipReason.ts'
import { Lab } from './agentLab.ts'
import { reasonNotToRun } from './machine.ts'

const A = '10.0.0.5'
const B = '10.0.0.6'
const B6 = '2001:db8:0:1::6'
const BACK = '10.0.0.21'
const BACK_SECOND = '10.0.0.22'
const BACK6 = '2001:db8:0:1::21'
const BLOCK = '10.0.0.32/28'
const IN_BLOCK = '10.0.0.33'
const BLOCK6 = '2001:db8:0:1:5::/80'
const IN_BLOCK6 = '2001:db8:0:1:5::9'

describeUnless(reasonNotToRun(), 'agent, network interfaces', () => {
  let lab: Lab

  beforeAll(async () => {
    lab = new Lab(inject('kernelFolder'), 'eni')
    const { world } = lab
    world.vpc('vpc-a')
    for (const group of ['sg-a', 'sg-b', 'sg-back']) world.group(group, 'vpc-a')
    world.rule('sg-a', 'ingress', 'accept', 'icmp', '0.0.0.0/0')
    world.rule('sg-a', 'ingress', 'accept', 'icmpv6', '::/0')
    world.rule('sg-b', 'ingress', 'accept', 'icmp', 'sg-a')
    world.rule('sg-b', 'ingress', 'accept', 'icmpv6', 'sg-a')
    world.rule('sg-back', 'ingress', 'accept', 'tcp', '0.0.0.0/0', 92)
    world.rule('sg-back', 'ingress', 'accept', 'tcp', '::/0', 92)
    world.instance('i-a', A, { v6: '2001:db8:0:1::5', groups: ['sg-a'] })
    world.instance('i-b', B, { v6: B6, groups: ['sg-b'] })
    world.instance('i-c', '10.0.0.7', { groups: ['sg-b'] })
    await lab.start()
    await lab.in('i-a').listen(92)
    await lab.in('i-c').listen(92)
  })
  afterAll(() => lab.end())

  /** The interface `eni-back`, free or in an instance. */
  const back = (change: Partial<Eni>): void => {
    const model = lab.world.tables.get('eni', 'eni-back') ?? lab.world.tables.get('eni', 'eni-i-a')
    if (model === undefined) throw new Error('no interface')
    lab.world.put('eni', {
      ...model,
      id: asId<EniId>('eni-back'),
      kind: 'secondary',
      mac: '00:16:3e:00:00:21',
      primaryAddress: BACK,
      securityGroupIds: [asId<SecurityGroupId>('sg-back')],
      ...change,
    })
  }
  const attach = (instance: string): Promise<number> =>
    lab.settle(() => back({ instanceId: asId<InstanceId>(instance), deviceIndex: 1 }))
  const detach = (): Promise<number> => lab.settle(() => back({ instanceId: null, deviceIndex: 0 }))
  const rulesIn = (instance: string): string =>
    lab.run(instance, 'ip', 'rule') + lab.run(instance, 'ip', '-6', 'rule')
  const pings = (from: string, source: string, to: string): boolean =>
    lab.run(from, 'ping', '-c1', '-W1', '-I', source, to).includes('1 received')

  it('P2: an interface attached live is reached under its own groups, and is nobody’s once detached', async () => {
    await lab.settle(() => back({ instanceId: null, ipv6Addresses: [], prefixes: [] }))
    expect(await lab.in('i-b').tcp(BACK, 92)).toBe('blocked')
    await attach('i-a')
    expect(await lab.in('i-b').tcp(BACK, 92)).toBe(B)
    expect(await lab.in('i-b').tcp(A, 92)).toBe('blocked')
    await detach()
    expect(await lab.in('i-b').tcp(BACK, 92)).toBe('blocked')
    expect(lab.run('i-a', 'ip', 'link')).not.toContain('eth1')
    expect(rulesIn('i-a')).not.toContain('lookup 101')
    expect(lab.run('i-a', 'ping', '-c1', '-W1', '10.0.0.253')).toContain('1 received')
  })

  it('P2: it goes on in another instance and comes back to the first with all its addresses', async () => {
    const addresses = { secondaryAddresses: [BACK_SECOND], ipv6Addresses: [BACK6] }
    await lab.settle(() => back({ instanceId: asId<InstanceId>('i-a'), deviceIndex: 1, ...addresses }))
    await attach('i-c')
    expect(await lab.in('i-b').tcp(BACK, 92)).toBe(B)
    expect(lab.run('i-c', 'ip', '-4', 'addr', 'show', 'eth1')).toContain(`${BACK}/24`)
    expect(lab.run('i-a', 'ip', 'link')).not.toContain('eth1')
    await attach('i-a')
    expect(await lab.in('i-b').tcp(BACK, 92)).toBe(B)
    expect(await lab.in('i-b').tcp(BACK_SECOND, 92)).toBe(B)
    expect(await lab.in('i-b').tcp(BACK6, 92)).toBe(B6)
    expect(rulesIn('i-c')).not.toContain('lookup 101')
  })

  it('P2: addresses taken off a live interface leave the others as they are, and can come again', async () => {
    expect(await lab.in('i-b').open('kept', BACK, 92)).toBe(B)
    await lab.settle(() => back({ secondaryAddresses: [], ipv6Addresses: [] }))
    expect(await lab.in('i-b').tcp(BACK_SECOND, 92)).not.toBe(B)
    expect(await lab.in('i-b').tcp(BACK6, 92)).not.toBe(B6)
    expect(await lab.in('i-b').exchange('kept')).toBe(B)
    await lab.settle(() => back({ secondaryAddresses: [BACK_SECOND], ipv6Addresses: [BACK6] }))
    expect(await lab.in('i-b').tcp(BACK6, 92)).toBe(B6)
    expect(await lab.in('i-b').exchange('kept')).toBe(B)
    expect(lab.warnings).toEqual([])
  })

  it('G1: a group as peer means primary, secondary and delegated addresses of its members, and no others', async () => {
    await lab.settle(() =>
      lab.world.change('eni', 'eni-i-a', {
        secondaryAddresses: ['10.0.0.9'],
        prefixes: [BLOCK, BLOCK6],
      }),
    )
    lab.run('i-a', 'ip', 'addr', 'add', `${IN_BLOCK}/32`, 'dev', 'lo')
    lab.run('i-a', 'ip', 'addr', 'add', `${IN_BLOCK6}/128`, 'dev', 'lo', 'nodad')
    for (const source of [A, '10.0.0.9', IN_BLOCK])
      expect([source, pings('i-a', source, B)]).toEqual([source, true])
    expect(pings('i-a', IN_BLOCK6, B6)).toBe(true)
    // S2: the next address behind the block is not the interface's own.
    lab.run('i-a', 'ip', 'addr', 'add', '10.0.0.48/32', 'dev', 'lo')
    expect(pings('i-a', '10.0.0.48', B)).toBe(false)
    expect(pings('i-c', '10.0.0.7', B)).toBe(false)
  })

  it('P2: addresses of delegated blocks are reached, until the block is taken away', async () => {
    expect(await lab.in('i-b').ping(IN_BLOCK)).toBe('open')
    expect(await lab.in('i-b').ping(IN_BLOCK6)).toBe('open')
    await lab.settle(() => lab.world.change('eni', 'eni-i-a', { prefixes: [] }))
    expect(await lab.in('i-b').ping(IN_BLOCK)).toBe('blocked')
    expect(await lab.in('i-b').ping(IN_BLOCK6)).toBe('blocked')
    expect(pings('i-a', IN_BLOCK, B)).toBe(false)
    expect(pings('i-a', '10.0.0.9', B)).toBe(true)
  })

  it('P2: a second interface may have blocks and no IPv6 address; answers leave where they came in', async () => {
    await lab.settle(() => back({ secondaryAddresses: [], ipv6Addresses: [], prefixes: [BLOCK, BLOCK6] }))
    expect(await lab.in('i-b').tcp(IN_BLOCK, 92)).toBe(B)
    expect(await lab.in('i-b').tcp(IN_BLOCK6, 92)).toBe(B6)
    await lab.settle(() => back({ prefixes: [] }))
    expect(await lab.in('i-b').tcp(IN_BLOCK, 92)).not.toBe(B)
  })

  it('C3: replaced groups take hold at once and together: no packet meets an interface without groups', async () => {
    const { world } = lab
    await lab.settle(() => {
      for (const [group, port] of [
        ['sg-one', 92],
        ['sg-two', 93],
      ] as const) {
        world.group(group, 'vpc-a')
        world.rule(group, 'ingress', 'accept', 'icmp', '0.0.0.0/0')
        world.rule(group, 'ingress', 'accept', 'tcp', '0.0.0.0/0', port)
      }
      back({ securityGroupIds: [asId<SecurityGroupId>('sg-one')] })
    })
    await lab.in('i-a').listen(93)
    const groups = ['sg-two', 'sg-one', 'sg-two', 'sg-one', 'sg-two'].map((id) => asId<SecurityGroupId>(id))
    expect(await lab.in('i-b').open('cut', BACK, 92)).toBe(B)
    const command = [
      'netns',
      'exec',
      `${lab.names.prefix}i-b`,
      'ping',
      '-i',
      '0.005',
      '-c',
      '200',
      '-W',
      '1',
      BACK,
    ]
    const steady = promisify(execFile)('ip', command)
    for (const group of groups) await lab.settle(() => back({ securityGroupIds: [group] }))
    expect((await steady).stdout).toContain('200 received')
    expect(await lab.in('i-b').exchange('cut')).toBe('blocked')
    expect(await lab.in('i-b').tcp(BACK, 92)).toBe('blocked')
    expect(await lab.in('i-b').tcp(BACK, 93)).toBe(B)
  })

  it('a restart of the agent finds it all in order and disturbs nothing', async () => {
    expect(await lab.in('i-b').open('through', BACK, 93)).toBe(B)
    await lab.restart()
    expect(await lab.in('i-b').exchange('through')).toBe(B)
    await lab.settle(() => lab.world.change('instance', 'i-a', { state: 'stopped' }))
    await lab.settle(() => lab.world.change('instance', 'i-a', { state: 'running' }))
    expect(rulesIn('i-a').match(new RegExp(`from ${BACK} lookup 101`, 'g'))).toHaveLength(1)
    expect(lab.warnings).toEqual([])
  })
})
