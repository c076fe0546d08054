// The agent dies, restarts, or is worked against by hand: what passes and what does not must not change.

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { agentOf, type RunningAgent } from '../../src/agent/agentProcess.ts'
import { tearDown } from '../../src/agent/localCloud.ts'
import { namesOf } from '../../src/agent/names.ts'
import { isRunning } from '../../src/agent/processes.ts'
import { asId, type RuleId, type VpcId } from '../../src/core/model/ids.ts'
import type { Rule } from '../../src/core/model/rule.ts'
import { describeUnless } from '../skipReason.ts'
import { Lab } from './agentLab.ts'
import { AgentServer } from './agentServer.ts'
import { World } from './agentWorld.ts'
import { Hand } from './hand.ts'
import { reasonNotToRun } from './machine.ts'

const A = '10.0.0.5'
const B = '10.0.0.6'

/** Two instances; i-a reaches i-b on port 80 and not on 81. */
function fill(world: World): void {
  world.vpc('vpc-a')
  world.group('sg-a', 'vpc-a')
  world.instance('i-a', A, { groups: ['sg-a'] })
  world.instance('i-b', B, { groups: ['sg-a'] })
  world.rule('sg-a', 'ingress', 'accept', 'tcp', '10.0.0.0/8', 80)
}

function ruleOf(): Rule {
  const world = new World()
  fill(world)
  const rule = world.tables.get('rule', 'sgr-1')
  if (rule === undefined) throw new Error('the world has another rule')
  return rule
}

describeUnless(reasonNotToRun(), 'agent, against other hands', () => {
  let lab: Lab

  beforeAll(async () => {
    lab = new Lab(inject('kernelFolder'), 'recovery')
    fill(lab.world)
    lab.world.eip('198.51.100.1', 'i-a')
    await lab.start()
    await Promise.all([lab.in('i-b').listen(80), lab.in('i-b').listen(81)])
  })
  afterAll(() => lab.end())

  const generation = (): string => lab.nft('vpc-a', '-a', 'list', 'chain', 'inet', 'menshen', 'do_accept')
  const repaired = async (before: number): Promise<number> => {
    const start = performance.now()
    while (lab.reported?.driftRepairs === before && performance.now() - start < 10_000) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return performance.now() - start
  }

  it('a restart adopts what stands without touching it', async () => {
    await lab.in('i-a').open('through', B, 80)
    const tables = generation()
    const links = lab.run('r-vpc-a', 'ip', 'link')
    expect(tables).toContain('handle')
    await lab.restart()
    expect(generation()).toBe(tables)
    expect(lab.run('r-vpc-a', 'ip', 'link')).toBe(links)
    expect(await lab.in('i-a').exchange('through')).toBe(A)
  })

  it('a restart finds out what became of the world meanwhile, and removes what is gone', async () => {
    await lab.settle(() => lab.world.instance('i-c', '10.0.0.7', { groups: ['sg-a'] }))
    await lab.converger.stop()
    const changed = lab.world.changed
    lab.world.changed = () => {}
    lab.world.deleteInstance('i-c')
    lab.world.instance('i-d', '10.0.0.7', { groups: ['sg-a'] })
    lab.world.changed = changed
    await lab.restart()
    expect(lab.run('i-c', 'true')).toContain('No such file')
    await lab.in('i-d').listen(80)
    expect(await lab.in('i-a').tcp('10.0.0.7', 80)).toBe(A)
  })

  it.each([
    ['the ruleset flushed', () => lab.nft('vpc-a', 'flush', 'ruleset')],
    ['a rule added', () => lab.nft('vpc-a', 'insert', 'rule', 'inet', 'menshen', 'base_forward', 'accept')],
    ['a port deleted', () => lab.run('i-b', 'ip', 'link', 'del', 'eth0')],
    [
      'the router’s namespace removed',
      () => spawnSync('ip', ['netns', 'del', lab.names.router(asId<VpcId>('vpc-a'))]),
    ],
  ])('%s by hand is repaired within 2 s', async (_, harm) => {
    // The first look after a change takes the measure; harm comes after it.
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const before = lab.reported?.driftRepairs ?? 0
    harm()
    // 2 s on a machine of its own; others on it may slow the repair down, not keep it from coming.
    expect(await repaired(before)).toBeLessThan(6000)
    expect(await lab.in('i-a').tcp(B, 80, 1000)).toBe(A)
    expect(await lab.in('i-a').tcp(B, 81)).toBe('blocked')
    expect(lab.converger.status.driftRepairs).toBe(before + 1)
  })

  it('a foreign flush is heard of at once: the ruleset is back before the next look would come', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const router = lab.names.router(asId<VpcId>('vpc-a'))
    const flushed = spawnSync('nsenter', [`--net=/run/netns/${router}`, 'nft', 'flush', 'ruleset'])
    expect(flushed.status).toBe(0)
    const start = performance.now()
    while (!lab.nft('vpc-a', '-t', 'list', 'tables').includes('inet menshen')) {
      if (performance.now() - start > 5000) break
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    expect(performance.now() - start).toBeLessThan(1000)
    expect(await lab.in('i-a').tcp(B, 81)).toBe('blocked')
  })

  it('tables of others in the same namespace are never touched, whatever happens to ours', async () => {
    lab.nft('vpc-a', 'add table inet theirs; add chain inet theirs c; add rule inet theirs c counter drop')
    const theirs = (): string => lab.nft('vpc-a', '-a', 'list', 'table', 'inet', 'theirs')
    const before = theirs()
    expect(before).toContain('counter')
    const repairs = lab.reported?.driftRepairs ?? 0
    await lab.settle(() => lab.world.rule('sg-a', 'ingress', 'accept', 'tcp', '10.0.0.0/8', 85))
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(lab.reported?.driftRepairs).toBe(repairs)
    lab.nft('vpc-a', 'delete', 'table', 'inet', 'menshen')
    await repaired(repairs)
    await lab.settle(() => lab.world.rule('sg-a', 'ingress', 'accept', 'tcp', '10.0.0.0/8', 86))
    expect(theirs()).toBe(before)
    lab.nft('vpc-a', 'delete', 'table', 'inet', 'theirs')
  })

  it('what the kernel refuses is said, the last good ruleset stays, and the next state is tried at once', async () => {
    const { world } = lab
    const good = generation()
    // A comment that nft cannot read: ids never look like this.
    world.put('rule', { ...ruleOf(), id: asId<RuleId>('sgr-"bad') })
    while (lab.converger.status.failure === null) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(lab.converger.status.failure).toContain('vpc `vpc-a`')
    expect(lab.converger.status.enforcedRevision).toBeLessThan(world.revision)
    expect(generation()).toBe(good)
    expect(await lab.in('i-a').tcp(B, 80)).toBe(A)
    await lab.settle(() => world.remove('rule', 'sgr-"bad'))
    expect(lab.converger.status.failure).toBeNull()
  })
})

describeUnless(reasonNotToRun(), 'agent, as a process', () => {
  let dataDir: string
  let server: AgentServer
  let agent: RunningAgent
  const hands: Hand[] = []

  beforeAll(async () => {
    dataDir = join(inject('kernelFolder'), 'process')
    const world = new World()
    fill(world)
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

  it('kill -9 and restart lose no allowed connection and let no forbidden one through', async () => {
    const [client] = hands as [Hand, Hand]
    await client.open('through', B, 80)
    const probes = Array.from({ length: 30 }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 100))
      if (index === 5 || index === 18) process.kill(agent.pid, 'SIGKILL')
      if (index === 10) agent = await server.startAgent()
      return Promise.all([client.tcp(B, 80, 1000), client.tcp(B, 81, 300), client.exchange('through', 1000)])
    })
    expect(await Promise.all(probes)).toEqual(Array(30).fill([A, 'blocked', A]))
    await agent.ended
    agent = await server.startAgent()
    await server.change((transaction) => transaction.remove('rule', 'sgr-1'))
    expect(await client.tcp(B, 80)).toBe('blocked')
  })

  it('an upgrade loses no allowed connection and lets no forbidden one through, also when it loads everything anew', async () => {
    const [client] = hands as [Hand, Hand]
    await server.change((transaction) => transaction.put('rule', ruleOf()))
    const router = `${namesOf(dataDir).prefix}r-vpc-a`
    const nft = (...words: readonly string[]): string =>
      spawnSync('ip', ['netns', 'exec', router, 'nft', ...words], { encoding: 'utf8' }).stdout
    const probes = Array.from({ length: 30 }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 100))
      if (index === 8) {
        agent.stop()
        await agent.ended
        // As if the version before had compiled the same otherwise.
        const [element = ''] =
          /0x\w+ comment "[a-z2-7]+"/.exec(nft('list', 'set', 'inet', 'menshen', 'plan')) ?? []
        const [epoch = ''] = element.split(' ')
        nft('flush set inet menshen plan; add element inet menshen plan', `{ ${epoch} comment "older" }`)
        agent = await server.startAgent()
      }
      return Promise.all([client.tcp(B, 80, 3000), client.tcp(B, 81, 300)])
    })
    expect(await Promise.all(probes)).toEqual(Array(30).fill([A, 'blocked']))
    const isNew = () => !nft('list', 'set', 'inet', 'menshen', 'plan').includes('older')
    await expect.poll(isNew, { timeout: 10_000 }).toBe(true)
    await server.change((transaction) => transaction.remove('rule', 'sgr-1'))
    expect(await client.tcp(B, 80)).toBe('blocked')
  })

  it('kill -9 leaves no listener behind, which would keep networks alive whose names are gone', async () => {
    const children = (): readonly string[] =>
      spawnSync('pgrep', ['-P', String(agent.pid), '-x', 'nft|tcpdump|perl'], { encoding: 'utf8' })
        .stdout.trim()
        .split('\n')
    await expect.poll(() => children().length, { timeout: 30_000 }).toBeGreaterThan(2)
    const heirs = children()
    process.kill(agent.pid, 'SIGKILL')
    await agent.ended
    await expect.poll(() => heirs.filter((pid) => isRunning(Number(pid))), { timeout: 30_000 }).toEqual([])
    agent = await server.startAgent()
    await server.change((transaction) => transaction.put('rule', ruleOf()))
    await server.change((transaction) => transaction.remove('rule', 'sgr-1'))
  })

  it('one that a killed server has left behind makes room for the next: two would take each other for foreign hands', async () => {
    const [client] = hands as [Hand, Hand]
    const left = agent
    process.kill(left.pid, 'SIGSTOP')
    agent = await server.startAgent()
    expect(await left.ended).toEqual({ code: null, signal: 'SIGKILL' })
    await server.change((transaction) => transaction.put('rule', ruleOf()))
    expect(await client.tcp(B, 80)).toBe(A)
    await server.change((transaction) => transaction.remove('rule', 'sgr-1'))
    expect(await client.tcp(B, 80)).toBe('blocked')
    expect(agentOf(dataDir)).toBe(agent.pid)
  })

  it('SIGTERM ends it within a second and traffic goes on, filtered, without agent and server', async () => {
    const [client] = hands as [Hand, Hand]
    await server.change((transaction) => transaction.put('rule', ruleOf()))
    server.close()
    expect(await client.tcp(B, 80)).toBe(A)
    const begun = performance.now()
    agent.stop()
    expect(await agent.ended).toEqual({ code: 0, signal: null })
    expect(performance.now() - begun).toBeLessThan(1000)
    expect(await client.tcp(B, 80)).toBe(A)
    expect(await client.tcp(B, 81)).toBe('blocked')
  })
})
