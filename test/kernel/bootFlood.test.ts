// What nobody has judged yet passes nothing: a flood that was there before agent and rules, an interface before its policy.

import { spawnSync } from 'node:child_process'
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest'
import type { VpcId } from '../../src/core/model/ids.ts'
import { describeUnless } from '../skipReason.ts'
import { Lab } from './agentLab.ts'
import { reasonNotToRun } from './machine.ts'
import { PacketStream } from './packetStream.ts'

describeUnless(reasonNotToRun(), 'agent, before its rules', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = new Lab(inject('kernelFolder'), 'flood')
    const { world } = lab
    world.vpc('vpc-a')
    for (const group of ['sg-a', 'sg-b']) world.group(group, 'vpc-a')
    world.instance('i-a', '10.0.0.5', { groups: ['sg-a'] })
    world.instance('i-b', '10.0.0.6', { groups: ['sg-b'] })
    world.rule('sg-b', 'ingress', 'accept', 'udp', 'sg-a', 80)
    await lab.start()
  })
  afterAll(() => lab.end())

  const streams: PacketStream[] = []
  const stream = async (instance: string, ...words: readonly string[]): Promise<PacketStream> => {
    const one = await PacketStream.begun(lab.names.prefix + instance, words)
    streams.push(one)
    return one
  }
  afterEach(() => {
    for (const one of streams.splice(0)) one.end()
  })
  const atLeast = async (counter: PacketStream, packets: number): Promise<void> => {
    await expect.poll(async () => (await counter.ask())[80], { timeout: 30_000 }).toBeGreaterThan(packets)
  }
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
  const router = (): string => lab.names.router('vpc-a' as VpcId)

  it('a flood through a start from nothing: what is forbidden never arrives, what is allowed does again', {
    timeout: 60_000,
  }, async () => {
    const counter = await stream('i-b', 'count')
    const sender = await stream('i-a', 'send', '10.0.0.6')
    await atLeast(counter, 30)
    for (let turn = 0; turn < 3; turn++) {
      await lab.converger.stop()
      // As a host that starts: no router, no links, no rules; only the flood is there already. Links first: a namespace
      // that is deleted loses its rules before its links, and routes on for a moment.
      const list = spawnSync('ip', ['-n', router(), '-j', 'link'], { encoding: 'utf8' }).stdout
      for (const { ifname } of JSON.parse(list) as { readonly ifname: string }[])
        spawnSync('ip', ['-n', router(), 'link', 'set', ifname, 'down'])
      expect(spawnSync('ip', ['netns', 'del', router()]).status).toBe(0)
      await pause(200)
      const { 80: before = 0 } = await counter.ask()
      await lab.restart()
      await atLeast(counter, before + 30)
    }
    const { sent } = await sender.ask()
    const arrived = await counter.askInTheEnd()
    expect(arrived[81]).toBe(0)
    expect(arrived[80]).toBeLessThan(sent ?? 0)
  })

  it('an interface that is there before its policy passes nothing, and everything it may from then on', async () => {
    const counter = await stream('i-b', 'count')
    // Its ENI loses everything that names a policy: as a link that came before the first word about it.
    await lab.settle(() => lab.world.change('eni', 'eni-i-a', { securityGroupIds: [] }))
    const sender = await stream('i-a', 'send', '10.0.0.6')
    const dropped = (): boolean =>
      /packets [1-9]/.test(lab.nft('vpc-a', 'list', 'chain', 'inet', 'menshen', 'do_drop'))
    await expect.poll(dropped, { timeout: 30_000 }).toBe(true)
    expect(await counter.ask()).toEqual({ 80: 0, 81: 0 })
    await lab.settle(() => lab.world.change('eni', 'eni-i-a', { securityGroupIds: ['sg-a'] as never }))
    await atLeast(counter, 20)
    const { sent } = await sender.ask()
    const arrived = await counter.askInTheEnd()
    expect(arrived[81]).toBe(0)
    // Sent before its policy came, a packet is lost.
    expect(arrived[80]).toBeLessThan(sent ?? 0)
  })
})
