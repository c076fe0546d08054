// What is kept on disk is what the kernel holds: after whole loads, after changes, after a write that was cut short.

import { createHash } from 'node:crypto'
import { appendFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { readLastGood, rulesetDirectory } from '../../src/agent/lastGood.ts'
import { restoreRulesets } from '../../src/agent/restore.ts'
import { ROOT_KERNEL } from '../../src/agent/script.ts'
import { describeUnless } from '../skipReason.ts'
import { Lab } from './agentLab.ts'
import { reasonNotToRun } from './machine.ts'

const A = '10.0.0.5'
const B = '10.0.0.6'

describeUnless(reasonNotToRun(), 'last good rulesets', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = new Lab(inject('kernelFolder'), 'lastgood')
    const { world } = lab
    world.vpc('vpc-a')
    world.group('sg-a', 'vpc-a')
    world.instance('i-a', A, { groups: ['sg-a'] })
    world.instance('i-b', B, { groups: ['sg-a'] })
    for (let port = 80; port < 140; port += 2)
      world.rule('sg-a', 'ingress', 'accept', 'tcp', '10.0.0.0/8', port)
    await lab.start()
    await Promise.all([80, 81, 82].map((port) => lab.in('i-b').listen(port)))
  })
  afterAll(() => lab.end())

  const listing = (): string => lab.nft('vpc-a', '-s', 'list', 'ruleset')
  const directory = (): string => rulesetDirectory(lab.dataDir)
  const steps = (): string =>
    join(directory(), readdirSync(directory()).find((file) => file.endsWith('.steps')) ?? '')
  const kept = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300))
  /** As after a reboot: no agent and no rules, but the files. */
  const lose = async (): Promise<void> => {
    await lab.converger.stop()
    lab.nft('vpc-a', 'flush', 'ruleset')
    expect(listing()).toBe('')
  }
  const restored = [{ name: expect.stringContaining('r-vpc-a'), outcome: 'restored', reason: '' }]

  it('after changes the restored ruleset is the one that was in force', async () => {
    await kept()
    const { world } = lab
    await lab.settle(() => world.rule('sg-a', 'ingress', 'accept', 'tcp', '10.0.0.0/8', 81))
    await lab.settle(() => world.remove('rule', 'sgr-1'))
    await lab.settle(() => world.instance('i-c', '10.0.0.7', { groups: ['sg-a'] }))
    await kept()
    const before = listing()
    await lose()
    expect(await restoreRulesets(lab.dataDir, ROOT_KERNEL)).toEqual(restored)
    expect(listing()).toBe(before)
    expect(await lab.in('i-a').tcp(B, 81)).toBe(A)
    expect(await lab.in('i-a').tcp(B, 80)).toBe('blocked')
    await lab.restart()
    expect(listing()).toBe(before)
  })

  it('changes that the kernel takes one by one and not as one transaction: restored all the same', async () => {
    await kept()
    const { world } = lab
    const rules: string[] = []
    for (const peer of ['2001:db8:7::/48', '2001:db8:9::/48', '10.7.0.0/16', '10.9.0.0/16']) {
      await lab.settle(() => rules.push(world.rule('sg-a', 'ingress', 'accept', 'tcp', peer, 84)))
      if (rules.length > 1) await lab.settle(() => world.remove('rule', rules.shift() ?? ''))
    }
    // What the last change has left behind goes a moment later.
    await kept()
    const before = listing()
    const [stored] = readLastGood(directory())
    expect(stored?.steps.length).toBeGreaterThan(6)
    await lose()
    const asOne = [stored?.whole, ...(stored?.steps ?? []), ''].join('\n')
    writeFileSync(join(directory(), '..', 'one.nft'), asOne)
    expect(lab.nft('vpc-a', '-f', join(directory(), '..', 'one.nft'))).toContain('Error')
    expect(await restoreRulesets(lab.dataDir, ROOT_KERNEL)).toEqual(restored)
    expect(listing()).toBe(before)
    await lab.restart()
    expect(listing()).toBe(before)
  })

  it('a step that was being written when the host went down counts as not done', async () => {
    await kept()
    const before = listing()
    await lose()
    appendFileSync(steps(), 'delete table inet menshen\n# end of wha')
    expect(await restoreRulesets(lab.dataDir, ROOT_KERNEL)).toEqual(restored)
    expect(listing()).toBe(before)
    await lab.restart()
  })

  it('where the newest cannot be loaded, the ruleset before it is, and the others all the same', async () => {
    await kept()
    const before = listing()
    await lab.settle(() => lab.world.rule('sg-a', 'ingress', 'accept', 'tcp', '10.0.0.0/8', 82))
    await lose()
    writeFileSync(join(directory(), 'gone.nft'), 'table inet menshen\n')
    const step = 'add elephant inet menshen e { 1 }'
    const digest = createHash('sha256').update(step).digest('base64url')
    writeFileSync(steps(), `${step}\n# end ${digest}\n`)
    const outcomes = async () =>
      (await restoreRulesets(lab.dataDir, ROOT_KERNEL)).map(({ outcome }) => outcome).sort()
    expect(await outcomes()).toEqual(['absent', 'older'])
    expect(listing()).toBe(before)
    // An empty ruleset loads without complaint and leaves everything open.
    writeFileSync(join(directory(), 'host.nft'), '')
    expect(await outcomes()).toEqual(['absent', 'failed', 'older'])
    for (const name of ['gone', 'host']) rmSync(join(directory(), `${name}.nft`))
    await lab.restart()
    expect(await lab.in('i-a').tcp(B, 82)).toBe(A)
  })

  it('a VPC that is gone leaves no file behind', async () => {
    await kept()
    expect(readdirSync(directory()).filter((file) => file.includes('r-vpc-a'))).toHaveLength(2)
    await lab.settle(() => {
      for (const id of ['i-a', 'i-b', 'i-c']) lab.world.deleteInstance(id)
    })
    expect(readdirSync(directory()).filter((file) => file.includes('r-vpc-a'))).toEqual([])
  })
})
