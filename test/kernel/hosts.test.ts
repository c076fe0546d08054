// Machines that join a real server over TLS and are instances themselves: who may come in, what may go out, who is refused.

import { chownSync, mkdirSync, readdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { SignedClient } from '../../bench/signedClient.ts'
import { agentOf } from '../../src/agent/agentProcess.ts'
import { TestServer } from '../sdk/server.ts'
import { describeUnless } from '../skipReason.ts'
import { FABRIC, FleetLab } from './fleetLab.ts'
import { reasonNotToInject } from './machine.ts'

const [A, B] = ['10.200.0.11', '10.200.0.12']
const [A6, B6] = ['fd00:200::11', 'fd00:200::12']
const NOBODY = 65_534
const CAPABILITIES = '-all,+net_admin,+net_raw'
/** An ordinary user with the two rights that the unit file gives, and no way to more. */
const LEAST = [
  ...['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--no-new-privs'],
  ...[`--inh-caps=${CAPABILITIES}`, `--ambient-caps=${CAPABILITIES}`, `--bounding-set=${CAPABILITIES}`],
]

interface HostAnswer {
  readonly id: string
  readonly connected: boolean
  readonly lag: number
  readonly ports: readonly object[]
}

describeUnless(reasonNotToInject(), 'hosts that join', () => {
  let server: TestServer
  let cloud: SignedClient
  let lab: FleetLab
  let [vpcId, vSwitchId] = ['', '']
  const groups: Record<string, string> = {}
  const enis: Record<string, string> = {}

  const call = async (action: string, parameters: Record<string, string>, version?: string) => {
    const { status, body } = await cloud.call(action, parameters, version)
    if (status !== 200) throw new Error(`${action}: ${JSON.stringify(body)}`)
    return body
  }
  const menshen = (...words: string[]) => {
    const { code, stdout, stderr } = server.command(words)
    if (code !== 0) throw new Error(`menshen ${words.join(' ')}: ${stderr}`)
    return stdout
  }
  const hosts = async (): Promise<Record<string, HostAnswer>> => {
    const { endpoint, api } = server.credentials
    const answer = await fetch(`${endpoint}/api/v1/hosts`, {
      headers: { authorization: `Bearer ${api.token}` },
    })
    const { items } = (await answer.json()) as { items: readonly HostAnswer[] }
    return Object.fromEntries(items.map((host) => [host.id, host]))
  }
  /** Changes something and waits until all hosts that are connected enforce it. */
  const settle = async (change: () => Promise<unknown>): Promise<void> => {
    await change()
    const behind = async (): Promise<readonly HostAnswer[]> =>
      Object.values(await hosts()).filter((host) => host.connected && host.lag > 0)
    await expect.poll(behind, { timeout: 10_000 }).toEqual([])
  }
  const rule = (side: '' | 'Egress', group: string, parameters: Record<string, string>) =>
    call(`AuthorizeSecurityGroup${side}`, {
      SecurityGroupId: groups[group] ?? '',
      Priority: '1',
      ...parameters,
    })
  const unrule = (group: string, parameters: Record<string, string>) =>
    call('RevokeSecurityGroup', { SecurityGroupId: groups[group] ?? '', Priority: '1', ...parameters })
  const tcp = async (from: string, to: string, port: number): Promise<string> =>
    (await lab.in(from).tcp(to, port)) === 'blocked' ? 'blocked' : 'open'

  beforeAll(async () => {
    server = new TestServer(join(inject('kernelFolder'), 'hosts-server'))
    await server.start({ MENSHEN_ENFORCE: 'simulated' })
    cloud = new SignedClient(server.credentials.endpoint, server.credentials.aliyun)
    lab = new FleetLab(inject('kernelFolder'), 'hosts')
    lab.startBefore(Number(new URL(server.credentials.endpoint).port))
    for (const host of ['hosta', 'hostb']) lab.host(host)
    const vpc = '2016-04-28'
    const { VpcId } = await call('CreateVpc', { CidrBlock: '10.200.0.0/16' }, vpc)
    const vSwitch = { VpcId, CidrBlock: '10.200.0.0/24', ZoneId: 'cn-hangzhou-h' }
    const { VSwitchId } = await call('CreateVSwitch', vSwitch, vpc)
    ;[vpcId, vSwitchId] = [VpcId, VSwitchId]
    for (const name of ['web', 'db']) {
      groups[name] = (await call('CreateSecurityGroup', { VpcId, SecurityGroupName: name })).SecurityGroupId
      const SecurityGroupId = groups[name] ?? ''
      await call('ModifySecurityGroupPolicy', { SecurityGroupId, InnerAccessPolicy: 'Drop' })
    }
    for (const [name, group, address] of [
      ['hosta', 'web', A],
      ['hostb', 'db', B],
    ] as const) {
      const wanted = { VSwitchId, SecurityGroupId: groups[group] ?? '', PrimaryIpAddress: address }
      enis[name] = (await call('CreateNetworkInterface', wanted)).NetworkInterfaceId
    }
    for (const name of ['hosta', 'hostb', 'fabric'])
      for (const port of [80, 81]) await lab.in(name).listen(port)
  }, 120_000)
  afterAll(async () => {
    cloud?.close()
    await lab?.end()
    await server?.remove()
  })

  it('a token lets one host in, once; the key stays on the host, readable by its owner alone', async () => {
    const token = menshen('host', 'token', 'create', '--eni', enis.hosta ?? '').trim()
    const [id = '', secret = '', pin = ''] = token.split('.')
    const other = `${id}.${secret}.${pin.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))}`
    const join = (host: string, ...words: string[]) => lab.menshen(host, 'join', FABRIC, ...words)
    expect(await join('hosta', '--token', other)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('it is another server'),
    })
    expect(await join('hosta', '--token', token, '--name', 'a')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`joined https://${FABRIC}:7280 as a`),
    })
    expect(statSync(`${lab.dataDir('hosta')}/host.key`).mode & 0o777).toBe(0o600)
    expect(await join('hostb', '--token', token, '--name', 'b')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('it was used already'),
    })
    expect(await join('hosta', '--token', token)).toMatchObject({ code: 2 })
    const second = menshen('host', 'token', 'create').trim()
    expect(await join('hostb', '--token', second, '--name', 'a')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('a host `a` has joined already'),
    })
    // A machine that cannot keep what it joins with uses no invitation up, and no name.
    const inTheWay = `${lab.dataDir('hostb')}/host.key.offered`
    mkdirSync(inTheWay)
    expect(await join('hostb', '--token', second, '--name', 'b')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cannot hold'),
    })
    rmdirSync(inTheWay)
    expect(await join('hostb', '--token', second, '--name', 'b')).toMatchObject({ code: 0 })
    expect(Object.keys(await hosts())).toEqual(['a', 'b'])
    expect(readdirSync(lab.dataDir('hosta')).filter((file) => file.includes('offered'))).toEqual([])
  }, 90_000)

  it('P1: the machine is the instance: ingress judges what comes in, egress what goes out, loopback is free', async () => {
    expect(await tcp('hostb', A, 80)).toBe('open')
    const data = lab.dataDir('hosta')
    for (const file of ['.', 'host.json', 'host.key', 'ports.json'])
      chownSync(join(data, file), NOBODY, NOBODY)
    lab.startAgent('hosta', LEAST)
    lab.startAgent('hostb')
    await lab.bind('hostb', (before) => ({ ...before, machine: enis.hostb ?? '' }))
    await settle(async () => {})
    await expect.poll(async () => (await hosts()).a?.connected, { timeout: 10_000 }).toBe(true)
    await expect.poll(() => tcp('hostb', A, 80), { timeout: 10_000 }).toBe('blocked')
    expect(await tcp('hosta', B, 80)).toBe('blocked')
    expect(await tcp('fabric', A, 80)).toBe('blocked')
    expect(await lab.in('hostb').ping(A)).toBe('blocked')
    expect(await tcp('hosta', FABRIC, 80)).toBe('open')
    expect(await tcp('hosta', '127.0.0.1', 80)).toBe('open')
    expect(await tcp('hosta', A, 81)).toBe('open')
    expect((await hosts()).a?.ports).toEqual([{ interface: '', eni: enis.hosta, state: 'enforced' }])
  }, 60_000)

  it('an agent with nothing but CAP_NET_ADMIN and CAP_NET_RAW does it', () => {
    const pid = lab.sh('hosta', `cat ${lab.dataDir('hosta')}/agent.pid`).split(' ')[0]
    const status = lab.sh('hosta', `cat /proc/${pid}/status`)
    // Bits 12 and 13.
    expect(status).toMatch(/CapEff:\t0000000000003000\n/)
    expect(status).toMatch(/CapBnd:\t0000000000003000\n/)
    expect(status).toMatch(/Uid:\t65534\t/)
  })

  it('G1 C3: members of the group named come in, sessions go with their rule', async () => {
    const opened = { IpProtocol: 'tcp', PortRange: '80/80', SourceGroupId: groups.db ?? '' }
    await settle(() => rule('', 'web', opened))
    expect([await tcp('hostb', A, 80), await tcp('hostb', A, 81), await tcp('fabric', A, 80)]).toEqual([
      ...['open', 'blocked', 'blocked'],
    ])
    await lab.in('hostb').open('kept', A, 80)
    expect(await lab.in('hostb').exchange('kept')).not.toBe('blocked')
    await settle(() => rule('', 'web', { IpProtocol: 'icmp', PortRange: '-1/-1', SourceCidrIp: '0.0.0.0/0' }))
    expect(await lab.in('hostb').exchange('kept')).not.toBe('blocked')
    expect(await lab.in('hostb').ping(A)).not.toBe('blocked')
    await settle(() => unrule('web', opened))
    expect(await lab.in('hostb').exchange('kept')).toBe('blocked')
  }, 60_000)

  it('P6: IPv6 is judged for itself, and neighbours find each other whatever the rules say', async () => {
    lab.sh('hosta', 'ip -6 neigh flush dev eth0')
    expect(await tcp('hostb', A6, 80)).toBe('blocked')
    await settle(() => rule('', 'web', { IpProtocol: 'tcp', PortRange: '80/80', Ipv6SourceCidrIp: '::/0' }))
    expect(await tcp('hostb', A6, 80)).toBe('open')
    expect(await tcp('hostb', A, 80)).toBe('blocked')
    expect(await tcp('hosta', B6, 80)).toBe('blocked')
  }, 60_000)

  it('A1: a network ACL lets machines of one vSwitch reach each other, and stands before all others', async () => {
    const beyond = '10.200.1.1'
    lab.sh('fabric', `ip addr add ${beyond}/24 dev br0`)
    lab.sh('hosta', `ip route add ${beyond} dev eth0`)
    const reached = async () => [await lab.in('hostb').ping(A), await lab.in('hosta').ping(beyond)]
    expect(await reached()).not.toContain('blocked')
    const version = '2016-04-28'
    const { NetworkAclId } = await call('CreateNetworkAcl', { VpcId: vpcId }, version)
    const nothing = (way: 'Ingress' | 'Egress') => ({
      [`Update${way}AclEntries`]: 'true',
      [`${way}AclEntries.1.Policy`]: 'drop',
      [`${way}AclEntries.1.Protocol`]: 'all',
      [`${way}AclEntries.1.Port`]: '-1/-1',
      [`${way}AclEntries.1.${way === 'Ingress' ? 'Source' : 'Destination'}CidrIp`]: '0.0.0.0/0',
    })
    const entries = { NetworkAclId, ...nothing('Ingress'), ...nothing('Egress') }
    await call('UpdateNetworkAclEntries', entries, version)
    const bound = {
      NetworkAclId,
      'Resource.1.ResourceType': 'VSwitch',
      'Resource.1.ResourceId': vSwitchId,
    }
    await settle(() => call('AssociateNetworkAcl', bound, version))
    expect(await reached()).toEqual([expect.not.stringMatching('blocked'), 'blocked'])
    await settle(() => call('UnassociateNetworkAcl', bound, version))
    expect(await reached()).not.toContain('blocked')
  }, 60_000)

  it('S6 A1: a port that is led to another one on the machine meets the network ACL as it came, and no second time', async () => {
    const beyond = '10.200.1.1'
    lab.sh(
      'hosta',
      `nft 'table ip led { chain in { type nat hook prerouting priority dstnat; tcp dport 8080 redirect to :80; }; }'`,
    )
    const mine = { IpProtocol: 'tcp', PortRange: '8080/8080', SourceCidrIp: `${beyond}/32` }
    await settle(() => rule('', 'web', mine))
    const version = '2016-04-28'
    const { NetworkAclId } = await call('CreateNetworkAcl', { VpcId: vpcId }, version)
    const entries = {
      ...{ NetworkAclId, UpdateIngressAclEntries: 'true' },
      ...{ 'IngressAclEntries.1.Policy': 'accept', 'IngressAclEntries.1.Protocol': 'tcp' },
      ...{ 'IngressAclEntries.1.Port': '8080/8080', 'IngressAclEntries.1.SourceCidrIp': `${beyond}/32` },
    }
    await call('UpdateNetworkAclEntries', entries, version)
    const bound = {
      NetworkAclId,
      'Resource.1.ResourceType': 'VSwitch',
      'Resource.1.ResourceId': vSwitchId,
    }
    await settle(() => call('AssociateNetworkAcl', bound, version))
    const connects = (port: number): boolean =>
      Number(
        lab.sh(
          'fabric',
          `curl -s -m 2 -o /dev/null -w '%{time_connect}' --interface ${beyond} http://${A}:${port} || :`,
        ),
      ) > 0
    expect([connects(8080), connects(80)]).toEqual([true, false])
    await settle(() => call('UnassociateNetworkAcl', bound, version))
    await settle(() => unrule('web', mine))
    lab.sh('hosta', 'nft delete table ip led')
  }, 60_000)

  it('S5: an ENI that nobody knows does not close the machine: it stays what it was', async () => {
    expect(await lab.menshen('hosta', 'port', 'bind', '--host', '--eni', 'eni-slip')).toMatchObject({
      code: 1,
      stderr: 'menshen: this machine stays what it was: the server knows no `eni-slip`\n',
    })
    expect((await lab.menshen('hosta', 'port', 'ls')).stdout).toMatch(
      new RegExp(`this machine +${enis.hosta} +enforced`),
    )
  })

  it('a file of bindings that nobody can read changes nothing, and is told of', async () => {
    const file = join(lab.dataDir('hosta'), 'ports.json')
    const text = readFileSync(file)
    writeFileSync(file, '{ "ports": oops')
    const shown = (): string => menshen('host', 'show', 'a')
    await expect.poll(shown, { timeout: 15_000 }).toContain('ports.json` cannot be read')
    expect(await lab.menshen('hosta', 'port', 'ls')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^menshen: `.*ports.json` cannot be read, what is in force stays: .*\n$/),
    })
    expect(await tcp('fabric', A, 80)).toBe('blocked')
    writeFileSync(file, text)
    await expect.poll(shown, { timeout: 15_000 }).not.toContain('cannot be read')
  }, 60_000)

  it('no rule cuts the agent off: everything forbidden outwards, it hears the next change', async () => {
    const nothing = { IpProtocol: 'all', PortRange: '-1/-1', DestCidrIp: '0.0.0.0/0', Policy: 'drop' }
    await settle(() => rule('Egress', 'web', nothing))
    expect(await tcp('hosta', FABRIC, 80)).toBe('blocked')
    await settle(() => rule('', 'web', { IpProtocol: 'tcp', PortRange: '81/81', SourceCidrIp: `${B}/32` }))
    expect(await tcp('hostb', A, 81)).toBe('open')
    lab.killAgent('hosta')
    lab.startAgent('hosta', LEAST)
    await expect.poll(async () => (await hosts()).a?.connected, { timeout: 10_000 }).toBe(true)
  }, 60_000)

  it('a removed host is refused at once and goes on enforcing what it knew', async () => {
    menshen('host', 'rm', 'a')
    expect(Object.keys(await hosts())).toEqual(['b'])
    await rule('', 'web', { IpProtocol: 'tcp', PortRange: '82/82', SourceCidrIp: '0.0.0.0/0' })
    await lab.in('hosta').listen(82)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect([await tcp('hostb', A, 81), await tcp('hostb', A, 80), await tcp('hostb', A, 82)]).toEqual([
      ...['open', 'blocked', 'blocked'],
    ])
    expect(Object.keys(await hosts())).toEqual(['b'])
  }, 60_000)

  it('a host that joins anew while its agent runs ends that one, and is another host with the next', async () => {
    const token = menshen('host', 'token', 'create').trim()
    const words = ['join', FABRIC, '--token', token, '--name', 'again', '--replace']
    expect(await lab.menshen('hosta', ...words)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(new RegExp(`this machine is ${enis.hosta}: [^]*its unit starts it anew`)),
    })
    expect(agentOf(lab.dataDir('hosta'))).toBeNull()
    expect(await tcp('hostb', A, 82)).toBe('blocked')
    lab.startAgent('hosta', LEAST)
    await expect.poll(async () => (await hosts()).again?.connected, { timeout: 15_000 }).toBe(true)
    await expect.poll(() => tcp('hostb', A, 82), { timeout: 15_000 }).toBe('open')
  }, 60_000)
})
