// The local cloud as commands see it: entering instances, outside hosts, responders, how fast it is made, taking it down.

import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { enterInstance, enterInternet, tearDown } from '../../src/agent/localCloud.ts'
import { detectMode } from '../../src/agent/modes.ts'
import { describeUnless } from '../skipReason.ts'
import { Lab } from './agentLab.ts'
import { reasonNotToRun } from './machine.ts'

const NOBODY = 65534

const namespaces = (): readonly string[] => (existsSync('/run/netns') ? readdirSync('/run/netns') : [])

describeUnless(reasonNotToRun(), 'local cloud', () => {
  let lab: Lab

  beforeAll(async () => {
    lab = new Lab(inject('kernelFolder'), 'local-cloud')
    const { world } = lab
    world.vpc('vpc-a')
    world.group('sg-a', 'vpc-a')
    world.rule('sg-a', 'ingress', 'accept', 'tcp', '0.0.0.0/0', 80)
    world.instance('i-a', '10.0.0.5', { groups: ['sg-a'] })
    world.instance('i-b', '10.0.0.6', { groups: ['sg-a'], responderPorts: [80] })
    await lab.start()
  })
  afterAll(() => lab.end())

  const sh = (program: string): [string, ...string[]] => ['sh', '-c', program]

  it('this machine can enforce', async () => {
    const { mode, why, checks } = await detectMode()
    expect({ mode, why }).toEqual({ mode: 'kernel', why: '' })
    expect(checks.filter((check) => !check.ok)).toEqual([])
  })

  it('another system, or one without rights, is told why', async () => {
    const other = await detectMode('darwin', false)
    expect(other).toMatchObject({ mode: 'simulated', why: 'network namespaces need Linux, this is darwin' })
  })

  it('a command runs in an instance found by id, name or host name, and its exit code comes back', async () => {
    const { dataDir } = lab
    const own = sh('ip -4 addr show eth0 | grep -q 10.0.0.5/24')
    for (const instance of ['i-a', 'name-of-i-a', 'host-i-a']) {
      expect(await enterInstance({ dataDir, instance, command: own })).toBe(0)
    }
    expect(await enterInstance({ dataDir, instance: 'i-a', command: sh('exit 7') })).toBe(7)
    expect(await enterInstance({ dataDir, instance: 'i-a', command: sh('kill -TERM $$') })).toBe(143)
    const nobody = enterInstance({ dataDir, instance: 'i-z', command: ['true'] })
    await expect(nobody).rejects.toThrow('there is no instance `i-z`')
  })

  it('an outside host is made when it is asked for, with the address asked for', async () => {
    const { dataDir } = lab
    const command = sh('ip -4 addr show eth0 | grep -q 203.0.113.9/32')
    expect(await enterInternet({ dataDir, ip: '203.0.113.9', command })).toBe(0)
    expect(await enterInternet({ dataDir, ip: '203.0.113.9', command })).toBe(0)
    await expect(enterInternet({ dataDir, ip: 'example', command })).rejects.toThrow('`example` is no IPv4')
  })

  it('a responder answers HTTP and echoes, survives a restart of the agent, and ends with its instance', async () => {
    const ask = (): string =>
      lab.run('i-a', 'curl', '-s', '-m', '2', '--retry', '5', '--retry-connrefused', 'http://10.0.0.6/')
    expect(JSON.parse(ask())).toMatchObject({ instanceId: 'i-b', client: '10.0.0.5', port: 80 })
    expect(await lab.in('i-a').tcp('10.0.0.6', 80)).toBe('hello')
    const noted = (): { pid: number } =>
      JSON.parse(readFileSync(join(lab.dataDir, 'local', 'responders', 'i-b'), 'utf8')) as { pid: number }
    const { pid } = noted()
    await lab.restart()
    expect(noted().pid).toBe(pid)
    await lab.settle(() => lab.world.change('instance', 'i-b', { state: 'stopped' }))
    // It is told to end while the pass goes on; how soon the kernel takes it away is not ours.
    await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 5_000 }).toBe(false)
    await lab.settle(() => lab.world.change('instance', 'i-b', { state: 'running' }))
    expect(JSON.parse(ask())).toMatchObject({ instanceId: 'i-b' })
  })

  it('twenty instances at once, and one more after them', async () => {
    await lab.settle(() => {
      for (let index = 0; index < 20; index++) {
        lab.world.instance(`i-many-${index}`, `10.0.0.${100 + index}`, { groups: ['sg-a'] })
      }
    })
    await lab.settle(() => lab.world.instance('i-one', '10.0.0.99', { groups: ['sg-a'] }))
    expect(lab.run('i-one', 'ip', '-4', 'addr', 'show', 'eth0')).toContain('10.0.0.99/24')
    expect(lab.run('i-many-19', 'ip', '-4', 'addr', 'show', 'eth0')).toContain('10.0.0.119/24')
  })

  it('taking it down leaves nothing, and a second time there is nothing to take', async () => {
    await lab.converger.stop()
    const { prefix } = lab.names
    const before = namespaces().filter((name) => name.startsWith(prefix))
    expect(before.length).toBeGreaterThan(20)
    expect([...(await tearDown({ dataDir: lab.dataDir })).namespaces].sort()).toEqual(before.sort())
    expect(namespaces().filter((name) => name.startsWith(prefix))).toEqual([])
    expect(await tearDown({ dataDir: lab.dataDir })).toEqual({ agentStopped: false, namespaces: [] })
    expect(existsSync(join(lab.dataDir, 'local'))).toBe(false)
  })
})

/** Tried as an ordinary user, which a test that runs as root has to become. */
function reasonNotRootless(): string | undefined {
  const reason = reasonNotToRun()
  if (reason !== undefined) return reason
  const probe = spawnSync('runuser', ['-u', 'nobody', '--', 'unshare', '-Urnm', 'true'], { encoding: 'utf8' })
  if (probe.status === 0) return undefined
  return `user namespaces are not to be had: ${(probe.error?.message ?? probe.stderr).trim()}`
}

describeUnless(reasonNotRootless(), 'local cloud, rootless', () => {
  it('an ordinary user gets the same: filtered traffic, outside hosts, and nothing left afterwards', () => {
    const dataDir = join(inject('kernelFolder'), 'rootless')
    mkdirSync(dataDir, { recursive: true })
    chownSync(dataDir, NOBODY, NOBODY)
    const script = fileURLToPath(new URL('./localRootless.ts', import.meta.url))
    const node = [process.execPath, '--disable-warning=ExperimentalWarning', script, dataDir]
    const { stdout, stderr } = spawnSync('runuser', ['-u', 'nobody', '--', ...node], {
      encoding: 'utf8',
      cwd: '/',
    })
    expect(stdout, stderr).not.toBe('')
    expect(JSON.parse(stdout)).toEqual({
      mode: 'kernel (rootless)',
      open: 0,
      outside: 0,
      closed: 1,
      driftRepairs: 0,
      removed: 5,
      again: { agentStopped: false, namespaces: [] },
    })
  })
})
