// The official Tencent client on VPCs, subnets, network interfaces, network ACLs and tags: shapes, orders, refusals.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestServer } from './server.ts'
import { REGION, tencentCvm, tencentTag, tencentVpc } from './tencentClients.ts'

const ZONE = `${REGION}-3`
let server: TestServer
let vpc: ReturnType<typeof tencentVpc>
let cvm: ReturnType<typeof tencentCvm>
let VpcId: string
let SubnetId: string

beforeAll(async () => {
  server = new TestServer(join(tmpdir(), `menshen-tencent-network-${process.pid}`))
  await server.start({ MENSHEN_ENFORCE: 'simulated' })
  vpc = tencentVpc(server.credentials, { language: 'en-US' })
  cvm = tencentCvm(server.credentials, { language: 'en-US' })
  const made = await vpc.CreateVpc({ VpcName: 'shop', CidrBlock: '10.0.0.0/16', EnableMulticast: 'true' })
  VpcId = made.Vpc?.VpcId ?? ''
  const { Subnet } = await vpc.CreateSubnet({
    VpcId,
    SubnetName: 'web',
    CidrBlock: '10.0.1.0/24',
    Zone: ZONE,
  })
  SubnetId = Subnet?.SubnetId ?? ''
}, 60_000)
afterAll(() => server.remove())

const newGroup = async (GroupName: string): Promise<string> =>
  (await vpc.CreateSecurityGroup({ GroupName, GroupDescription: '' })).SecurityGroup?.SecurityGroupId ?? ''

const newEni = async (fields: object = {}) => {
  const { NetworkInterface } = await vpc.CreateNetworkInterface({
    VpcId,
    SubnetId,
    NetworkInterfaceName: 'second',
    ...fields,
  })
  if (NetworkInterface === undefined) throw new Error('the client got no interface')
  return NetworkInterface
}

const run = async (fields: object = {}): Promise<string> => {
  const { InstanceIdSet: [id = ''] = [] } = await cvm.RunInstances({
    Placement: { Zone: ZONE },
    ImageId: 'img-eb30mz89',
    InstanceType: 'S5.MEDIUM4',
    VirtualPrivateCloud: { VpcId, SubnetId },
    ...fields,
  })
  return id
}

test('VPCs and subnets read back as the provider for Terraform expects them', async () => {
  const { VpcSet: [found] = [] } = await vpc.DescribeVpcs({
    Filters: [{ Name: 'vpc-name', Values: ['sho'] }],
    Offset: '0',
    Limit: '20',
  })
  expect(found).toMatchObject({
    VpcId,
    CidrBlock: '10.0.0.0/16',
    IsDefault: false,
    EnableMulticast: true,
    DomainName: '',
    TagSet: [],
  })
  expect(found?.CreatedTime).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  await vpc.ModifySubnetAttribute({ SubnetId, EnableBroadcast: 'true' })
  const { SubnetSet: [subnet] = [] } = await vpc.DescribeSubnets({ SubnetIds: [SubnetId] })
  expect(subnet).toMatchObject({
    VpcId,
    Zone: ZONE,
    EnableBroadcast: true,
    TotalIpAddressCount: 253,
    AvailableIpAddressCount: 253,
    GatewaySet: [{ Address: '10.0.1.1' }],
    CdcId: '',
  })
  const { RouteTableSet: [table] = [] } = await vpc.DescribeRouteTables({
    Filters: [
      { Name: 'vpc-id', Values: [VpcId] },
      { Name: 'association.main', Values: ['true'] },
    ],
  })
  expect(table?.RouteTableId).toBe(subnet?.RouteTableId)
})

test('the default subnet has its gateway where every subnet has it, at the first address', async () => {
  const shanghai = { region: 'ap-shanghai', language: 'en-US' } as const
  const elsewhere = tencentVpc(server.credentials, shanghai)
  const { Vpc } = await elsewhere.CreateDefaultVpc({ Zone: 'ap-shanghai-2' })
  const { SubnetSet: [subnet] = [] } = await elsewhere.DescribeSubnets({
    SubnetIds: [Vpc?.SubnetId ?? ''],
  })
  const [first = ''] = (subnet?.CidrBlock ?? '').split('/')
  expect(subnet).toMatchObject({
    IsDefault: true,
    GatewaySet: [{ Address: first.replace(/\d+$/, '1') }],
  })
  const { InstanceIdSet } = await tencentCvm(server.credentials, shanghai).RunInstances({
    Placement: { Zone: 'ap-shanghai-2' },
    ImageId: 'img-eb30mz89',
  })
  const { InstanceSet: [found] = [] } = await tencentCvm(server.credentials, shanghai).DescribeInstances({
    InstanceIds: InstanceIdSet ?? [],
  })
  expect(found).toMatchObject({
    VirtualPrivateCloud: { SubnetId: subnet?.SubnetId },
    PrivateIpAddresses: [first.replace(/\d+$/, '2')],
  })
})

test.each([
  ['outside the VPC', { CidrBlock: '10.1.0.0/24' }, 'InvalidParameterValue.SubnetRange'],
  ['over another one', { CidrBlock: '10.0.1.0/25' }, 'InvalidParameterValue.SubnetConflict'],
  ['no block', { CidrBlock: '10.0.2.0' }, 'InvalidParameterValue.Malformed'],
  [
    'in a zone of another region',
    { CidrBlock: '10.0.2.0/24', Zone: 'ap-shanghai-2' },
    'InvalidParameterValue',
  ],
  ['in a VPC that is not there', { CidrBlock: '10.0.2.0/24', VpcId: 'vpc-aaaaaaaa' }, 'ResourceNotFound'],
])('a subnet %s is refused and nothing is made', async (_, fields, code) => {
  const asked = { VpcId, SubnetName: 'x', Zone: ZONE, ...fields }
  await expect(vpc.CreateSubnet(asked)).rejects.toMatchObject({ code })
  expect((await vpc.DescribeSubnets({})).TotalCount).toBe(1)
})

test('P3 G4: groups of an interface keep the order they are given, and are replaced as a whole', async () => {
  const [a, b, c] = [await newGroup('a'), await newGroup('b'), await newGroup('c')] as const
  const eni = await newEni({ SecurityGroupIds: [b, a] })
  const { NetworkInterfaceId: id = '' } = eni
  expect(eni).toMatchObject({ GroupSet: [b, a], State: 'AVAILABLE', Primary: false, Attachment: null })
  const groups = async () =>
    (await vpc.DescribeNetworkInterfaces({ NetworkInterfaceIds: [id] })).NetworkInterfaceSet?.[0]?.GroupSet
  await vpc.AssociateNetworkInterfaceSecurityGroups({ NetworkInterfaceIds: [id], SecurityGroupIds: [c] })
  expect(await groups()).toEqual([b, a, c])
  await vpc.ModifyNetworkInterfaceAttribute({ NetworkInterfaceId: id, SecurityGroupIds: [c, b] })
  expect(await groups()).toEqual([c, b])
  await vpc.DisassociateNetworkInterfaceSecurityGroups({
    NetworkInterfaceIds: [id],
    SecurityGroupIds: [b, c],
  })
  expect(await groups()).toEqual([])
  const many = await Promise.all(['d', 'e', 'f', 'g', 'h', 'i'].map(newGroup))
  await expect(
    vpc.ModifyNetworkInterfaceAttribute({ NetworkInterfaceId: id, SecurityGroupIds: many }),
  ).rejects.toMatchObject({ code: 'LimitExceeded' })
  expect(await groups()).toEqual([])
  await vpc.DeleteNetworkInterface({ NetworkInterfaceId: id })
})

test('addresses come with the answer, and go', async () => {
  const eni = await newEni({
    PrivateIpAddresses: [
      { PrivateIpAddress: '10.0.1.77', Primary: true },
      { PrivateIpAddress: '10.0.1.78', Primary: false },
    ],
    SecondaryPrivateIpAddressCount: 1,
  })
  const { NetworkInterfaceId: id = '', PrivateIpAddressSet: addresses = [] } = eni
  expect(addresses).toMatchObject([
    { PrivateIpAddress: '10.0.1.77', Primary: true, State: 'AVAILABLE', PublicIpAddress: '' },
    { PrivateIpAddress: '10.0.1.78', Primary: false },
    { Primary: false },
  ])
  const { PrivateIpAddressSet: [more] = [] } = await vpc.AssignPrivateIpAddresses({
    NetworkInterfaceId: id,
    SecondaryPrivateIpAddressCount: 1,
  })
  const gone = more?.PrivateIpAddress ?? ''
  await vpc.UnassignPrivateIpAddresses({
    NetworkInterfaceId: id,
    PrivateIpAddresses: [{ PrivateIpAddress: gone }],
  })
  await expect(
    newEni({ PrivateIpAddresses: [{ PrivateIpAddress: '10.0.1.77', Primary: true }] }),
  ).rejects.toMatchObject({ code: 'ResourceInUse' })
  const used = await vpc.DescribeUsedIpAddress({ VpcId, Offset: 0, Limit: 20 })
  expect(used.IpAddressStates).toContainEqual(
    expect.objectContaining({ IpAddress: '10.0.1.77', ResourceId: id }),
  )
  await vpc.DeleteNetworkInterface({ NetworkInterfaceId: id })
})

test('an interface goes into an instance and out of it, and its task has succeeded', async () => {
  const instanceId = await run()
  const { NetworkInterfaceId: id = '' } = await newEni()
  const { RequestId: TaskId = '' } = await vpc.AttachNetworkInterface({
    NetworkInterfaceId: id,
    InstanceId: instanceId,
  })
  expect(await vpc.DescribeVpcTaskResult({ TaskId })).toMatchObject({ Status: 'SUCCESS' })
  const { NetworkInterfaceSet: found = [] } = await vpc.DescribeNetworkInterfaces({
    Filters: [{ Name: 'attachment.instance-id', Values: [instanceId] }],
  })
  expect(found.map(({ Primary, Attachment }) => [Primary, Attachment?.DeviceIndex])).toEqual([
    [true, 0],
    [false, 1],
  ])
  await expect(vpc.DeleteNetworkInterface({ NetworkInterfaceId: id })).rejects.toMatchObject({
    code: 'UnsupportedOperation.InvalidState',
  })
  await vpc.DetachNetworkInterface({ NetworkInterfaceId: id, InstanceId: instanceId })
  await expect(
    vpc.DetachNetworkInterface({ NetworkInterfaceId: id, InstanceId: instanceId }),
  ).rejects.toMatchObject({ code: 'UnsupportedOperation.AttachmentNotFound' })
  await vpc.DeleteNetworkInterface({ NetworkInterfaceId: id })
  await cvm.TerminateInstances({ InstanceIds: [instanceId] })
})

test('A1 A2: a network ACL is spelled in its own casing and ends in what is implied', async () => {
  const { NetworkAcl } = await vpc.CreateNetworkAcl({ VpcId, NetworkAclName: 'edge' })
  const id = NetworkAcl?.NetworkAclId ?? ''
  const implied = [
    { Protocol: 'all', CidrBlock: '0.0.0.0/0', Action: 'Drop' },
    { Protocol: 'all', Ipv6CidrBlock: '::/0', Action: 'Accept' },
  ]
  expect(NetworkAcl).toMatchObject({
    NetworkAclType: 'TRIPLE',
    IngressEntries: implied,
    EgressEntries: implied,
  })
  const nothing = { Protocol: 'all', CidrBlock: '0.0.0.0/0', Action: 'DROP' }
  const web = { Protocol: 'TCP', Port: '80', CidrBlock: '10.0.0.0/8', Action: 'ACCEPT', Description: 'web' }
  await vpc.ModifyNetworkAclEntries({
    NetworkAclId: id,
    NetworkAclEntrySet: { Ingress: [web, nothing], Egress: [nothing] },
  })
  const read = async () => (await vpc.DescribeNetworkAcls({ NetworkAclIds: [id] })).NetworkAclSet?.[0]
  expect(await read()).toMatchObject({
    IngressEntries: [
      { Protocol: 'tcp', Port: '80', Action: 'Accept', Description: 'web', Priority: 1 },
      ...implied,
    ],
    EgressEntries: implied,
  })
  await vpc.CreateNetworkAclEntries({
    NetworkAclId: id,
    NetworkAclEntrySet: { Ingress: [{ ...web, Port: '22', Priority: 1 }] },
  })
  const ingress = (await read())?.IngressEntries ?? []
  expect(ingress.map(({ Port }) => Port)).toEqual(['22', '80', 'ALL', 'ALL'])
  const { NetworkAclIpv4EntryId = '' } = ingress[0] ?? {}
  await vpc.DeleteNetworkAclEntries({
    NetworkAclId: id,
    NetworkAclEntrySet: {
      Ingress: [{ NetworkAclIpv4EntryId } as typeof web & { NetworkAclIpv4EntryId: string }],
    },
  })
  await vpc.AssociateNetworkAclSubnets({ NetworkAclId: id, SubnetIds: [SubnetId] })
  expect((await read())?.SubnetSet).toMatchObject([{ SubnetId, NetworkAclId: id }])
  await expect(vpc.DeleteNetworkAcl({ NetworkAclId: id })).rejects.toMatchObject({ code: 'ResourceInUse' })
  await vpc.DisassociateNetworkAclSubnets({ NetworkAclId: id, SubnetIds: [SubnetId] })
  await vpc.DeleteNetworkAcl({ NetworkAclId: id })
})

test('A1: a network ACL of five fields takes entries of five fields, and no others', async () => {
  const { NetworkAcl } = await vpc.CreateNetworkAcl({
    VpcId,
    NetworkAclName: 'five',
    NetworkAclType: 'QUINTUPLE',
  })
  const id = NetworkAcl?.NetworkAclId ?? ''
  expect(NetworkAcl).toMatchObject({ NetworkAclType: 'QUINTUPLE', IngressEntries: [] })
  const entry = {
    Protocol: 'TCP',
    SourceCidr: '10.0.0.0/8',
    SourcePort: '1024-65535',
    DestinationCidr: '10.0.1.5',
    DestinationPort: '80',
    Action: 'ACCEPT',
  }
  await vpc.CreateNetworkAclQuintupleEntries({
    NetworkAclId: id,
    NetworkAclQuintupleSet: { Ingress: [entry] },
  })
  const read = async () =>
    (await vpc.DescribeNetworkAclQuintupleEntries({ NetworkAclId: id })).NetworkAclQuintupleSet ?? []
  const [first] = await read()
  expect(first).toMatchObject({ ...entry, Protocol: 'tcp', Action: 'Accept', NetworkAclDirection: 'INGRESS' })
  const NetworkAclQuintupleEntryId = first?.NetworkAclQuintupleEntryId ?? ''
  await vpc.ModifyNetworkAclQuintupleEntries({
    NetworkAclId: id,
    NetworkAclQuintupleSet: { Ingress: [{ ...entry, Action: 'DROP', NetworkAclQuintupleEntryId }] },
  })
  expect(await read()).toMatchObject([{ Action: 'Drop', NetworkAclQuintupleEntryId }])
  await expect(
    vpc.ModifyNetworkAclEntries({ NetworkAclId: id, NetworkAclEntrySet: { Ingress: [], Egress: [] } }),
  ).rejects.toMatchObject({ code: 'InvalidParameter.AclTypeMismatch' })
  await vpc.DeleteNetworkAclQuintupleEntries({
    NetworkAclId: id,
    NetworkAclQuintupleSet: { Ingress: [{ ...entry, NetworkAclQuintupleEntryId }] },
  })
  expect(await read()).toEqual([])
  await vpc.DeleteNetworkAcl({ NetworkAclId: id })
})

test('tags are put, read by kind and id, found, and taken off', async () => {
  const tag = tencentTag(server.credentials)
  const name = `qcs::vpc:${REGION}:uin/:vpc/${VpcId}`
  await tag.ModifyResourceTags({ Resource: name, ReplaceTags: [{ TagKey: 'env', TagValue: 'test' }] })
  const rows = await tag.DescribeResourceTagsByResourceIds({
    ServiceType: 'vpc',
    ResourcePrefix: 'vpc',
    ResourceIds: [VpcId],
    ResourceRegion: REGION,
  })
  expect(rows).toMatchObject({
    TotalCount: 1,
    Tags: [{ TagKey: 'env', TagValue: 'test', ResourceId: VpcId }],
  })
  const { ResourceTagMappingList: found = [] } = await tag.GetResources({
    TagFilters: [{ TagKey: 'env', TagValue: ['test'] }],
  })
  expect(found.map(({ Resource }) => Resource)).toEqual([
    `qcs::vpc:${REGION}:uin/${server.credentials.tencent.uin}:vpc/${VpcId}`,
  ])
  expect((await vpc.DescribeVpcs({ Filters: [{ Name: 'tag:env', Values: ['test'] }] })).TotalCount).toBe(1)
  await tag.UnTagResources({ ResourceList: [name], TagKeys: ['env'] })
  expect((await tag.GetResources({ ResourceList: [name] })).ResourceTagMappingList).toEqual([])
})

test('an instance reads back as the provider expects it, through its life', async () => {
  const id = await run({
    InstanceName: 'web',
    InternetAccessible: { InternetMaxBandwidthOut: 5, PublicIpAssigned: true },
    TagSpecification: [{ ResourceType: 'instance', Tags: [{ Key: 'tier', Value: 'web' }] }],
    ClientToken: 'once',
  })
  expect(id).toMatch(/^ins-[a-z0-9]{8}$/)
  const read = async () => (await cvm.DescribeInstances({ InstanceIds: [id] })).InstanceSet?.[0]
  const first = await read()
  expect(first).toMatchObject({
    InstanceName: 'web',
    InstanceState: 'RUNNING',
    CPU: 2,
    Memory: 4,
    Placement: { Zone: ZONE, ProjectId: 0 },
    VirtualPrivateCloud: { VpcId, SubnetId },
    IPv6Addresses: null,
    Tags: [{ Key: 'tier', Value: 'web', tagKey: 'tier', tagValue: 'web' }],
    LatestOperationState: 'SUCCESS',
  })
  expect(first?.PublicIpAddresses).toHaveLength(1)
  expect(first?.CreatedTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  // RunInstances without groups: the default group of the project.
  const { SecurityGroupSet: [standard] = [] } = await vpc.DescribeSecurityGroups({
    Filters: [{ Name: 'security-group-name', Values: ['default'] }],
  })
  expect(first?.SecurityGroupIds).toEqual([standard?.SecurityGroupId])
  const [a, b] = [await newGroup('first'), await newGroup('second')] as const
  await cvm.ModifyInstancesAttribute({ InstanceIds: [id], SecurityGroups: [a, b] })
  expect((await read())?.SecurityGroupIds).toEqual([a, b])
  await cvm.DisassociateSecurityGroups({ InstanceIds: [id], SecurityGroupIds: [a] })
  await cvm.AssociateSecurityGroups({ InstanceIds: [id], SecurityGroupIds: [a] })
  expect((await read())?.SecurityGroupIds).toEqual([b, a])
  await expect(
    cvm.AssociateSecurityGroups({ InstanceIds: [id], SecurityGroupIds: [a, b] }),
  ).rejects.toMatchObject({ code: 'InvalidParameterValue' })
  await expect(vpc.DeleteSecurityGroup({ SecurityGroupId: a })).rejects.toMatchObject({
    code: 'ResourceInUse',
  })
  await cvm.StopInstances({ InstanceIds: [id], StopType: 'SOFT' })
  expect((await read())?.InstanceState).toBe('STOPPED')
  await expect(cvm.StopInstances({ InstanceIds: [id] })).rejects.toMatchObject({
    code: 'UnsupportedOperation.InstanceStateStopped',
  })
  await cvm.StartInstances({ InstanceIds: [id] })
  await cvm.ModifyInstancesAttribute({ InstanceIds: [id], DisableApiTermination: true })
  await expect(cvm.TerminateInstances({ InstanceIds: [id] })).rejects.toMatchObject({
    code: 'UnsupportedOperation.InstancesProtected',
  })
  await cvm.ModifyInstancesAttribute({ InstanceIds: [id], DisableApiTermination: false })
  await cvm.TerminateInstances({ InstanceIds: [id] })
  expect((await cvm.DescribeInstances({ InstanceIds: [id] })).InstanceSet).toEqual([])
})

test.each([
  [{ InstanceType: 'X9.HUGE' }, 'InvalidParameterValue.InvalidInstanceType'],
  [{ ImageId: 'ubuntu' }, 'InvalidImageId.Malformed'],
  [{ Placement: { Zone: 'ap-shanghai-2' } }, 'InvalidZone.MismatchRegion'],
  [{ SecurityGroupIds: ['sg-aaaaaaaa'] }, 'InvalidSecurityGroupId.NotFound'],
  [{ SecurityGroupIds: ['group'] }, 'InvalidSgId.Malformed'],
  [{ LoginSettings: { KeyIds: ['skey-aaaaaaaa'] } }, 'InvalidParameterValue.KeyPairNotFound'],
  [{ LoginSettings: { Password: 'short' } }, 'InvalidPassword'],
  [{ DryRun: true }, 'DryRunOperation'],
  [{ Instances: 3 }, 'UnknownParameter'],
])('RunInstances with %j ends in %s and makes nothing', async (fields, code) => {
  const before = (await cvm.DescribeInstances({})).TotalCount
  await expect(run(fields)).rejects.toMatchObject({ code: expect.stringMatching(`^${code}`) })
  expect((await cvm.DescribeInstances({})).TotalCount).toBe(before)
})

test('what clients ask around instances: regions, zones, images, types, disks', async () => {
  expect((await cvm.DescribeRegions()).RegionSet).toContainEqual(expect.objectContaining({ Region: REGION }))
  expect((await cvm.DescribeZones()).ZoneSet).toContainEqual(
    expect.objectContaining({ Zone: ZONE, ZoneState: 'AVAILABLE' }),
  )
  expect((await cvm.DescribeImages({})).TotalCount).toBeGreaterThan(3)
  const types = await cvm.DescribeInstanceTypeConfigs({ Filters: [{ Name: 'zone', Values: [ZONE] }] })
  expect(types.InstanceTypeConfigSet).toContainEqual(
    expect.objectContaining({ InstanceType: 'S5.MEDIUM4', CPU: 2, Memory: 4 }),
  )
  await expect(
    cvm.DescribeInstances({ Filters: [{ Name: 'colour', Values: ['red'] }] }),
  ).rejects.toMatchObject({ code: 'InvalidFilter' })
})
