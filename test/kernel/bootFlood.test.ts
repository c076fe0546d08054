// What nobody has judged yet passes nothing: a flood that was there before agent and rules, an interface before its policy.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { VpcId } from '../../src/core/model/ids.ts'
import { describeUnless } from '../skipReason.ts'
import { Lab } from './agentLab.ts'
import { reasonNotToRun } from './machine.ts'

const STREAM = fileURLToPath(new URL('./stream.ts', import.meta.url))

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

  const stream = (instance: string, ...words: readonly string[]): ChildProcess =>
    spawn(
      'ip',
      [
        ...['netns', 'exec', lab.names.prefix + instance, process.execPath],
        ...['--disable-warning=ExperimentalWarning', STREAM, ...words],
      ],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    )
  const end = (child: ChildProcess): Promise<Record<string, number>> =>
    new Promise((resolve) => {
      const lines = createInterface({ input: child.stdout as NonNullable<ChildProcess['stdout']> })
      lines.once('line', (line) => {
        child.kill('SIGKILL')
        resolve(JSON.parse(line) as Record<string, number>)
      })
      child.stdin?.write('end\n')
    })
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
  const router = (): string => lab.names.router('vpc-a' as VpcId)

  it('a flood through a start from nothing: what is forbidden never arrives, what is allowed does again', {
    timeout: 60_000,
  }, async () => {
    const counter = stream('i-b', 'count')
    await pause(500)
    const sender = stream('i-a', 'send', '10.0.0.6')
    await pause(500)
    for (let turn = 0; turn < 3; turn++) {
      await lab.converger.stop()
      // As a host that starts: no router, no links, no rules; only the flood is there already. Links first: a namespace
      // that is deleted loses its rules before its links, and routes on for a moment.
      const list = spawnSync('ip', ['-n', router(), '-j', 'link'], { encoding: 'utf8' }).stdout
      for (const { ifname } of JSON.parse(list) as { readonly ifname: string }[])
        spawnSync('ip', ['-n', router(), 'link', 'set', ifname, 'down'])
      expect(spawnSync('ip', ['netns', 'del', router()]).status).toBe(0)
      await pause(200)
      await lab.restart()
      await pause(300)
    }
    const { sent } = await end(sender)
    await pause(200)
    const arrived = await end(counter)
    expect(arrived[81]).toBe(0)
    expect(arrived[80]).toBeGreaterThan(30)
    expect(arrived[80]).toBeLessThan(sent ?? 0)
  })

  it('an interface that is there before its policy passes nothing, and everything it may from then on', async () => {
    const counter = stream('i-b', 'count')
    await pause(500)
    // Its ENI loses everything that names a policy: as a link that came before the first word about it.
    await lab.settle(() => lab.world.change('eni', 'eni-i-a', { securityGroupIds: [] }))
    const sender = stream('i-a', 'send', '10.0.0.6')
    const dropped = (): boolean =>
      /packets [1-9]/.test(lab.nft('vpc-a', 'list', 'chain', 'inet', 'menshen', 'do_drop'))
    for (let wait = 0; wait < 100 && !dropped(); wait++) await pause(50)
    expect(dropped()).toBe(true)
    await pause(300)
    await lab.settle(() => lab.world.change('eni', 'eni-i-a', { securityGroupIds: ['sg-a'] as never }))
    await pause(300)
    const { sent } = await end(sender)
    await pause(100)
    const arrived = await end(counter)
    expect(arrived[81]).toBe(0)
    expect(arrived[80]).toBeGreaterThan(20)
    // Sent before its policy came, a packet is lost.
    expect(arrived[80]).toBeLessThan(sent ?? 0)
  })
})
