// The list of live sessions, and of those that a change would cut before it is made, from a real agent (C3, C5).

import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { RunningAgent } from '../../src/agent/agentProcess.ts'
import { tearDown } from '../../src/agent/localCloud.ts'
import { namesOf } from '../../src/agent/names.ts'
import { asId, type EniId } from '../../src/core/model/ids.ts'
import type { Resources, Write } from '../../src/core/model/resources.ts'
import { liveSessions, type SessionItem, sessionsCutBy } from '../../src/server/sessions/liveSessions.ts'
import { describeUnless } from '../skipReason.ts'
import { AgentServer } from './agentServer.ts'
import { World } from './agentWorld.ts'
import { Hand } from './hand.ts'
import { reasonNotToRun } from './machine.ts'

const A = '10.0.0.5'
const B = '10.0.0.6'
const B6 = '2001:db8:0:1::6'
const ENIS = new Set([asId<EniId>('eni-i-a'), asId<EniId>('eni-i-b')])

describeUnless(reasonNotToRun(), 'list of live sessions', () => {
  let dataDir: string
  let server: AgentServer
  let agent: RunningAgent
  const hands: Hand[] = []

  beforeAll(async () => {
    dataDir = join(inject('kernelFolder'), 'sessionlist')
    const world = new World()
    world.vpc('vpc-a')
    world.group('sg-a', 'vpc-a')
    world.group('sg-b', 'vpc-a')
    world.instance('i-a', A, { groups: ['sg-a'], v6: '2001:db8:0:1::5' })
    world.instance('i-b', B, { groups: ['sg-b'], v6: B6 })
    world.rule('sg-b', 'ingress', 'accept', 'tcp', 'sg-a', 80)
    world.rule('sg-b', 'ingress', 'accept', 'tcp', 'sg-a', 81)
    world.rule('sg-b', 'ingress', 'accept', 'udp', '0.0.0.0/0', 80)
    world.rule('sg-b', 'ingress', 'accept', 'icmp', '0.0.0.0/0')
    server = await AgentServer.open(world, dataDir, 'kernel')
    agent = await server.startAgent()
    await server.enforced()
    const { prefix } = namesOf(dataDir)
    hands.push(Hand.inNamespace(`${prefix}i-a`), Hand.inNamespace(`${prefix}i-b`))
    await hands[1]?.listen(80)
    await hands[1]?.listen(81)
  })
  afterAll(async () => {
    for (const hand of hands) hand.end()
    agent?.stop()
    server?.close()
    await tearDown({ dataDir })
  })

  const parts = () => ({ store: server.store, hosts: server.feed })
  const shortly = (items: readonly SessionItem[] | null): readonly string[] | null =>
    items === null
      ? null
      : [...new Set(items.map(({ session, fate }) => `${fate} ${session.replace(/:\d+ >/, ' >')}`))].sort()
  const cuts = async (...writes: readonly Write[]): Promise<readonly string[] | null> =>
    shortly(await sessionsCutBy(parts(), writes))
  const list = async (): Promise<readonly string[] | null> =>
    shortly((await liveSessions(parts(), ENIS, 1000)).items)
  const gone = (kind: 'rule' | 'instance', id: string): Write => ({ kind, id, body: null })
  const body = <K extends 'rule' | 'securityGroup' | 'eni'>(kind: K, id: string): Resources[K] => {
    const found = server.store.get(kind, id)
    if (found === undefined) throw new Error(`no ${id}`)
    return found
  }

  it('sessions of all kinds are listed with their fate', async () => {
    const [client] = hands as [Hand, Hand]
    expect(await client.open('kept', B, 81)).toBe(A)
    expect(await client.open('revoked', B, 80)).toBe(A)
    expect(await client.open('v6', B6, 80)).toContain('2001')
    expect(await client.udp(B, 80)).toBe(A)
    expect(await client.ping(B)).toBe('open')
    expect(await client.tcp(B, 83)).not.toBe(A)
    expect(await list()).toEqual([
      `allowed icmp ${A} > ${B}`,
      `allowed tcp ${A} > ${B}:80`,
      `allowed tcp ${A} > ${B}:81`,
      `allowed tcp [2001:db8:0:1::5] > [${B6}]:80`,
      `allowed udp ${A} > ${B}:80`,
    ])
  })

  it('C3: the preview names exactly the sessions that the change then cuts', async () => {
    const [client] = hands as [Hand, Hand]
    const change = gone('rule', 'sgr-1')
    expect(await cuts(change)).toEqual([`cut tcp ${A} > ${B}:80`, `cut tcp [2001:db8:0:1::5] > [${B6}]:80`])
    expect(await client.exchange('revoked')).toBe(A)
    await server.change((transaction) => transaction.remove('rule', 'sgr-1'))
    expect(await client.exchange('revoked')).toBe('blocked')
    expect(await client.exchange('v6')).toBe('blocked')
    expect(await client.exchange('kept')).toBe(A)
    // What is cut already is not cut by the next change.
    expect(await cuts(gone('rule', 'sgr-1'))).toEqual([])
  })

  it('C3: a member that leaves, an instance that goes, a change that concerns no session', async () => {
    const eni = body('eni', 'eni-i-a')
    const leaves: Write = { kind: 'eni', id: eni.id, body: { ...eni, securityGroupIds: [] } }
    expect(await cuts(leaves)).toEqual([
      `cut icmp ${A} > ${B}`,
      `cut tcp ${A} > ${B}:81`,
      `cut udp ${A} > ${B}:80`,
    ])
    expect(await cuts(gone('instance', 'i-b'))).toHaveLength(3)
    const rule = body('rule', 'sgr-2')
    const other: Write = {
      kind: 'rule',
      id: 'sgr-9',
      body: { ...rule, id: asId('sgr-9'), direction: 'egress' },
    }
    expect(await cuts(other)).toEqual([])
  })

  it('C5: a group that keeps has grandfathered sessions and none to cut', async () => {
    const [client] = hands as [Hand, Hand]
    const group = body('securityGroup', 'sg-b')
    await server.change((transaction) => transaction.put('securityGroup', { ...group, liveSessions: 'keep' }))
    expect(await cuts(gone('rule', 'sgr-2'))).toEqual([])
    await server.change((transaction) => transaction.remove('rule', 'sgr-2'))
    expect(await client.exchange('kept')).toBe(A)
    expect(await list()).toContain(`grandfathered tcp ${A} > ${B}:81`)
    const cutting: Write = { kind: 'securityGroup', id: group.id, body: group }
    expect(await cuts(cutting)).toEqual([`cut tcp ${A} > ${B}:81`])
  })

  it('a host that does not answer leaves the question open instead of answering it wrongly', async () => {
    process.kill(agent.pid, 'SIGKILL')
    await agent.ended
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await cuts(gone('rule', 'sgr-3'))).toBeNull()
    const { items, silent } = await liveSessions(parts(), ENIS, 1000)
    expect([items, silent]).toEqual([
      [],
      [{ hostId: 'local', reason: expect.stringContaining('not connected') }],
    ])
  })
})
