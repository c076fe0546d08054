// Changes that hold only if somebody confirms them: undone by the server, and by the host alone when nobody can reach it.

import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { RunningAgent } from '../../src/agent/agentProcess.ts'
import { tearDown } from '../../src/agent/localCloud.ts'
import { namesOf } from '../../src/agent/names.ts'
import { type AccountId, asId } from '../../src/core/model/ids.ts'
import { startConfirmationTimer } from '../../src/server/confirmationTimer.ts'
import { recording } from '../../src/service/changes.ts'
import { confirmChange, makeProvisional } from '../../src/service/confirmation/provisional.ts'
import type { Transaction } from '../../src/store/store.ts'
import { describeUnless } from '../skipReason.ts'
import { AgentServer } from './agentServer.ts'
import { World } from './agentWorld.ts'
import { Hand } from './hand.ts'
import { reasonNotToRun } from './machine.ts'

const A = '10.0.0.5'
const B = '10.0.0.6'
const SECONDS = 2

describeUnless(reasonNotToRun(), 'changes that must be confirmed', () => {
  let dataDir: string
  let server: AgentServer
  let agent: RunningAgent
  const hands: Hand[] = []
  let count = 0

  beforeAll(async () => {
    dataDir = join(inject('kernelFolder'), 'confirm')
    const world = new World()
    world.vpc('vpc-a')
    world.group('sg-a', 'vpc-a')
    world.instance('i-a', A, { groups: ['sg-a'] })
    world.instance('i-b', B, { groups: ['sg-a'] })
    world.rule('sg-a', 'ingress', 'accept', 'tcp', '10.0.0.0/8', 80)
    server = await AgentServer.open(world, dataDir, 'kernel')
    agent = await server.startAgent()
    await server.enforced()
    const { prefix } = namesOf(dataDir)
    hands.push(Hand.inNamespace(`${prefix}i-a`), Hand.inNamespace(`${prefix}i-b`))
    await hands[1]?.listen(80)
  })
  afterAll(async () => {
    for (const hand of hands) hand.end()
    agent?.stop()
    server?.close()
    await tearDown({ dataDir })
  })

  /** As the own API does it with `confirmWithin`; gives the change's id. */
  const provisionally = async (work: (state: Transaction) => void): Promise<string> => {
    let id = ''
    await server.change((state) => {
      const recorder = recording(state)
      work(recorder.state)
      const call = {
        ...{ state, accountId: asId<AccountId>('1'), now: Date.now() },
        ids: { next: () => `cfm-${++count}` },
      }
      id = makeProvisional(call, 'test', recorder.changes(), SECONDS)?.id ?? ''
    })
    return id
  }
  const revoke = (): Promise<string> => provisionally((state) => state.remove('rule', 'sgr-1'))
  const reaches = async (): Promise<boolean> => (await (hands[0] as Hand).tcp(B, 80)) === A
  const until = async (wanted: boolean, ms: number): Promise<number> => {
    const start = performance.now()
    while ((await reaches()) !== wanted && performance.now() - start < ms) {}
    return performance.now() - start
  }

  it('the server undoes what is not confirmed, and the store says so too', async () => {
    const timer = startConfirmationTimer(server.store, Date.now, { warn() {}, error() {} })
    await revoke()
    expect(await reaches()).toBe(false)
    expect(await until(true, 15_000)).toBeLessThan(12_000)
    expect(server.store.get('rule', 'sgr-1')).toBeDefined()
    expect(server.store.count('provisional')).toBe(0)
    await timer.stop()
  })

  it('what is confirmed stays', async () => {
    const id = await revoke()
    await server.change((state) => void confirmChange(state, id))
    await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000 + 500))
    expect(await reaches()).toBe(false)
    await server.change((state) => {
      const rule = state.get('rule', 'sgr-1')
      if (rule === undefined) state.put('rule', ruleOf())
    })
    expect(await reaches()).toBe(true)
  })

  it('with the server frozen the host undoes it by itself, and both agree when the server is back', async () => {
    // No timer runs at the server: it stands for one that is gone, and whose data say what they said.
    await revoke()
    expect(await reaches()).toBe(false)
    server.pause()
    expect(await until(true, 15_000)).toBeLessThan(12_000)
    expect(server.store.get('rule', 'sgr-1')).toBeUndefined()
    await server.resume()
    const timer = startConfirmationTimer(server.store, Date.now, { warn() {}, error() {} })
    const start = performance.now()
    while (server.store.get('rule', 'sgr-1') === undefined && performance.now() - start < 5000)
      await new Promise((resolve) => setTimeout(resolve, 20))
    await server.enforced()
    expect(await reaches()).toBe(true)
    expect(server.store.count('provisional')).toBe(0)
    await timer.stop()
    // Nothing is left taken back here: the next change goes through as ever.
    await server.change((state) => state.remove('rule', 'sgr-1'))
    expect(await reaches()).toBe(false)
    await server.change((state) => state.put('rule', ruleOf()))
    expect(await reaches()).toBe(true)
  })

  it('confirmed while the host was cut off: the host comes to hold it again', async () => {
    const id = await revoke()
    server.pause()
    expect(await until(true, 15_000)).toBeLessThan(12_000)
    await server.store.transact((state) => void confirmChange(state, id))
    await server.resume()
    expect(await until(false, 20_000)).toBeLessThan(16_000)
  })
})

function ruleOf() {
  const world = new World()
  world.rule('sg-a', 'ingress', 'accept', 'tcp', '10.0.0.0/8', 80)
  const rule = world.tables.get('rule', 'sgr-1')
  if (rule === undefined) throw new Error('no rule')
  return rule
}
