// A machine that is an instance, its real agent and a real server over TLS: nobody is locked out, and no failure opens anything.

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { SignedClient } from '../../bench/signedClient.ts'
import { rulesetDirectory } from '../../src/agent/lastGood.ts'
import { TestServer } from '../sdk/server.ts'
import { describeUnless } from '../skipReason.ts'
import { FABRIC, FleetLab } from './fleetLab.ts'
import { reasonNotToInject } from './machine.ts'

const [HOST, OPERATOR] = ['10.200.0.11', '10.200.0.12']
const PORTS = [22, 80, 81, 82]
const RESUME_MS = 10_000
/** What the best allow themselves while their store is away. */
const CPU_SHARE = 0.5

describeUnless(reasonNotToInject(), 'a machine that is an instance', () => {
  let server: TestServer
  let cloud: SignedClient
  let lab: FleetLab
  let group = ''

  const menshen = (...words: string[]): string => {
    const { code, stdout, stderr } = server.command(words)
    if (code !== 0) throw new Error(`menshen ${words.join(' ')}: ${stderr}`)
    return stdout
  }
  const call = async (action: string, parameters: Record<string, string>, version?: string) => {
    const { status, body } = await cloud.call(action, parameters, version)
    if (status !== 200) throw new Error(`${action}: ${JSON.stringify(body)}`)
    return body
  }
  /** From the operator's machine. */
  const opens = async (port: number, patience?: number): Promise<boolean> =>
    (await lab.in('operator').tcp(HOST, port, patience)) !== 'blocked'
  const open = async (): Promise<readonly number[]> => {
    const found = await Promise.all(PORTS.map((port) => opens(port)))
    return PORTS.filter((_, index) => found[index])
  }
  /** Milliseconds until exactly these answer. */
  const comes = async (ports: readonly number[], patience = 30_000): Promise<number> => {
    const start = performance.now()
    let found = await open()
    while (found.join() !== ports.join()) {
      if (performance.now() - start > patience)
        throw new Error(`open are ${found}, not ${ports}, after ${patience} ms`)
      found = await open()
    }
    return performance.now() - start
  }
  const agentPid = (): number =>
    Number(readFileSync(join(lab.dataDir('host'), 'agent.pid'), 'utf8').split(' ')[0])
  /** Milliseconds of CPU that the agent and the programs that it ran have used. */
  const cpu = (): number => {
    const text = readFileSync(`/proc/${agentPid()}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]) * 10, 0)
  }
  const seconds = (count: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, count * 1000))
  const swallow = (): string =>
    lab.sh(
      'fabric',
      `nft 'table ip swallow { chain in { type filter hook input priority 0; tcp dport 7280 drop; }; chain out { type filter hook output priority 0; tcp sport 7280 drop; }; }'`,
    )
  const heal = (): string =>
    lab.sh('fabric', `nft 'table ip swallow; delete table ip swallow'; ip link set host up`)
  const rule = (port: number, ...words: readonly string[]): string =>
    menshen('rule', 'add', group, `tcp/${port}`, '--from', '0.0.0.0/0', ...words)
  const rules = () =>
    (
      JSON.parse(menshen('sg', 'show', group, '--json')) as {
        rules: { id: string; ports: string; action: string }[]
      }
    ).rules
  const unrule = (port: number, ...words: readonly string[]): string => {
    const id = rules().find(({ ports }) => ports === String(port))?.id ?? ''
    return menshen('rule', 'rm', group, id, ...words)
  }

  /** The agent is back and enforces the newest revision. */
  const connected = async (): Promise<void> => {
    for (const start = performance.now(); performance.now() - start < 15_000; await seconds(0.1)) {
      const { hosts } = JSON.parse(menshen('status', '--json')) as {
        hosts: { hostId: string; connected: boolean; lag: number }[]
      }
      if (hosts.some((host) => host.hostId === 'host' && host.connected && host.lag === 0)) return
    }
    throw new Error('the agent does not come back')
  }

  beforeAll(async () => {
    server = new TestServer(join(inject('kernelFolder'), 'safety-server'))
    await server.start({ MENSHEN_ENFORCE: 'simulated' })
    cloud = new SignedClient(server.credentials.endpoint, server.credentials.aliyun)
    lab = new FleetLab(inject('kernelFolder'), 'safety')
    lab.startBefore(Number(new URL(server.credentials.endpoint).port))
    for (const name of ['host', 'operator']) lab.host(name)
    const vpc = '2016-04-28'
    const { VpcId } = await call('CreateVpc', { CidrBlock: '10.200.0.0/16' }, vpc)
    const vSwitch = { VpcId, CidrBlock: '10.200.0.0/24', ZoneId: 'cn-hangzhou-h' }
    const { VSwitchId } = await call('CreateVSwitch', vSwitch, vpc)
    group = (await call('CreateSecurityGroup', { VpcId, SecurityGroupName: 'web' })).SecurityGroupId
    const wanted = { VSwitchId, SecurityGroupId: group, PrimaryIpAddress: HOST }
    const { NetworkInterfaceId } = await call('CreateNetworkInterface', wanted)
    for (const port of PORTS) await lab.in('host').listen(port)
    await lab.in('fabric').listen(22)
    await comes(PORTS)
    const token = menshen('host', 'token', 'create', '--eni', NetworkInterfaceId).trim()
    expect(await lab.menshen('host', 'join', FABRIC, '--token', token, '--name', 'host')).toMatchObject({
      code: 0,
    })
    lab.startAgent('host')
    await comes([])
    rule(80)
    await comes([80])
  }, 120_000)
  afterAll(async () => {
    cloud?.close()
    await lab?.end()
    await server?.remove()
  })

  it('S5: the failsafe list is open to those that it names, and to nobody else', async () => {
    expect(await opens(22)).toBe(false)
    menshen('settings', 'set', 'failsafe', `tcp/22@${OPERATOR}/32,tcp/81@10.99.0.0/16`)
    await comes([22, 80])
    // From another address, and the other way round: only answers go out.
    expect(await lab.in('fabric').tcp(HOST, 22)).toBe('blocked')
    menshen('rule', 'add', group, 'all', '--drop', '--from', '0.0.0.0/0')
    menshen('rule', 'add', group, 'all', '--drop', '--to', '0.0.0.0/0', '--allow-cut-off')
    await comes([22])
    expect(await lab.in('host').tcp(OPERATOR, 22)).toBe('blocked')
    await lab.in('operator').open('shell', HOST, 22)
    expect(await lab.in('operator').exchange('shell')).not.toBe('blocked')
    // Errors about such a session come in, or a way with a smaller MTU would stall it.
    lab.sh(
      'operator',
      `nft 'table ip no { chain in { type filter hook input priority 0; tcp sport 22 reject with icmp type host-unreachable; }; }'`,
    )
    expect(await lab.in('operator').exchange('shell')).toBe('blocked')
    lab.sh('operator', `nft 'delete table ip no'`)
    const related = /counter packets (\d+) bytes \d+ drop comment "related"/
    expect(related.exec(lab.sh('host', 'nft list table inet menshen'))?.[1]).toBe('0')
    expect(menshen('status')).toContain(`always open on machines that are instances: tcp/22@${OPERATOR}/32`)
    expect((await lab.menshen('host', 'port', 'ls')).stdout).toContain(`tcp/22@${OPERATOR}/32`)
    // Off the list is off the machine, running sessions with it.
    menshen('settings', 'set', 'failsafe', `tcp/81@10.99.0.0/16`)
    await comes([])
    expect(await lab.in('operator').exchange('shell')).toBe('blocked')
    menshen('settings', 'set', 'failsafe', `tcp/22@${OPERATOR}/32`)
    for (const { id } of rules().filter(({ action }) => action === 'drop')) menshen('rule', 'rm', group, id)
    await comes([22, 80])
  }, 90_000)

  it('S5: what forbids the machine the way to its server is refused; allowed, its agent hears the next change all the same', async () => {
    const forbid = ['rule', 'add', group, 'all', '--drop', '--to', '0.0.0.0/0']
    const { code, stderr } = server.command(forbid)
    expect(code).toBe(2)
    expect(stderr).toMatch(
      /host `host` \(eni-\w+\) would be forbidden the way to its own server, 10\.200\.0\.1 tcp\/7280, by `sgr-\w+`/,
    )
    expect(menshen(...forbid, '--dry-run')).toContain('! host `host`')
    expect(await lab.in('host').tcp(FABRIC, 22)).not.toBe('blocked')
    menshen(...forbid, '--allow-cut-off')
    await expect.poll(() => lab.in('host').tcp(FABRIC, 22), { timeout: 15_000 }).toBe('blocked')
    rule(81)
    await comes([22, 80, 81])
    unrule(81)
    for (const { id } of rules().filter(({ action }) => action === 'drop')) menshen('rule', 'rm', group, id)
    await comes([22, 80])
  }, 60_000)

  describe('after a start of the machine, with no way to the server', () => {
    const reboot = (): void => {
      lab.killAgent('host')
      lab.sh('host', 'nft flush ruleset; conntrack -F 2>/dev/null')
      swallow()
    }

    it('the last good rules are back, and the server is not needed', async () => {
      reboot()
      expect(await open()).toEqual(PORTS)
      lab.startAgent('host')
      await comes([22, 80])
      heal()
      await connected()
      expect(await open()).toEqual([22, 80])
    }, 60_000)

    it('none that can be loaded: closed but for the failsafe list, until the server is heard', async () => {
      reboot()
      const kept = rulesetDirectory(lab.dataDir('host'))
      for (const file of readdirSync(kept)) writeFileSync(join(kept, file), '')
      lab.startAgent('host')
      await comes([22])
      // The command that the unit runs before the agent; what is in force stays.
      const { code, stdout } = await lab.menshen('host', 'restore', '--missing')
      expect([code, stdout]).toEqual([0, expect.stringContaining('in force already')])
      lab.killAgent('host')
      lab.sh('host', 'nft flush ruleset')
      for (const file of readdirSync(kept)) rmSync(join(kept, file))
      expect((await lab.menshen('host', 'restore', '--missing')).stdout).toContain('closed until')
      await comes([22])
      lab.startAgent('host')
      heal()
      await comes([22, 80])
    }, 60_000)
  })

  describe('with the server away', () => {
    afterEach(heal)
    /** What the agent uses of one CPU while `during` goes on, and whether the rules held all the time. */
    const share = async (during: number): Promise<number> => {
      const [start, before] = [performance.now(), cpu()]
      while (performance.now() - start < during * 1000) {
        expect(await open()).toEqual([22, 80])
        await seconds(0.5)
      }
      return (cpu() - before) / (performance.now() - start)
    }
    const figures: string[] = []
    afterAll(() => console.log(figures.join('\n')))
    const measured = (what: string, used: number, resumedMs: number): void => {
      figures.push(`${what}: ${(used * 100).toFixed(1)} % of a CPU, resumed in ${Math.round(resumedMs)} ms`)
      expect(used).toBeLessThan(CPU_SHARE)
      expect(resumedMs).toBeLessThan(RESUME_MS)
    }

    it('frozen: the rules hold, nothing spins, and it goes on within 10 s', { timeout: 90_000 }, async () => {
      server.signal('SIGSTOP')
      const used = await share(15)
      server.signal('SIGCONT')
      const start = performance.now()
      rule(81)
      await comes([22, 80, 81], RESUME_MS * 2)
      measured('frozen', used, performance.now() - start)
      unrule(81)
      await comes([22, 80])
    })

    it('gone: the same', { timeout: 90_000 }, async () => {
      await server.stop('SIGKILL')
      const used = await share(10)
      await server.start({ MENSHEN_ENFORCE: 'simulated' })
      const start = performance.now()
      rule(81)
      await comes([22, 80, 81], RESUME_MS * 2)
      measured('gone', used, performance.now() - start)
      unrule(81)
      await comes([22, 80])
    })

    it('behind a way that swallows every packet: the same', { timeout: 90_000 }, async () => {
      swallow()
      const used = await share(15)
      rule(81)
      expect(await open()).toEqual([22, 80])
      heal()
      const start = performance.now()
      await comes([22, 80, 81], RESUME_MS * 2)
      measured('every packet swallowed', used, performance.now() - start)
      unrule(81)
      await comes([22, 80])
    })

    it('behind a link that is down: the same', { timeout: 90_000 }, async () => {
      lab.sh('fabric', 'ip link set host down')
      const before = cpu()
      await seconds(10)
      const used = (cpu() - before) / 10_000
      expect(await open()).toEqual([])
      rule(81)
      heal()
      const start = performance.now()
      await comes([22, 80, 81], RESUME_MS * 2)
      measured('link down', used, performance.now() - start)
      unrule(81)
      await comes([22, 80])
    })
  })

  describe('a change that cuts the operator off, under --confirm-within', () => {
    const WITHIN = 12

    it('is undone by itself', { timeout: 60_000 }, async () => {
      menshen('settings', 'set', 'failsafe', 'none')
      rule(82)
      await comes([80, 82])
      await lab.in('operator').open('work', HOST, 82)
      unrule(82, '--confirm-within', `${WITHIN}s`)
      await comes([80])
      expect(await lab.in('operator').exchange('work')).toBe('blocked')
      const took = await comes([80, 82], 40_000)
      expect(took).toBeLessThan((WITHIN + 8) * 1000)
      expect(await lab.in('operator').exchange('work', 3000)).not.toBe('blocked')
      expect(rules().some(({ ports }) => ports === '82')).toBe(true)
    })

    it('with the server gone as well: by the agent alone, and both agree later', {
      timeout: 90_000,
    }, async () => {
      unrule(82, '--confirm-within', `${WITHIN}s`)
      await comes([80])
      await server.stop('SIGKILL')
      expect(await comes([80, 82], 40_000)).toBeLessThan((WITHIN + 8) * 1000)
      await seconds(2)
      expect(await open()).toEqual([80, 82])
      await server.start({ MENSHEN_ENFORCE: 'simulated' })
      await connected()
      const isBack = () => rules().some(({ ports }) => ports === '82')
      for (const start = performance.now(); !isBack() && performance.now() - start < 10_000; )
        await seconds(0.2)
      expect(isBack()).toBe(true)
      expect(await open()).toEqual([80, 82])
    })

    it('with the server frozen: the same', { timeout: 90_000 }, async () => {
      unrule(82, '--confirm-within', `${WITHIN}s`)
      await comes([80])
      server.signal('SIGSTOP')
      expect(await comes([80, 82], 40_000)).toBeLessThan((WITHIN + 8) * 1000)
      server.signal('SIGCONT')
      await seconds(3)
      expect(await open()).toEqual([80, 82])
    })

    it('with a clock that is an hour ahead, an agent that is started anew takes nothing back too soon', {
      timeout: 90_000,
    }, async () => {
      lab.killAgent('host')
      const waiting = unrule(82, '--confirm-within', '60s')
      const ahead = Buffer.from('const now = Date.now; Date.now = () => now() + 3_600_000').toString('base64')
      lab.startAgent('host', ['env', `NODE_OPTIONS=--import=data:text/javascript;base64,${ahead}`])
      await comes([80])
      await seconds(2)
      expect(await open()).toEqual([80])
      menshen('confirm', /cfm-\w+/.exec(waiting)?.[0] ?? '', '--undo')
      await comes([80, 82])
      lab.killAgent('host')
      lab.startAgent('host')
      await connected()
    })

    it('with the agent killed and started again meanwhile: it still comes back', {
      timeout: 150_000,
    }, async () => {
      unrule(82, '--confirm-within', `${WITHIN}s`)
      await comes([80])
      lab.killAgent('host')
      await server.stop('SIGKILL')
      lab.startAgent('host')
      await comes([80, 82], 60_000)
      await server.start({ MENSHEN_ENFORCE: 'simulated' })
      await connected()
      unrule(82)
      await comes([80])
    })
  })
})
