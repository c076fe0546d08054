// The server frozen, or behind a way that swallows everything: enforcement goes on, nothing spins, and it resumes by itself.

import { readFileSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type RunningAgent, startAgent } from '../../src/agent/agentProcess.ts'
import { tearDown } from '../../src/agent/localCloud.ts'
import { namesOf } from '../../src/agent/names.ts'
import { describeUnless } from '../skipReason.ts'
import { AgentServer } from './agentServer.ts'
import { World } from './agentWorld.ts'
import { Hand } from './hand.ts'
import { reasonNotToRun } from './machine.ts'

const A = '10.0.0.5'
const B = '10.0.0.6'
const RESUME_MS = 10_000
/** For what else the machine does meanwhile. */
const SLACK_MS = 6_000

/** Stands between agent and server; while it swallows, connections stay open and nothing comes through. */
class Way {
  readonly #server: Server
  readonly #target: () => number
  readonly #sockets = new Set<Socket>()
  isSwallowing = false

  constructor(target: () => number) {
    this.#target = target
    this.#server = createServer({ allowHalfOpen: true }, (socket) => this.#carry(socket))
  }

  listen(): Promise<number> {
    return new Promise((resolve) =>
      this.#server.listen(0, '127.0.0.1', () => resolve((this.#server.address() as { port: number }).port)),
    )
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
  }

  /** What was open while it swallowed stays dead, as a connection whose packets were lost for long. */
  #carry(near: Socket): void {
    const far = connect(this.#target(), '127.0.0.1')
    let isDead = this.isSwallowing
    const pass = (from: Socket, to: Socket): void => {
      this.#sockets.add(from)
      from.on('data', (data) => {
        isDead ||= this.isSwallowing
        if (!isDead) to.write(data)
      })
      from.on('error', () => {})
      from.on('close', () => (isDead ? undefined : to.destroy()))
    }
    pass(near, far)
    pass(far, near)
  }
}

describeUnless(reasonNotToRun(), 'agent, with the server away', () => {
  let dataDir: string
  let server: AgentServer
  let way: Way
  let agent: RunningAgent
  const hands: Hand[] = []

  beforeAll(async () => {
    dataDir = join(inject('kernelFolder'), 'away')
    const world = new World()
    world.vpc('vpc-a')
    world.group('sg-a', 'vpc-a')
    world.instance('i-a', A, { groups: ['sg-a'] })
    world.instance('i-b', B, { groups: ['sg-a'] })
    world.rule('sg-a', 'ingress', 'accept', 'tcp', '10.0.0.0/8', 80)
    server = await AgentServer.open(world, dataDir, 'kernel')
    way = new Way(() => server.port)
    const port = await way.listen()
    agent = await startAgent({
      ...{ dataDir, server: `http://127.0.0.1:${port}`, hostId: 'local', mode: 'kernel' },
    })
    await server.enforced()
    const { prefix } = namesOf(dataDir)
    hands.push(Hand.inNamespace(`${prefix}i-a`), Hand.inNamespace(`${prefix}i-b`))
    await hands[1]?.listen(80)
    await hands[1]?.listen(81)
  })
  afterAll(async () => {
    for (const hand of hands) hand.end()
    agent?.stop()
    way?.close()
    server?.close()
    await tearDown({ dataDir })
  })

  /** Milliseconds of CPU that the agent has used; its children not counted. */
  const cpu = (): number => {
    const text = readFileSync(`/proc/${agent.pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  }
  const seconds = (count: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, count * 1000))
  const judge = () => Promise.all([hands[0]?.tcp(B, 80, 1000), hands[0]?.tcp(B, 81, 300)])

  it('a way that swallows everything: the rules hold, and what changed meanwhile is enforced within 10 s of its end', {
    timeout: 60_000,
  }, async () => {
    way.isSwallowing = true
    await seconds(1)
    const before = cpu()
    await server.store.transact((transaction) => transaction.remove('rule', 'sgr-1'))
    for (let second = 0; second < 12; second += 3) {
      expect(await judge()).toEqual([A, 'blocked'])
      await seconds(3)
    }
    // Half of one CPU is what others allow themselves.
    expect(cpu() - before).toBeLessThan(6000)
    way.isSwallowing = false
    const start = performance.now()
    while ((await hands[0]?.tcp(B, 80)) === A && performance.now() - start < 20_000) {}
    expect(performance.now() - start).toBeLessThan(RESUME_MS + SLACK_MS)
    await server.enforced()
  })

  it('a server that is gone and comes back: the same', { timeout: 60_000 }, async () => {
    server.pause()
    const before = cpu()
    await server.store.transact((transaction) => transaction.put('rule', ruleOf()))
    await seconds(6)
    expect(await judge()).toEqual(['blocked', 'blocked'])
    expect(cpu() - before).toBeLessThan(3000)
    await server.resume()
    const start = performance.now()
    while ((await hands[0]?.tcp(B, 80)) !== A && performance.now() - start < 20_000) {}
    expect(performance.now() - start).toBeLessThan(RESUME_MS + SLACK_MS)
  })
})

function ruleOf() {
  const world = new World()
  world.rule('sg-a', 'ingress', 'accept', 'tcp', '10.0.0.0/8', 80)
  const rule = world.tables.get('rule', 'sgr-1')
  if (rule === undefined) throw new Error('no rule')
  return rule
}
