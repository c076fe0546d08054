// What hosts that joined see at their own gate: hits, flows and sessions of the machine itself and of a bound interface.

import { spawn, spawnSync } from 'node:child_process'
import { chownSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { SignedClient } from '../../bench/signedClient.ts'
import { TestServer } from '../sdk/server.ts'
import { describeUnless } from '../skipReason.ts'
import { FABRIC, FleetLab, type Guest } from './fleetLab.ts'
import { reasonNotToInject } from './machine.ts'

const A = '10.200.0.11'
const GUEST: Guest = { address: '10.200.0.66', v6: 'fd00:200::66', mac: '00:16:3e:00:00:66' }
const NOBODY = 65_534
const CAPABILITIES = '-all,+net_admin,+net_raw'
/** As the unit file runs it. */
const LEAST = [
  ...['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--no-new-privs'],
  ...[`--inh-caps=${CAPABILITIES}`, `--ambient-caps=${CAPABILITIES}`, `--bounding-set=${CAPABILITIES}`],
]

type Item = Record<string, unknown>

const reason = reasonNotToInject() ?? (spawnSync('tcpdump', ['--version']).error && 'tcpdump not found')

describeUnless(reason, 'observation at the gate of a host', () => {
  let server: TestServer
  let cloud: SignedClient
  let lab: FleetLab
  const groups: Record<string, string> = {}
  const enis: Record<string, string> = {}

  const call = async (action: string, parameters: Record<string, string>, version?: string) => {
    const { status, body } = await cloud.call(action, parameters, version)
    if (status !== 200) throw new Error(`${action}: ${JSON.stringify(body)}`)
    return body
  }
  const items = async (path: string): Promise<readonly Item[]> =>
    (await server.api('GET', path)).items as readonly Item[]
  const enforced = async (): Promise<void> => {
    const isSettled = async () =>
      (await items('/hosts')).every(({ connected, lag }) => connected && lag === 0)
    for (let tries = 0; !(await isSettled()); tries++) {
      if (tries === 300) throw new Error(JSON.stringify(await items('/hosts')))
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const rule = (side: '' | 'Egress', group: string, parameters: Record<string, string>) =>
    call(`AuthorizeSecurityGroup${side}`, { SecurityGroupId: groups[group] ?? '', ...parameters })
  const hits = async (): Promise<Record<string, number>> =>
    Object.fromEntries(
      (await items('/hits')).flatMap(({ direction, subject, hosts }) =>
        (hosts as readonly { hostId: string; hits: number }[]).map((host): [string, number] => [
          `${host.hostId} ${direction} ${subject}`,
          host.hits,
        ]),
      ),
    )
  /** Again and again, since until somebody listens nothing is kept for him. */
  const flow = async (provoke: () => unknown, query: string, wanted: Item): Promise<Item> => {
    const find = async () =>
      (await items(`/flows?limit=1000&${query}`)).find((each) =>
        Object.entries(wanted).every(([key, value]) => each[key] === value),
      )
    const message = `${query} ${JSON.stringify(wanted)}`
    const look = async () => {
      await provoke()
      return find()
    }
    await expect.poll(look, { timeout: 20_000, message }).toBeDefined()
    return (await find()) as Item
  }
  const ruleId = async (group: string, port: number): Promise<string> => {
    const asked = { SecurityGroupId: groups[group] ?? '', Direction: 'all' }
    const { Permissions } = await call('DescribeSecurityGroupAttribute', asked)
    const rules = Permissions.Permission as readonly { PortRange: string; SecurityGroupRuleId: string }[]
    return rules.find(({ PortRange }) => PortRange === `${port}/${port}`)?.SecurityGroupRuleId ?? ''
  }
  const sessions = async (eni: string | undefined): Promise<readonly string[]> =>
    (await items(`/sessions?eni=${eni}`))
      .map(({ host, fate, session }) => `${host} ${fate} ${(session as string).replace(/:\d+ >/, ' >')}`)
      .sort()

  beforeAll(async () => {
    server = new TestServer(join(inject('kernelFolder'), 'gate-server'))
    await server.start({ MENSHEN_ENFORCE: 'simulated' })
    cloud = new SignedClient(server.credentials.endpoint, server.credentials.aliyun)
    lab = new FleetLab(inject('kernelFolder'), 'gate')
    lab.startBefore(Number(new URL(server.credentials.endpoint).port))
    for (const host of ['hosta', 'hostb']) lab.host(host)
    lab.guest('hostb', 'b1', 'tap0', GUEST)
    const vpc = '2016-04-28'
    const { VpcId } = await call('CreateVpc', { CidrBlock: '10.200.0.0/16' }, vpc)
    const vSwitch = { VpcId, CidrBlock: '10.200.0.0/24', ZoneId: 'cn-hangzhou-h' }
    const { VSwitchId } = await call('CreateVSwitch', vSwitch, vpc)
    for (const [host, group, address] of [
      ['hosta', 'web', A],
      ['hostb', 'app', GUEST.address],
    ] as const) {
      const { SecurityGroupId } = await call('CreateSecurityGroup', { VpcId })
      groups[group] = SecurityGroupId
      const wanted = { VSwitchId, SecurityGroupId, PrimaryIpAddress: address }
      enis[group] = (await call('CreateNetworkInterface', wanted)).NetworkInterfaceId
      const words = ['host', 'token', 'create', ...(group === 'web' ? ['--eni', enis.web ?? ''] : [])]
      const token = server.command(words).stdout.trim()
      expect(await lab.menshen(host, 'join', FABRIC, '--token', token, '--name', host)).toMatchObject({
        code: 0,
      })
    }
    for (const file of ['.', 'host.json', 'host.key', 'ports.json'])
      chownSync(join(lab.dataDir('hosta'), file), NOBODY, NOBODY)
    lab.startAgent('hosta', LEAST)
    lab.startAgent('hostb')
    await lab.bind('hostb', (before) => ({
      ...before,
      ports: [{ interface: 'tap0', eni: enis.app ?? '', mac: GUEST.mac }],
    }))
    await rule('', 'web', { IpProtocol: 'TCP', PortRange: '80/80', SourceGroupId: groups.app ?? '' })
    await enforced()
    for (const name of ['hosta', 'hostb', 'fabric'])
      for (const port of [80, 85]) await lab.in(name).listen(port)
  }, 120_000)
  afterAll(async () => {
    cloud?.close()
    await lab?.end()
    await server?.remove()
  })

  it('W1: hits of the machine’s own rules and of a bound interface’s', async () => {
    const client = lab.in('b1')
    await rule('', 'web', { IpProtocol: 'TCP', PortRange: '85/85', SourceGroupId: groups.app ?? '' })
    const shut = { IpProtocol: 'UDP', PortRange: '87/87', SourceGroupId: groups.app ?? '', Policy: 'drop' }
    await rule('', 'web', shut)
    await rule('Egress', 'app', { IpProtocol: 'TCP', PortRange: '85/85', DestCidrIp: `${A}/32` })
    await enforced()
    await expect.poll(() => client.tcp(A, 80), { timeout: 10_000 }).toBe(GUEST.address)
    for (let time = 0; time < 3; time++) expect(await client.tcp(A, 85)).toBe(GUEST.address)
    expect(await client.udp(A, 87)).toBe('blocked')
    const wanted = {
      [`hosta ingress ${await ruleId('web', 85)}`]: 3,
      [`hosta ingress ${await ruleId('web', 87)}`]: 1,
      [`hostb egress ${await ruleId('app', 85)}`]: 3,
    }
    // Readings are further apart where they are dear, as on a machine that is full.
    await expect.poll(hits, { timeout: 90_000 }).toMatchObject(wanted)
    const top = server.command(['top', '--once', '--interval', '1', '--json', '--host', 'hosta'])
    expect(JSON.parse(top.stdout)).toContainEqual(
      expect.objectContaining({ subject: await ruleId('web', 85), direction: 'ingress' }),
    )
  }, 90_000)

  it('W1: what the gate drops, with who decided: the machine as receiver and sender, a guest, a foreign source', async () => {
    const foreign = () => lab.in('b1').udp(A, 53)
    expect(
      await flow(foreign, 'denied=true', { hostId: 'hosta', protocol: 'udp', destinationPort: 53 }),
    ).toMatchObject({
      ...{ action: 'drop', reason: 'default', direction: 'ingress', eniId: enis.web, instanceId: null },
      ...{ groupIds: [groups.web], from: 'eth0', to: '', source: GUEST.address, destination: A },
    })
    const nowhere = { IpProtocol: 'TCP', DestCidrIp: '0.0.0.0/0', Policy: 'drop' }
    await rule('Egress', 'web', { ...nowhere, PortRange: '82/82' })
    await rule('Egress', 'app', { ...nowhere, PortRange: '83/83' })
    await enforced()
    expect(await lab.in('hosta').tcp(FABRIC, 82)).toBe('blocked')
    const own = () => lab.in('hosta').tcp(FABRIC, 82)
    expect(await flow(own, `eni=${enis.web}`, { destinationPort: 82 })).toMatchObject({
      ...{ hostId: 'hosta', reason: 'rule', direction: 'egress', ruleId: await ruleId('web', 82) },
      ...{ from: '', to: 'eth0' },
    })
    expect(await lab.in('b1').tcp(A, 83)).toBe('blocked')
    const guests = () => lab.in('b1').tcp(A, 83)
    expect(await flow(guests, `eni=${enis.app}`, { destinationPort: 83 })).toMatchObject({
      ...{ hostId: 'hostb', reason: 'rule', direction: 'egress', from: 'tap0', to: 'eth0' },
      vpcId: expect.stringMatching(/^vpc-/),
    })
    lab.sh('b1', 'ip addr add 10.200.0.99/32 dev lo')
    const spoofed = () => lab.sh('b1', `ping -c1 -W1 -I 10.200.0.99 ${A} || :`)
    expect(await flow(spoofed, 'denied=true', { reason: 'spoofed', source: '10.200.0.99' })).toMatchObject({
      ...{ hostId: 'hostb', eniId: enis.app, from: 'tap0' },
    })
  }, 60_000)

  it('W1: `watch` shows them as they come', async () => {
    const main = new URL('../../src/cli/main.ts', import.meta.url).pathname
    const words = ['watch', '--denied', '--eni', enis.web ?? '', '--count', '1', '--json']
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...words], {
      env: { ...process.env, MENSHEN_DATA: server.dataDir, LANG: 'C' },
    })
    let [seen, said] = ['', '']
    child.stdout.on('data', (piece: Buffer) => {
      seen += piece
    })
    child.stderr.on('data', (piece: Buffer) => {
      said += piece
    })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    await expect.poll(() => said, { timeout: 15_000 }).not.toBe('')
    const provoke = async () => {
      await lab.in('b1').tcp(A, 84)
      return seen
    }
    await expect.poll(provoke, { timeout: 15_000 }).not.toBe('')
    await ended
    expect(JSON.parse(seen)).toMatchObject({ hostId: 'hosta', eniId: enis.web, direction: 'ingress' })
  }, 60_000)

  it('C3: live sessions are listed where they are judged, and a change names the ones it then cuts', async () => {
    const client = lab.in('b1')
    await expect.poll(() => client.open('kept', A, 80), { timeout: 10_000 }).toBe(GUEST.address)
    // Nobody's business: neither end is an ENI's.
    expect(await lab.in('hostb').open('other', FABRIC, 80)).not.toBe('blocked')
    const line = `allowed tcp ${GUEST.address} > ${A}:80`
    await expect.poll(() => sessions(enis.web), { timeout: 10_000 }).toContain(`hosta ${line}`)
    const ofGuest = await sessions(enis.app)
    expect(ofGuest).toContain(`hostb ${line}`)
    expect(ofGuest.filter((each) => each.includes(`${FABRIC}:`))).toEqual([])
    const path = `/groups/${groups.web}/rules?ids=${await ruleId('web', 80)}`
    const { effect } = (await server.api('DELETE', `${path}&dryRun=true`)) as {
      effect: { cuts: readonly Item[] | null }
    }
    const named = effect.cuts?.map(({ session }) => (session as string).replace(/:\d+ >/, ' >'))
    expect(named).toContain(`tcp ${GUEST.address} > ${A}:80`)
    await server.api('DELETE', path)
    await enforced()
    expect(await client.exchange('kept')).toBe('blocked')
    expect(await lab.in('hostb').exchange('other')).not.toBe('blocked')
  }, 60_000)
})
