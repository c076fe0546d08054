// A three-tier application through the official Tencent client, judged by real packets: places, groups in order, templates.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Hand } from '../kernel/hand.ts'
import { reasonNotToRun } from '../kernel/machine.ts'
import { describeUnless } from '../skipReason.ts'
import { TestServer } from './server.ts'
import { REGION, tencentCvm, tencentVpc } from './tencentClients.ts'

const ZONE = `${REGION}-3`

interface Member {
  readonly id: string
  readonly address: string
  readonly hand: Hand
}

interface Policy {
  readonly PolicyIndex?: number
  readonly Protocol?: string
  readonly Port?: string
  readonly CidrBlock?: string
  readonly SecurityGroupId?: string
  readonly AddressTemplate?: { readonly AddressId?: string; readonly AddressGroupId?: string }
  readonly ServiceTemplate?: { readonly ServiceId?: string; readonly ServiceGroupId?: string }
  readonly Action: string
}

describeUnless(reasonNotToRun(), 'a three-tier application', () => {
  const server = new TestServer(mkdtempSync(join(tmpdir(), 'menshen-tencent-tiers-')))
  let vpc: ReturnType<typeof tencentVpc>
  let cvm: ReturnType<typeof tencentCvm>
  let VpcId: string
  let SubnetId: string
  const groups = { web: '', app: '', db: '', shut: '' }
  const members = {} as Record<'web' | 'app' | 'db', Member>

  const newGroup = async (GroupName: string): Promise<string> =>
    (await vpc.CreateSecurityGroup({ GroupName, GroupDescription: '' })).SecurityGroup?.SecurityGroupId ?? ''
  const add = (SecurityGroupId: string, direction: 'Ingress' | 'Egress', ...policies: Policy[]) =>
    vpc.CreateSecurityGroupPolicies({
      SecurityGroupId,
      SecurityGroupPolicySet: { [direction]: policies },
    })
  const setGroups = (id: string, ...SecurityGroups: string[]) =>
    cvm.ModifyInstancesAttribute({ InstanceIds: [id], SecurityGroups })

  async function run(name: 'web' | 'app' | 'db', ...SecurityGroupIds: string[]): Promise<void> {
    const { InstanceIdSet: [id = ''] = [] } = await cvm.RunInstances({
      Placement: { Zone: ZONE },
      ImageId: 'img-eb30mz89',
      InstanceType: 'S5.MEDIUM4',
      InstanceName: name,
      VirtualPrivateCloud: { VpcId, SubnetId },
      SecurityGroupIds,
    })
    const { InstanceSet: [found] = [] } = await cvm.DescribeInstances({ InstanceIds: [id] })
    expect(found?.SecurityGroupIds).toEqual(SecurityGroupIds)
    members[name] = { id, address: found?.PrivateIpAddresses?.[0] ?? '', hand: server.hand(id) }
  }

  /** `blocked`, or that it arrived from the sender's own address. */
  const tcp = async (from: 'web' | 'app' | 'db', to: 'web' | 'app' | 'db', port: number): Promise<string> => {
    const answer = await members[from].hand.tcp(members[to].address, port)
    return answer === members[from].address ? 'passes' : answer
  }

  beforeAll(async () => {
    await server.start()
    await server.healthy()
    vpc = tencentVpc(server.credentials)
    cvm = tencentCvm(server.credentials)
    VpcId = (await vpc.CreateVpc({ VpcName: 'shop', CidrBlock: '10.0.0.0/16' })).Vpc?.VpcId ?? ''
    const subnet = { VpcId, SubnetName: 'all', CidrBlock: '10.0.1.0/24', Zone: ZONE }
    SubnetId = (await vpc.CreateSubnet(subnet)).Subnet?.SubnetId ?? ''
    for (const name of ['web', 'app', 'db', 'shut'] as const) groups[name] = await newGroup(name)
    await run('web', groups.web)
    await run('app', groups.app)
    await run('db', groups.db)
    await members.app.hand.listen(8080)
    await members.app.hand.listen(9090)
    await members.db.hand.listen(3306)
    await members.db.hand.listen(22)
  }, 120_000)
  afterAll(() => server.remove(), 60_000)

  test('P4: without rules everything is dropped, both ways', async () => {
    expect(await tcp('web', 'app', 8080)).toBe('blocked')
    await add(groups.app, 'Ingress', {
      Protocol: 'TCP',
      Port: '8080',
      SecurityGroupId: groups.web,
      Action: 'ACCEPT',
    })
    expect(await tcp('web', 'app', 8080)).toBe('blocked')
    for (const id of [groups.web, groups.app, groups.db])
      await add(id, 'Egress', { Protocol: 'ALL', CidrBlock: '0.0.0.0/0', Action: 'ACCEPT' })
    expect(await tcp('web', 'app', 8080)).toBe('passes')
    expect(await tcp('web', 'app', 9090)).toBe('blocked')
    expect(await tcp('web', 'db', 3306)).toBe('blocked')
    await add(groups.db, 'Ingress', {
      Protocol: 'TCP',
      Port: '3306',
      SecurityGroupId: groups.app,
      Action: 'ACCEPT',
    })
    expect(await tcp('app', 'db', 3306)).toBe('passes')
    expect(await tcp('web', 'db', 3306)).toBe('blocked')
  })

  test('P3: the upper rule decides; moved below, it decides no more; a running session is cut', async () => {
    expect(await members.app.hand.open('s', members.db.address, 3306)).toBe(members.app.address)
    expect(await members.app.hand.exchange('s')).not.toBe('blocked')
    const drop = { PolicyIndex: 0, Protocol: 'TCP', Port: 'ALL', CidrBlock: '10.0.1.0/24', Action: 'DROP' }
    await add(groups.db, 'Ingress', drop)
    expect(await tcp('app', 'db', 3306)).toBe('blocked')
    expect(await members.app.hand.exchange('s')).toBe('blocked')
    await vpc.ReplaceSecurityGroupPolicies({
      SecurityGroupId: groups.db,
      SecurityGroupPolicySet: { Ingress: [{ PolicyIndex: 0, Priority: 2 }] },
      OriginalSecurityGroupPolicySet: { Ingress: [{ PolicyIndex: 0 }] },
      UpdateType: 'Priority',
    })
    expect(await tcp('app', 'db', 3306)).toBe('passes')
    await vpc.DeleteSecurityGroupPolicies({
      SecurityGroupId: groups.db,
      SecurityGroupPolicySet: { Ingress: [{ PolicyIndex: 1 }] },
    })
  })

  test('the version that a caller saw guards the list: a stale one changes nothing', async () => {
    const { SecurityGroupPolicySet: seen } = await vpc.DescribeSecurityGroupPolicies({
      SecurityGroupId: groups.db,
    })
    const drop = { PolicyIndex: 0, Protocol: 'ALL', CidrBlock: '0.0.0.0/0', Action: 'DROP' }
    const stale = vpc.CreateSecurityGroupPolicies({
      SecurityGroupId: groups.db,
      SecurityGroupPolicySet: { Version: String(Number(seen?.Version) - 1), Ingress: [drop] },
    })
    await expect(stale).rejects.toMatchObject({ code: 'UnsupportedOperation.VersionMismatch' })
    expect(await tcp('app', 'db', 3306)).toBe('passes')
  })

  test('P3: groups decide in the order bound; another order turns the verdict', async () => {
    await add(groups.shut, 'Ingress', {
      Protocol: 'TCP',
      Port: '3306',
      CidrBlock: '0.0.0.0/0',
      Action: 'DROP',
    })
    await cvm.AssociateSecurityGroups({ InstanceIds: [members.db.id], SecurityGroupIds: [groups.shut] })
    expect(await tcp('app', 'db', 3306)).toBe('passes')
    await setGroups(members.db.id, groups.shut, groups.db)
    expect(await tcp('app', 'db', 3306)).toBe('blocked')
    const why = server.command(['explain', 'app', 'db:3306']).stdout
    expect(why).toContain(groups.shut)
    await setGroups(members.db.id, groups.db, groups.shut)
    expect(await tcp('app', 'db', 3306)).toBe('passes')
    await cvm.DisassociateSecurityGroups({ InstanceIds: [members.db.id], SecurityGroupIds: [groups.shut] })
  })

  test('G1: a group that names itself lets its members reach each other, and nobody else', async () => {
    await setGroups(members.web.id, groups.web, groups.shut)
    await setGroups(members.app.id, groups.app, groups.shut)
    await add(groups.shut, 'Ingress', {
      PolicyIndex: 0,
      Protocol: 'TCP',
      Port: '9090',
      SecurityGroupId: groups.shut,
      Action: 'ACCEPT',
    })
    expect(await tcp('web', 'app', 9090)).toBe('passes')
    expect(await tcp('db', 'app', 9090)).toBe('blocked')
  })

  test('templates change under rules that live', async () => {
    const { AddressTemplate: office } = await vpc.CreateAddressTemplate({
      AddressTemplateName: 'office',
      Addresses: [members.web.address],
    })
    const { ServiceTemplate: admin } = await vpc.CreateServiceTemplate({
      ServiceTemplateName: 'admin',
      Services: ['tcp:2222', 'udp:all'],
    })
    const AddressId = office?.AddressTemplateId ?? ''
    const ServiceId = admin?.ServiceTemplateId ?? ''
    const { AddressTemplateGroup: all } = await vpc.CreateAddressTemplateGroup({
      AddressTemplateGroupName: 'all',
      AddressTemplateIds: [AddressId],
    })
    await add(groups.db, 'Ingress', {
      AddressTemplate: { AddressGroupId: all?.AddressTemplateGroupId ?? '' },
      ServiceTemplate: { ServiceId },
      Action: 'ACCEPT',
    })
    expect(await tcp('web', 'db', 22)).toBe('blocked')
    await vpc.ModifyServiceTemplateAttribute({ ServiceTemplateId: ServiceId, Services: ['tcp:22,2222'] })
    expect(await tcp('web', 'db', 22)).toBe('passes')
    expect(await tcp('app', 'db', 22)).toBe('blocked')
    await vpc.ModifyAddressTemplateAttribute({
      AddressTemplateId: AddressId,
      Addresses: [`${members.app.address}-${members.app.address}`],
    })
    expect(await tcp('app', 'db', 22)).toBe('passes')
    expect(await tcp('web', 'db', 22)).toBe('blocked')
    await expect(vpc.DeleteAddressTemplate({ AddressTemplateId: AddressId })).rejects.toMatchObject({
      code: 'ResourceInUse',
    })
  })

  test('a snapshot gives back what a change took away', async () => {
    const { SnapshotPolicies: [policy] = [] } = await vpc.CreateSnapshotPolicies({
      SnapshotPolicies: [
        {
          SnapshotPolicyName: 'before changes',
          BackupType: 'operate',
          KeepTime: 7,
          CreateNewCos: false,
          CosRegion: REGION,
          CosBucket: 'rules',
        },
      ],
    })
    const SnapshotPolicyId = policy?.SnapshotPolicyId ?? ''
    const InstanceId = groups.db
    await vpc.AttachSnapshotInstances({
      SnapshotPolicyId,
      Instances: [{ InstanceId, InstanceType: 'securitygroup', InstanceRegion: REGION }],
    })
    await vpc.ModifySecurityGroupPolicies({
      SecurityGroupId: groups.db,
      SecurityGroupPolicySet: { Version: '0' },
    })
    expect(await tcp('app', 'db', 3306)).toBe('blocked')
    const { SnapshotFileSet: [file] = [] } = await vpc.DescribeSnapshotFiles({
      BusinessType: 'securitygroup',
      InstanceId,
      StartDate: '2000-01-01 00:00:00',
      EndDate: '2100-01-01 00:00:00',
    })
    const SnapshotFileId = file?.SnapshotFileId ?? ''
    const content = await vpc.DescribeSgSnapshotFileContent({
      SnapshotPolicyId,
      SnapshotFileId,
      SecurityGroupId: groups.db,
    })
    expect([content.OriginalData.length, content.BackupData.length > 1]).toEqual([0, true])
    await vpc.ResumeSnapshotInstance({ SnapshotPolicyId, SnapshotFileId, InstanceId })
    expect(await tcp('app', 'db', 3306)).toBe('passes')
  })

  test('what the rules count and who refers to whom', async () => {
    const { SecurityGroupAssociationStatisticsSet: [db, web] = [] } =
      await vpc.DescribeSecurityGroupAssociationStatistics({ SecurityGroupIds: [groups.db, groups.web] })
    expect(db).toMatchObject({ CVM: 1, ENI: 0, SG: 0, CLB: 0, CDB: 0, TotalCount: 1 })
    expect(web).toMatchObject({ CVM: 1, SG: 1 })
    const { ReferredSecurityGroupSet: [references] = [] } = await vpc.DescribeSecurityGroupReferences({
      SecurityGroupIds: [groups.web],
    })
    expect(references?.ReferredSecurityGroupIds).toEqual([groups.app])
    await expect(vpc.DeleteSecurityGroup({ SecurityGroupId: groups.web })).rejects.toMatchObject({
      code: 'ResourceInUse',
    })
  })
})
