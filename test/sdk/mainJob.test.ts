// The main job of a newcomer: one command, the official clients, two instances, and real packets between them.
import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as ecsModels from '@alicloud/ecs20140526'
import * as vpcModels from '@alicloud/vpc20160428'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reasonNotToRun } from '../kernel/machine.ts'
import { describeUnless } from '../skipReason.ts'
import { ecsClient, popClient, REGION, stsClient, vpcClient } from './clients.ts'
import { TestServer } from './server.ts'

const PROBE = fileURLToPath(new URL('probe.mjs', import.meta.url))

interface Member {
  readonly id: string
  readonly v4: string
  readonly v6: string
}

describeUnless(reasonNotToRun(), 'the main job', () => {
  const server = new TestServer(mkdtempSync(join(tmpdir(), 'menshen-sdk-')))
  let ecs: ReturnType<typeof ecsClient>
  let web: Member
  let db: Member
  let webGroup: string
  let dbGroup: string
  let vpcId: string
  let vSwitchId: string

  beforeAll(async () => {
    await server.start()
    await server.healthy()
    ecs = ecsClient(server.credentials)
  }, 60_000)
  afterAll(() => server.remove(), 60_000)

  const probe = (from: string, kind: 'tcp' | 'udp', address: string, port: number) =>
    server.command(['exec', from, '--', process.execPath, PROBE, kind, address, String(port)]).stdout.trim()
  const ping = (from: string, address: string) =>
    server.command(['exec', from, '--', 'ping', '-c1', '-W1', address]).code === 0

  async function group(name: string): Promise<string> {
    const { body } = await ecs.createSecurityGroup(
      new ecsModels.CreateSecurityGroupRequest({ regionId: REGION, vpcId, securityGroupName: name }),
    )
    return body?.securityGroupId ?? ''
  }

  async function instance(name: string, securityGroupId: string): Promise<Member> {
    const { body } = await ecs.runInstances(
      new ecsModels.RunInstancesRequest({
        regionId: REGION,
        imageId: 'ubuntu_22_04_x64_20G_alibase_20240101.vhd',
        instanceType: 'ecs.g6.large',
        instanceName: name,
        vSwitchId,
        securityGroupId,
        ipv6AddressCount: 1,
        tag: [new ecsModels.RunInstancesRequestTag({ key: 'menshen:responder', value: '80,443,5432' })],
      }),
    )
    const id = body?.instanceIdSets?.instanceIdSet?.[0] ?? ''
    const found = await ecs.describeInstances(
      new ecsModels.DescribeInstancesRequest({ regionId: REGION, instanceIds: JSON.stringify([id]) }),
    )
    const described = found.body?.instances?.instance?.[0]
    expect(described?.status).toBe('Running')
    const eni = described?.networkInterfaces?.networkInterface?.[0]
    return { id, v4: eni?.primaryIpAddress ?? '', v6: eni?.ipv6Sets?.ipv6Set?.[0]?.ipv6Address ?? '' }
  }

  const rule = (fields: Record<string, string>) =>
    new ecsModels.AuthorizeSecurityGroupRequest({
      regionId: REGION,
      securityGroupId: dbGroup,
      permissions: [new ecsModels.AuthorizeSecurityGroupRequestPermissions(fields)],
    })
  const revocation = (fields: Record<string, string>) =>
    new ecsModels.RevokeSecurityGroupRequest({
      regionId: REGION,
      securityGroupId: dbGroup,
      permissions: [new ecsModels.RevokeSecurityGroupRequestPermissions(fields)],
    })

  test('who am I, V3', async () => {
    const { body } = await stsClient(server.credentials).getCallerIdentity()
    expect(body?.accountId).toBe(server.credentials.aliyun.accountId)
  })

  test('a VPC, a vSwitch, two groups and two instances', async () => {
    const vpc = vpcClient(server.credentials)
    const made = await vpc.createVpc(
      new vpcModels.CreateVpcRequest({
        regionId: REGION,
        cidrBlock: '10.0.0.0/16',
        vpcName: 'main',
        enableIpv6: true,
      }),
    )
    vpcId = made.body?.vpcId ?? ''
    const vSwitch = await vpc.createVSwitch(
      new vpcModels.CreateVSwitchRequest({
        regionId: REGION,
        vpcId,
        cidrBlock: '10.0.1.0/24',
        zoneId: 'cn-hangzhou-h',
        ipv6CidrBlock: 1,
      }),
    )
    vSwitchId = vSwitch.body?.vSwitchId ?? ''
    webGroup = await group('web')
    dbGroup = await group('db')
    web = await instance('web', webGroup)
    db = await instance('db', dbGroup)
    expect(web.v4).toMatch(/^10\.0\.1\./)
    expect(db.v6).toMatch(/^2001:db8:/)
  })

  test('P4: nothing passes between two groups before a rule says so', () => {
    expect(probe('web', 'tcp', db.v4, 5432)).toBe('closed')
    expect(probe('web', 'udp', db.v4, 5432)).toBe('closed')
    expect(probe('web', 'tcp', db.v6, 5432)).toBe('closed')
    expect(ping('web', db.v4)).toBe(false)
  })

  test('G1: a group as peer opens one port, TCP, both families, and closes it again', async () => {
    const tcp = {
      ipProtocol: 'TCP',
      portRange: '5432/5432',
      sourceGroupId: webGroup,
      policy: 'accept',
      priority: '1',
    }
    const answer = await ecs.authorizeSecurityGroup(rule(tcp))
    expect(answer.headers?.['x-menshen-revision']).toMatch(/^\d+$/)
    expect(probe('web', 'tcp', db.v4, 5432)).toBe('open')
    expect(probe('web', 'tcp', db.v6, 5432)).toBe('open')
    expect(probe('web', 'tcp', db.v4, 443)).toBe('closed')
    expect(probe('web', 'udp', db.v4, 5432)).toBe('closed')
    await ecs.revokeSecurityGroup(revocation(tcp))
    expect(probe('web', 'tcp', db.v4, 5432)).toBe('closed')
    await ecs.authorizeSecurityGroup(rule(tcp))
    expect(probe('web', 'tcp', db.v4, 5432)).toBe('open')
    expect(probe('web', 'tcp', db.v6, 5432)).toBe('open')
  })

  test('P3: a drop of the same priority beats the accept, and a later number does not', async () => {
    const drop = {
      ipProtocol: 'ALL',
      portRange: '-1/-1',
      sourceCidrIp: web.v4,
      policy: 'drop',
      priority: '1',
    }
    await ecs.authorizeSecurityGroup(rule(drop))
    expect(probe('web', 'tcp', db.v4, 5432)).toBe('closed')
    expect(probe('web', 'tcp', db.v6, 5432)).toBe('open')
    await ecs.revokeSecurityGroup(revocation(drop))
    await ecs.authorizeSecurityGroup(rule({ ...drop, priority: '2' }))
    expect(probe('web', 'tcp', db.v4, 5432)).toBe('open')
  })

  test('P5: UDP and ICMP, v4 and v6', async () => {
    await ecs.authorizeSecurityGroup(
      rule({ ipProtocol: 'UDP', portRange: '80/443', sourceGroupId: webGroup, priority: '1' }),
    )
    expect(probe('web', 'udp', db.v4, 443)).toBe('open')
    expect(probe('web', 'udp', db.v6, 80)).toBe('open')
    expect(ping('web', db.v4)).toBe(false)
    await ecs.authorizeSecurityGroup(
      rule({ ipProtocol: 'ICMP', portRange: '-1/-1', sourceCidrIp: '10.0.0.0/16', priority: '1' }),
    )
    await ecs.authorizeSecurityGroup(
      rule({ ipProtocol: 'ICMPv6', portRange: '-1/-1', ipv6SourceCidrIp: '::/0', priority: '1' }),
    )
    expect(ping('web', db.v4)).toBe(true)
    expect(ping('web', db.v6)).toBe(true)
    expect(ping('db', web.v4)).toBe(false)
  })

  test('C3: a session that a change forbids is cut, one that stays allowed is not', async () => {
    const tcp = { ipProtocol: 'TCP', portRange: '443/443', sourceGroupId: webGroup, priority: '1' }
    await ecs.authorizeSecurityGroup(rule(tcp))
    const kept = session(server, 'web', db.v4, 5432)
    const cut = session(server, 'web', db.v4, 443)
    await Promise.all([kept.echo('one'), cut.echo('one')])
    await ecs.revokeSecurityGroup(revocation(tcp))
    expect(await kept.echo('two')).toBe(true)
    expect(await cut.echo('two')).toBe(false)
    kept.end()
    cut.end()
  })

  test('W1: explain names the rule that decides', async () => {
    const open = server.command(['explain', 'web', 'db:5432'])
    expect(open.code).toBe(0)
    expect(open.stdout).toMatch(/ACCEPT/)
    expect(open.stdout).toMatch(/sgr-/)
    const closed = server.command(['explain', 'db', 'web:22', '--json'])
    expect(closed.code).toBe(1)
    expect(JSON.parse(closed.stdout).verdict.sides.at(-1).why).toMatchObject({ kind: 'default' })
  })

  test('an EIP reaches the instance from outside when a rule lets it', async () => {
    const vpc = vpcClient(server.credentials)
    const eip = await vpc.allocateEipAddress(new vpcModels.AllocateEipAddressRequest({ regionId: REGION }))
    await vpc.associateEipAddress(
      new vpcModels.AssociateEipAddressRequest({
        regionId: REGION,
        allocationId: eip.body?.allocationId ?? '',
        instanceId: web.id,
        instanceType: 'EcsInstance',
      }),
    )
    const address = eip.body?.eipAddress ?? ''
    const outside = (ip: string) =>
      server
        .command(['exec', '--internet', '--ip', ip, '--', process.execPath, PROBE, 'tcp', address, '80'])
        .stdout.trim()
    expect(outside('203.0.113.9')).toBe('closed')
    await ecs.authorizeSecurityGroup(
      new ecsModels.AuthorizeSecurityGroupRequest({
        regionId: REGION,
        securityGroupId: webGroup,
        permissions: [
          new ecsModels.AuthorizeSecurityGroupRequestPermissions({
            ipProtocol: 'TCP',
            portRange: '80/80',
            sourceCidrIp: '203.0.113.9/32',
          }),
        ],
      }),
    )
    expect(outside('203.0.113.9')).toBe('open')
    expect(outside('203.0.113.10')).toBe('closed')
  })

  test('the older client, V1, GET and POST, sees the same', async () => {
    const pop = popClient(server.credentials)
    for (const method of ['GET', 'POST']) {
      const answer = await pop.request<{ SecurityGroups: { SecurityGroup: { SecurityGroupId: string }[] } }>(
        'DescribeSecurityGroups',
        { RegionId: REGION },
        { method },
      )
      expect(answer.SecurityGroups.SecurityGroup.map((one) => one.SecurityGroupId)).toEqual(
        expect.arrayContaining([webGroup, dbGroup]),
      )
    }
  })

  test('SIGTERM ends the server within 2 s; traffic goes on, filtered; the next start takes over', async () => {
    expect(await server.stop()).toBeLessThan(2000)
    expect(probe('web', 'tcp', db.v4, 5432)).toBe('open')
    expect(probe('web', 'tcp', db.v4, 22)).toBe('closed')
    await server.start()
    await server.healthy()
    ecs = ecsClient(server.credentials)
    expect(probe('web', 'tcp', db.v4, 5432)).toBe('open')
    await ecs.deleteInstances(
      new ecsModels.DeleteInstancesRequest({ regionId: REGION, instanceId: [web.id, db.id], force: true }),
    )
    expect(server.command(['exec', 'web', '--', 'true']).code).not.toBe(0)
  })
})

/** One TCP connection from an instance that stays open; `echo` says whether a word comes back within a second. */
function session(server: TestServer, from: string, address: string, port: number) {
  const script = `const s=require('net').connect(${port},'${address}');process.stdin.pipe(s);s.pipe(process.stdout)`
  const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
  const args = [
    '--disable-warning=ExperimentalWarning',
    main,
    'exec',
    from,
    '--',
    process.execPath,
    '-e',
    script,
  ]
  const child = spawn(process.execPath, args, {
    env: { ...process.env, MENSHEN_DATA: server.dataDir },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let received = ''
  child.stdout.on('data', (chunk: Buffer) => {
    received += chunk.toString()
  })
  return {
    async echo(word: string): Promise<boolean> {
      child.stdin.write(`${word}\n`)
      for (let tries = 0; tries < 40; tries++) {
        if (received.includes(word)) return true
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      return false
    },
    end: () => child.kill(),
  }
}
