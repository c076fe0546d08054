// Rules replaced under a stream of packets: nothing allowed is lost, nothing forbidden passes, counters of others go on.

import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import { describeUnless } from '../skipReason.ts'
import { Lab } from './agentLab.ts'
import { reasonNotToRun } from './machine.ts'
import { PacketStream } from './packetStream.ts'

const REPLACEMENTS = 200

describeUnless(reasonNotToRun(), 'agent, changes under load', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = new Lab(inject('kernelFolder'), 'deltas')
    const { world } = lab
    world.vpc('vpc-a')
    for (const group of ['sg-a', 'sg-b', 'sg-c']) world.group(group, 'vpc-a')
    world.instance('i-a', '10.0.0.5', { groups: ['sg-a'] })
    world.instance('i-b', '10.0.0.6', { groups: ['sg-b'] })
    world.instance('i-c', '10.0.0.7', { groups: ['sg-c'] })
    world.rule('sg-b', 'ingress', 'accept', 'udp', 'sg-a', 80)
    world.rule('sg-b', 'ingress', 'drop', 'udp', '10.0.0.0/24', 81)
    // A row that spans ports: maps of such rows are built anew when many of them go.
    world.rule('sg-b', 'ingress', 'accept', 'tcp', '10.0.0.200')
    // Enough rows for a delta to be less than all of it.
    for (let port = 1000; port < 1100; port += 2)
      world.rule('sg-b', 'ingress', 'accept', 'tcp', '10.0.0.0/24', port)
    await lab.start()
  })
  afterAll(() => lab.end())

  const stream = (instance: string, ...words: readonly string[]): Promise<PacketStream> =>
    PacketStream.begun(lab.names.prefix + instance, words)
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
  const plan = (): string => lab.nft('vpc-a', 'list', 'set', 'inet', 'menshen', 'plan')
  const epoch = (): string => /0x[0-9a-f]+/.exec(plan())?.[0] ?? ''

  it(`C3: ${REPLACEMENTS} replacements: rules, whole maps, members, other groups`, {
    timeout: 120_000,
  }, async () => {
    const { world } = lab
    const counter = await stream('i-b', 'count')
    const sender = await stream('i-a', 'send', '10.0.0.6')
    const many: string[] = []
    const changes: readonly (() => void)[] = [
      () => void many.push(world.rule('sg-b', 'ingress', 'accept', 'udp', 'sg-c', 90)),
      () => world.change('eni', 'eni-i-a', { securityGroupIds: ['sg-a', 'sg-c'] as never }),
      () => {
        for (let port = 2000; port < 2100; port += 10) {
          many.push(world.rule('sg-b', 'ingress', 'drop', 'all', `10.0.0.${port % 97}`))
        }
      },
      () => world.change('eni', 'eni-i-a', { securityGroupIds: ['sg-a'] as never }),
      () => {
        for (const id of many.splice(0)) world.remove('rule', id)
      },
    ]
    for (let at = 0; at < REPLACEMENTS; at++) {
      await lab.settle(changes[at % changes.length] as () => void)
      await pause(5)
    }
    const { sent } = await sender.ask()
    const arrived = await counter.askInTheEnd()
    for (const one of [sender, counter]) one.end()
    expect(sent).toBeGreaterThan(REPLACEMENTS)
    expect(arrived[81]).toBe(0)
    expect((sent ?? 0) - (arrived[80] ?? 0)).toBe(0)
    expect(lab.reported?.failure).toBeNull()
    expect(lab.warnings).toEqual([])
  })

  it('W1: what a change does not concern keeps its counters and its epoch', async () => {
    const { world } = lab
    await lab.in('i-b').listen(1000)
    expect(await lab.in('i-a').tcp('10.0.0.6', 1000)).toBe('10.0.0.5')
    const hits = (): number => {
      const listing = lab.nft('vpc-a', '-n', 'list', 'table', 'inet', 'menshen')
      return [...listing.matchAll(/6 \. 1000 counter packets (\d+)/g)].reduce(
        (sum, [, count]) => sum + Number(count),
        0,
      )
    }
    const [counted, before] = [hits(), epoch()]
    expect(counted).toBeGreaterThan(0)
    await lab.settle(() => world.rule('sg-b', 'ingress', 'accept', 'tcp', 'sg-c', 91))
    expect([hits(), epoch()]).toEqual([counted, before])
    await lab.settle(() => world.remove('rule', 'sgr-10'))
    expect(hits()).toBe(counted)
    expect(epoch()).not.toBe(before)
  })

  it('a restart takes over rulesets whose maps were built anew, and changes them further', async () => {
    const names = (): string => lab.nft('vpc-a', '-t', 'list', 'maps')
    await vi.waitFor(() => expect(plan()).not.toContain('leftovers'), 5000)
    const before = names()
    expect(before).toMatch(/_v\d+ \{/)
    await lab.restart()
    expect(names()).toBe(before)
    const handles = (): string => lab.nft('vpc-a', '-a', 'list', 'chain', 'inet', 'menshen', 'do_accept')
    const untouched = handles()
    await lab.settle(() => lab.world.rule('sg-b', 'ingress', 'accept', 'tcp', 'sg-c', 92))
    expect(handles()).toBe(untouched)
    expect(lab.reported?.failure).toBeNull()
  })

  it('what a change has left behind when its agent died goes with the next one, and nothing is loaded anew', async () => {
    const { world } = lab
    const handles = (): readonly string[] =>
      [
        ...lab
          .nft('vpc-a', '-a', '-t', 'list', 'table', 'inet', 'menshen')
          .matchAll(/^(?:table|\tchain) .*handle \d+$/gm),
      ].map(([line]) => line)
    let id = ''
    await lab.settle(() => {
      id = world.rule('sg-b', 'ingress', 'accept', 'tcp', '10.0.0.77', 1)
    })
    await vi.waitFor(() => expect(plan()).not.toContain('leftovers'), 5000)
    const listing = (): string => lab.nft('vpc-a', '-n', 'list', 'table', 'inet', 'menshen')
    expect(listing()).toContain(`comment "${id}"`)
    const [before, warnings] = [handles(), lab.warnings.length]
    expect(before.length).toBeGreaterThan(10)
    await lab.settle(() => world.remove('rule', id))
    expect(plan()).toContain('leftovers')
    expect(listing()).toContain(`comment "${id}"`)
    await lab.restart()
    expect(plan()).not.toContain('leftovers')
    expect(listing()).not.toContain(`comment "${id}"`)
    expect(handles()).toEqual(before)
    expect([lab.reported?.failure, lab.warnings.length]).toEqual([null, warnings])
    // And it is known well enough for the next change.
    await lab.settle(() => world.rule('sg-b', 'ingress', 'accept', 'tcp', 'sg-c', 93))
    expect(handles()).toEqual(before)
  })

  it('P3: the same 200 rules in another order, again and again: nothing is lost and nothing leaks', {
    timeout: 120_000,
  }, async () => {
    const { world } = lab
    const ids: string[] = []
    await lab.settle(() => {
      for (let at = 0; at < 200; at++)
        ids.push(
          world.rule(
            'sg-b',
            'ingress',
            at % 2 ? 'accept' : 'drop',
            'udp',
            `10.0.${1 + (at % 50)}.0/24`,
            80 + (at % 7),
          ),
        )
    })
    const shuffle = (turn: number): void => {
      const writes = ids.map((id, at) => {
        const body = world.tables.get('rule', id)
        if (body === undefined) throw new Error(`no ${id}`)
        return { kind: 'rule' as const, id, body: { ...body, precedence: 1 + ((at * 37 + turn * 11) % 100) } }
      })
      world.write(...writes)
    }
    const counter = await stream('i-b', 'count')
    const sender = await stream('i-a', 'send', '10.0.0.6')
    for (let turn = 1; turn <= 20; turn++) {
      await lab.settle(() => shuffle(turn))
      await pause(5)
    }
    const { sent } = await sender.ask()
    const arrived = await counter.askInTheEnd()
    for (const one of [sender, counter]) one.end()
    expect(arrived[81]).toBe(0)
    expect((sent ?? 0) - (arrived[80] ?? 0)).toBe(0)
    await lab.settle(() => world.write(...ids.map((id) => ({ kind: 'rule' as const, id, body: null }))))
  })
})
