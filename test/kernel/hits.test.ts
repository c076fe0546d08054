// Hits and bytes of each rule by the kernel's own counters: exact, whoever reloads or restarts in between.

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { HitCounter } from '../../src/agent/hits/hitCounter.ts'
import { Ledger } from '../../src/agent/hits/ledger.ts'
import { ROOT_KERNEL } from '../../src/agent/script.ts'
import type { HitRow } from '../../src/feed/client.ts'
import { describeUnless } from '../skipReason.ts'
import { Lab } from './agentLab.ts'
import { reasonNotToRun } from './machine.ts'

const A = '10.0.0.5'
const B = '10.0.0.6'
/** Rarer than any test lasts: only what a test asks for is read. */
const NEVER_MS = 3_600_000

describeUnless(reasonNotToRun(), 'hits', () => {
  let lab: Lab
  let counter: HitCounter
  let ledger: Ledger
  let rules: { web: string; shut: string; rest: string }
  let grown: HitRow[] = []
  let clock = 1000

  const count = (): void => {
    ledger = new Ledger(lab.dataDir, randomUUID)
    counter = new HitCounter({
      kernel: ROOT_KERNEL,
      ledger,
      routers: () => lab.converger.counting,
      now: () => ++clock,
      monotonic: () => performance.now(),
      onGrown: (rows) => void grown.push(...rows),
      onFailure: (reason) => {
        throw new Error(reason)
      },
      intervalMs: NEVER_MS,
    })
    lab.beforeReload = (counting) => counter.beforeReload(counting)
  }
  const hits = async (): Promise<Record<string, number>> => {
    await counter.read()
    // What a kernel says of itself on a new link (multicast reports) is no part of what is sent here.
    const rows = ledger.rows().filter(({ subject }) => subject !== 'spoofed')
    return Object.fromEntries(rows.map((row) => [`${row.direction ?? ''} ${row.subject}`.trim(), row.hits]))
  }

  beforeAll(async () => {
    lab = new Lab(inject('kernelFolder'), 'hits')
    const { world } = lab
    world.vpc('vpc-a')
    world.group('sg-a', 'vpc-a')
    world.group('sg-b', 'vpc-a')
    world.instance('i-a', A, { groups: ['sg-a'] })
    world.instance('i-b', B, { groups: ['sg-b'] })
    rules = {
      web: world.rule('sg-b', 'ingress', 'accept', 'tcp', '10.0.0.0/8', 80),
      shut: world.rule('sg-b', 'ingress', 'drop', 'tcp', 'sg-a', 81),
      // Accepts port 80 as well: the kernel has one row for both, and it must count for the one that decides.
      rest: world.rule('sg-b', 'ingress', 'accept', 'all', '10.0.0.0/8'),
    }
    world.change('rule', rules.rest, { precedence: 2 })
    count()
    await lab.start()
    for (const port of [80, 81, 82]) await lab.in('i-b').listen(port)
  })
  afterAll(() => lab.end())

  it('W1: each session and each dropped packet counts once on each side, for the rule that decided', async () => {
    const client = lab.in('i-a')
    for (let time = 0; time < 3; time++) expect(await client.tcp(B, 80)).toBe(A)
    for (let time = 0; time < 2; time++) expect(await client.tcp(B, 82)).toBe(A)
    for (let time = 0; time < 2; time++) expect(await client.tcp(B, 81)).toBe('blocked')
    expect(await client.ping(B)).toBe('open')
    expect(await hits()).toEqual({
      [`ingress ${rules.web}`]: 3,
      [`ingress ${rules.rest}`]: 3,
      [`ingress ${rules.shut}`]: 2,
      'egress default:sg-a': 8,
      dropped: 2,
    })
    const web = ledger.rows().find(({ subject }) => subject === rules.web)
    expect(web?.bytes).toBe(3 * 60)
    expect(web?.lastHit).toBe(clock)
    expect(grown.map(({ subject }) => subject)).toContain(rules.web)
    grown = []
    await hits()
    expect(grown.filter(({ subject }) => subject !== 'spoofed')).toEqual([])
  })

  it('goes on where it was after a restart of the agent, and counts what happened meanwhile', async () => {
    const before = await hits()
    await counter.stop()
    expect(await lab.in('i-a').tcp(B, 80)).toBe(A)
    await lab.restart()
    count()
    const web = `ingress ${rules.web}`
    expect((await hits())[web]).toBe((before[web] ?? 0) + 1)
    expect((await hits())[web]).toBe((before[web] ?? 0) + 1)
  })

  it('counts on when rows are cut anew, and when all tables are loaded again', async () => {
    const rest = `ingress ${rules.rest}`
    const before = (await hits())[rest] ?? 0
    let cut = ''
    await lab.settle(() => {
      cut = lab.world.rule('sg-b', 'ingress', 'drop', 'tcp', '10.0.0.0/8', 85)
    })
    expect(await lab.in('i-a').tcp(B, 82)).toBe(A)
    expect((await hits())[rest]).toBe(before + 1)
    await lab.settle(() => lab.world.remove('rule', cut))
    expect(await lab.in('i-a').tcp(B, 82)).toBe(A)
    expect((await hits())[rest]).toBe(before + 2)
    // Not read since, when somebody edits our table: the agent loads it again and must not lose the one in between.
    expect(await lab.in('i-a').tcp(B, 82)).toBe(A)
    const loadedAgain = async (): Promise<void> => {
      const repairs = lab.converger.status.driftRepairs
      lab.nft('vpc-a', 'add', 'rule', 'inet', 'menshen', 'do_drop', 'counter')
      await expect.poll(() => lab.converger.status.driftRepairs, { timeout: 30_000 }).toBe(repairs + 1)
      await expect
        .poll(() => lab.nft('vpc-a', 'list', 'chain', 'inet', 'menshen', 'do_drop'), { timeout: 30_000 })
        .not.toMatch(/counter.*\n.*counter/)
    }
    await loadedAgain()
    expect(await lab.in('i-a').tcp(B, 82)).toBe(A)
    expect((await hits())[rest]).toBe(before + 4)
    // As much comes to the table that was loaded again as the one before it showed last: none of it was read before.
    await loadedAgain()
    expect(await lab.in('i-a').tcp(B, 82)).toBe(A)
    expect((await hits())[rest]).toBe(before + 5)
  })
})
