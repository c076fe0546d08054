// Classic instances linked to a VPC: real sessions both ways through the agent's routers.

import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { classicNetwork, classicNetworkId, classicVSwitch } from '../../src/core/model/classic.ts'
import { describeUnless } from '../skipReason.ts'
import { Lab } from './agentLab.ts'
import { reasonNotToRun } from './machine.ts'

const REGION = 'cn-hangzhou'
const CLASSIC = classicNetworkId(REGION)
const [OLD, MATE, APP, LAN] = ['10.0.0.5', '10.0.0.6', '192.168.0.9', '192.168.0.10'] as const

describeUnless(reasonNotToRun(), 'agent, classic instances linked to a VPC', () => {
  let lab: Lab

  beforeAll(async () => {
    lab = new Lab(inject('kernelFolder'), 'linked')
    const { world } = lab
    world.vpc('vpc-a')
    world.change('vpc', 'vpc-a', { cidr: '192.168.0.0/16', ipv6Cidr: null, classicLink: true })
    world.change('vSwitch', 'vsw-vpc-a', { cidr: '192.168.0.0/24', ipv6Cidr: null })
    world.put('vpc', classicNetwork(REGION, 0))
    const place = classicVSwitch('intranet', REGION, 0)
    world.put('vSwitch', place)
    for (const group of ['sg-app', 'sg-lan']) world.group(group, 'vpc-a')
    world.group('sg-old', CLASSIC)
    world.change('securityGroup', 'sg-old', { vpcId: null, innerAccess: 'accept' })
    world.rule('sg-app', 'ingress', 'accept', 'tcp', `${OLD}/32`, 80)
    world.rule('sg-app', 'ingress', 'accept', 'tcp', 'sg-old', 81)
    world.rule('sg-old', 'ingress', 'accept', 'tcp', 'sg-app', 80)
    world.instance('i-app', APP, { groups: ['sg-app'] })
    world.instance('i-lan', LAN, { groups: ['sg-lan'] })
    for (const [id, address] of [
      ['i-old', OLD],
      ['i-mate', MATE],
    ] as const) {
      world.instance(id, address, { vpc: CLASSIC, groups: ['sg-old'] })
      world.change('eni', `eni-${id}`, { vSwitchId: place.id, nic: 'intranet' })
      world.change('instance', id, { vSwitchId: place.id })
    }
    await lab.start()
    for (const where of ['i-app', 'i-lan', 'i-old', 'i-mate'])
      for (const port of [80, 81]) await lab.in(where).listen(port)
  })
  afterAll(() => lab.end())

  /** An intranet NIC alone has no way at all to where no link leads. */
  const tcp = async (from: string, to: string, port: number): Promise<string> => {
    const answer = await lab.in(from).tcp(to, port)
    return answer.includes('ENETUNREACH') ? 'blocked' : answer
  }
  const device = (id: string): string => lab.run(id, 'ip', '-o', 'link', 'show', 'eth2')

  function link(id: string): void {
    const eni = lab.world.tables.get('eni', `eni-${id}`)
    const vpc = lab.world.tables.get('vpc', 'vpc-a')
    if (eni === undefined || vpc === undefined) throw new Error(`no ${id}`)
    lab.world.put('eni', {
      ...eni,
      ...{ id: `eni-${id}-link` as typeof eni.id, vpcId: vpc.id, kind: 'secondary', deviceIndex: 2 },
      ...{ linked: true, mac: eni.mac.replace('00:16:3e', '00:16:3f') },
    })
  }

  it('K3: the two are apart without a link', async () => {
    expect(await tcp('i-old', APP, 80)).toBe('blocked')
    expect(await tcp('i-app', OLD, 80)).toBe('blocked')
    expect(await tcp('i-old', MATE, 80)).toBe(OLD)
  })

  it('K3: linked, each reaches the other by private addresses as both groups say', async () => {
    await lab.settle(() => link('i-old'))
    expect(await tcp('i-old', APP, 80)).toBe(OLD)
    expect(await tcp('i-old', APP, 81)).toBe(OLD)
    expect(await tcp('i-app', OLD, 80)).toBe(APP)
    expect(await tcp('i-app', OLD, 81)).toBe('blocked')
    expect(await tcp('i-old', LAN, 80)).toBe('blocked')
    expect(await tcp('i-lan', OLD, 80)).toBe('blocked')
    expect(await tcp('i-mate', APP, 81)).toBe('blocked')
    expect(await tcp('i-app', MATE, 80)).toBe('blocked')
  })

  it('K3: the classic network is as it was, and linked neighbours meet in it', async () => {
    await lab.settle(() => link('i-mate'))
    expect(await tcp('i-old', MATE, 80)).toBe(OLD)
    expect(await tcp('i-mate', APP, 80)).toBe('blocked')
    expect(await tcp('i-mate', APP, 81)).toBe(MATE)
    expect(lab.run('i-old', 'ip', 'route', 'get', MATE)).toContain('dev eth0')
  })

  it('K3: a link outlasts a stop, a start and a new agent', async () => {
    await lab.settle(() => lab.world.change('instance', 'i-old', { state: 'stopped' }))
    expect(await tcp('i-app', OLD, 80)).toBe('blocked')
    await lab.settle(() => lab.world.change('instance', 'i-old', { state: 'running' }))
    await lab.in('i-old').listen(80)
    expect(await tcp('i-old', APP, 80)).toBe(OLD)
    expect(await tcp('i-app', OLD, 80)).toBe(APP)
    await lab.restart()
    expect(await tcp('i-old', APP, 80)).toBe(OLD)
    expect(await tcp('i-app', OLD, 80)).toBe(APP)
  })

  it('K3: without the link they are apart again, and no device is left', async () => {
    expect(device('i-old')).toContain('eth2')
    await lab.settle(() => lab.world.remove('eni', 'eni-i-old-link'))
    expect(device('i-old')).not.toContain('UP')
    expect(await tcp('i-old', APP, 80)).toBe('blocked')
    expect(await tcp('i-app', OLD, 80)).toBe('blocked')
    expect(await tcp('i-mate', APP, 81)).toBe(MATE)
    expect(lab.warnings).toEqual([])
  })
})
