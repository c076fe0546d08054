// What passes by public addresses, counted in a kernel: bytes, packets and TCP segments of real sessions.

import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { ROOT_KERNEL } from '../../src/agent/script.ts'
import { countedIn, TrafficCounter } from '../../src/agent/traffic/trafficCounter.ts'
import type { TrafficSample } from '../../src/feed/client.ts'
import { describeUnless } from '../skipReason.ts'
import { Lab } from './agentLab.ts'
import { HOST } from './agentWorld.ts'
import { reasonNotToRun } from './machine.ts'

const ADDRESS = '198.51.100.1'
const OTHER = '198.51.100.2'
const OUTSIDE = '203.0.113.1'

describeUnless(reasonNotToRun(), 'agent, traffic of public addresses', () => {
  let lab: Lab
  let counter: TrafficCounter
  const samples: TrafficSample[] = []
  const failures: string[] = []

  beforeAll(async () => {
    lab = new Lab(inject('kernelFolder'), 'counted')
    const { world } = lab
    world.vpc('vpc-a')
    world.group('sg-a', 'vpc-a')
    world.rule('sg-a', 'ingress', 'accept', 'tcp', '0.0.0.0/0', 80)
    world.instance('i-a', '10.0.0.5', { groups: ['sg-a'] })
    world.instance('i-b', '10.0.0.6', { groups: ['sg-a'] })
    await lab.start()
    const { enterInternet } = await import('../../src/agent/localCloud.ts')
    expect(await enterInternet({ dataDir: lab.dataDir, command: ['true'] })).toBe(0)
    for (const where of ['i-a', 'i-b', `out-${OUTSIDE}`]) await lab.in(where).listen(80)
    counter = new TrafficCounter({
      kernel: ROOT_KERNEL,
      namespace: lab.names.internet,
      wanted: () => countedIn(lab.world.tables, HOST),
      now: Date.now,
      monotonic: () => performance.now(),
      onSamples: (some) => samples.push(...some),
      onFailure: (reason) => failures.push(reason),
    })
  })
  afterAll(async () => {
    counter?.stop()
    await lab.end()
  })

  const sumOf = (address: string) => {
    const own = samples.filter((each) => each.address === address)
    const sum = (read: (sample: TrafficSample) => number): number =>
      own.reduce((all, each) => all + read(each), 0)
    return {
      in: sum((each) => each.in.packets),
      bytesIn: sum((each) => each.in.bytes),
      out: sum((each) => each.out.packets),
      synIn: sum((each) => each.segments?.in.syn ?? 0),
      synAckOut: sum((each) => each.segments?.out.synAck ?? 0),
      synOut: sum((each) => each.segments?.out.syn ?? 0),
    }
  }
  /** Once the table is there, which takes a reading. */
  const counting = () =>
    expect
      .poll(() => lab.run(lab.names.internet.slice(lab.names.prefix.length), 'nft', 'list', 'tables'), {
        timeout: 20_000,
      })
      .toContain('menshen_traffic')

  it('counts each way, by the second where it is watched', async () => {
    await lab.settle(() => {
      lab.world.eip(ADDRESS, 'i-a')
      lab.world.eip(OTHER, 'i-b')
      lab.world.change('eip', `eip-${ADDRESS}`, { monitorLog: { project: 'p-1', store: 's-1' } })
    })
    await counting()
    expect(await lab.in(`out-${OUTSIDE}`).tcp(ADDRESS, 80)).toBe(OUTSIDE)
    expect(await lab.in(`out-${OUTSIDE}`).tcp(ADDRESS, 80)).toBe(OUTSIDE)
    expect(await lab.in('i-a').tcp(OUTSIDE, 80)).toBe(ADDRESS)
    await expect
      .poll(() => sumOf(ADDRESS), { timeout: 20_000 })
      .toMatchObject({ synIn: 2, synAckOut: 2, synOut: 1 })
    const sum = sumOf(ADDRESS)
    expect(sum.in).toBeGreaterThanOrEqual(8)
    expect(sum.out).toBeGreaterThanOrEqual(8)
    // No packet is shorter than its headers.
    expect(sum.bytesIn).toBeGreaterThanOrEqual(sum.in * 40)
    expect(sumOf(OTHER).in).toBe(0)
  })

  it('counts on while others come and go, without segments where nobody watches', async () => {
    const before = sumOf(ADDRESS)
    expect(await lab.in('i-a').tcp(OTHER, 80)).toBe(ADDRESS)
    await expect.poll(() => sumOf(OTHER).in, { timeout: 20_000 }).toBeGreaterThanOrEqual(4)
    expect(
      samples.filter(({ address }) => address === OTHER).every(({ segments }) => segments === null),
    ).toBe(true)
    await expect.poll(() => sumOf(ADDRESS).synOut, { timeout: 20_000 }).toBe(before.synOut + 1)
    await lab.settle(() => lab.world.eip(OTHER, null))
    await expect
      .poll(
        () =>
          lab.run(
            lab.names.internet.slice(lab.names.prefix.length),
            'nft',
            'list',
            'table',
            'ip',
            'menshen_traffic',
          ),
        { timeout: 20_000 },
      )
      .not.toContain(OTHER)
    expect(await lab.in(`out-${OUTSIDE}`).tcp(ADDRESS, 80)).toBe(OUTSIDE)
    await expect.poll(() => sumOf(ADDRESS).synIn, { timeout: 20_000 }).toBe(before.synIn + 1)
  })

  it('a table that somebody took away is made anew', async () => {
    const internet = lab.names.internet.slice(lab.names.prefix.length)
    lab.run(internet, 'nft', 'delete', 'table', 'ip', 'menshen_traffic')
    await counting()
    const before = sumOf(ADDRESS).synIn
    expect(await lab.in(`out-${OUTSIDE}`).tcp(ADDRESS, 80)).toBe(OUTSIDE)
    await expect.poll(() => sumOf(ADDRESS).synIn, { timeout: 20_000 }).toBe(before + 1)
    expect(failures.length).toBeLessThanOrEqual(2)
  })
})
