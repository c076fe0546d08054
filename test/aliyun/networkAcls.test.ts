// Network ACLs through signed calls: their life, their bindings, what they show.

import { beforeEach, describe, expect, test } from 'vitest'
import { createNetworkWorld, type NetworkWorld } from './networkWorld.ts'

let world: NetworkWorld
let vpcId: string
let vSwitchId: string
beforeEach(async () => {
  world = await createNetworkWorld()
  vpcId = await world.vpc()
  vSwitchId = await world.vSwitch(vpcId)
})

const ok = (Action: string, parameters = {}) => world.ok({ Action, Version: 'Vpc', ...parameters })
const code = (Action: string, parameters = {}) => world.code({ Action, Version: 'Vpc', ...parameters })
const create = async (parameters = {}): Promise<string> =>
  (await ok('CreateNetworkAcl', { VpcId: vpcId, ...parameters })).NetworkAclId
const attributes = async (NetworkAclId: string) =>
  (await ok('DescribeNetworkAclAttributes', { NetworkAclId })).NetworkAclAttribute
const withSwitches = (...ids: readonly string[]) =>
  Object.fromEntries(
    ids.flatMap((id, index) => [
      [`Resource.${index + 1}.ResourceId`, id],
      [`Resource.${index + 1}.ResourceType`, 'VSwitch'],
    ]),
  )
const bind = (NetworkAclId: string, ...ids: readonly string[]) =>
  ok('AssociateNetworkAcl', { NetworkAclId, ...withSwitches(...ids) })
const shownAcl = async (id: string): Promise<string> =>
  (await ok('DescribeVSwitchAttributes', { VSwitchId: id })).NetworkAclId

/** As the answer shows it, system entries left out. */
const openEntry = (side: 'SourceCidrIp' | 'DestinationCidrIp', cidr = '0.0.0.0/0') => ({
  NetworkAclEntryId: expect.stringMatching(/^nae-/),
  NetworkAclEntryName: '',
  Description: '',
  Policy: 'accept',
  Protocol: 'all',
  Port: '-1/-1',
  [side]: cidr,
})

describe('CreateNetworkAcl', () => {
  test('A2: answers with all of it, without the types of entries; a new one accepts everything', async () => {
    const body = await ok('CreateNetworkAcl', { VpcId: vpcId, NetworkAclName: 'edge', Description: 'd' })
    expect(body).toEqual({
      RequestId: expect.any(String),
      NetworkAclId: body.NetworkAclId,
      NetworkAclAttribute: {
        NetworkAclId: body.NetworkAclId,
        NetworkAclName: 'edge',
        Description: 'd',
        VpcId: vpcId,
        RegionId: 'cn-hangzhou',
        Status: 'Available',
        CreationTime: '2024-01-01 00:00:00',
        Resources: { Resource: [] },
        IngressAclEntries: { IngressAclEntry: [openEntry('SourceCidrIp')] },
        EgressAclEntries: { EgressAclEntry: [openEntry('DestinationCidrIp')] },
      },
    })
  })

  test('with IPv6 in the VPC it accepts that as well', async () => {
    const six = await world.vpc({ EnableIpv6: 'true' })
    const { NetworkAclAttribute } = await ok('CreateNetworkAcl', { VpcId: six })
    expect(NetworkAclAttribute.EgressAclEntries.EgressAclEntry).toEqual([
      openEntry('DestinationCidrIp'),
      openEntry('DestinationCidrIp', '::/0'),
    ])
  })

  test.each([
    [{ VpcId: '' }, 'ParameterMissing.VpcId'],
    [{ VpcId: 'vpc-none' }, 'InvalidVpcId.NotFound'],
    [{ NetworkAclName: 'http://a' }, 'ParameterIllegal.Name'],
    [{ Description: 'https://a' }, 'ParameterIllegal.Description'],
    [{ DryRun: 'true' }, 'DryRunOperation'],
  ])('%j is refused with %s', async (change, expected) => {
    expect(await code('CreateNetworkAcl', { VpcId: vpcId, ...change })).toBe(expected)
  })

  test('the same token gives the same network ACL', async () => {
    const ids = [await create({ ClientToken: 't' }), await create({ ClientToken: 't' })]
    expect(new Set(ids).size).toBe(1)
    expect((await ok('DescribeNetworkAcls')).TotalCount).toBe('1')
  })

  test('L1: a VPC has 200 of them', async () => {
    for (let index = 0; index < 200; index++) await create()
    expect(await code('CreateNetworkAcl', { VpcId: vpcId })).toBe('QuotaExceed.NetworkAcl')
  })
})

describe('DescribeNetworkAclAttributes', () => {
  test('shows the entries of the system around the custom ones, with type and family', async () => {
    const shown = await attributes(await create({ 'Tag.1.Key': 'k', 'Tag.1.Value': 'v' }))
    expect(shown.Tags).toEqual({ Tag: [{ Key: 'k', Value: 'v' }] })
    const entries: Record<string, string>[] = shown.IngressAclEntries.IngressAclEntry
    expect(entries.map((one) => [one.EntryType, one.Policy, one.SourceCidrIp, one.IpVersion])).toEqual([
      ['system', 'accept', '100.100.2.128/28', 'IPv4'],
      ['system', 'accept', '100.100.2.112/28', 'IPv4'],
      ['system', 'accept', '100.100.100.200/32', 'IPv4'],
      ['custom', 'accept', '0.0.0.0/0', 'IPv4'],
      ['system', 'drop', '0.0.0.0/0', 'IPv4'],
    ])
    expect(new Set(entries.map((one) => one.NetworkAclEntryId)).size).toBe(entries.length)
  })

  test('one that is not there is not found', async () => {
    expect(await code('DescribeNetworkAclAttributes', { NetworkAclId: 'nacl-none' })).toBe(
      'InvalidNetworkAcl.NotFound',
    )
    expect(await code('DescribeNetworkAclAttributes')).toBe('ParameterMissing.NetworkAclId')
  })
})

describe('DescribeNetworkAcls', () => {
  const idsOf = async (parameters: object) =>
    (await ok('DescribeNetworkAcls', parameters)).NetworkAcls.NetworkAcl.map(
      (one: { NetworkAclId: string }) => one.NetworkAclId,
    )

  test('filters, and pages with numbers that are texts', async () => {
    const a = await create({ NetworkAclName: 'a', 'Tag.1.Key': 'k' })
    const b = await create()
    const c = await create({ VpcId: await world.vpc() })
    await bind(b, vSwitchId)
    expect(await ok('DescribeNetworkAcls', { PageSize: '2', PageNumber: '2' })).toMatchObject({
      PageNumber: '2',
      PageSize: '2',
      TotalCount: '3',
      NetworkAcls: { NetworkAcl: [{ NetworkAclId: c }] },
    })
    expect(await idsOf({ VpcId: vpcId })).toEqual([a, b])
    expect(await idsOf({ NetworkAclId: b })).toEqual([b])
    expect(await idsOf({ NetworkAclName: 'a' })).toEqual([a])
    expect(await idsOf({ 'Tags.1.Key': 'k' })).toEqual([a])
    expect(await idsOf({ ResourceType: 'VSwitch', ResourceId: vSwitchId })).toEqual([b])
    expect(await idsOf({ ResourceType: 'VSwitch', ResourceId: 'vsw-none' })).toEqual([])
    // Without its type a resource asks for nothing.
    expect(await idsOf({ ResourceId: vSwitchId })).toEqual([a, b, c])
    expect(await idsOf({ RegionId: 'cn-beijing' })).toEqual([])
    expect(await code('DescribeNetworkAcls', { ResourceType: 'Eni' })).toBe('ParameterIllegal.ResourceType')
    expect(await code('DescribeNetworkAcls', { PageSize: '51' })).toBe('InvalidParameter')
  })
})

describe('ModifyNetworkAclAttributes', () => {
  test('changes what is sent', async () => {
    const NetworkAclId = await create({ NetworkAclName: 'a', Description: 'b' })
    await ok('ModifyNetworkAclAttributes', { NetworkAclId, Description: 'c' })
    expect(await attributes(NetworkAclId)).toMatchObject({ NetworkAclName: 'a', Description: 'c' })
    await ok('ModifyNetworkAclAttributes', { NetworkAclId, NetworkAclName: 'd' })
    expect(await attributes(NetworkAclId)).toMatchObject({ NetworkAclName: 'd', Description: 'c' })
    expect(await code('ModifyNetworkAclAttributes', { NetworkAclId: 'nacl-none' })).toBe(
      'InvalidNetworkAcl.NotFound',
    )
  })
})

describe('AssociateNetworkAcl and UnassociateNetworkAcl', () => {
  test('A2: bound at once, shown on both sides, and taken away again', async () => {
    const id = await create()
    const second = await world.vSwitch(vpcId, { CidrBlock: '192.168.2.0/24' })
    await bind(id, vSwitchId, second)
    expect((await attributes(id)).Resources.Resource).toEqual(
      [vSwitchId, second].map((ResourceId) => ({ ResourceId, ResourceType: 'VSwitch', Status: 'BINDED' })),
    )
    expect(await shownAcl(second)).toBe(id)
    await ok('UnassociateNetworkAcl', { NetworkAclId: id, ...withSwitches(second) })
    expect(await shownAcl(second)).toBe('')
    expect((await attributes(id)).Resources.Resource).toHaveLength(1)
  })

  test('A2: a vSwitch has at most one, and all are bound or none', async () => {
    const [a, b] = [await create(), await create()]
    const second = await world.vSwitch(vpcId, { CidrBlock: '192.168.2.0/24' })
    await bind(a, vSwitchId)
    for (const NetworkAclId of [a, b]) {
      const call = { NetworkAclId, ...withSwitches(second, vSwitchId) }
      expect(await code('AssociateNetworkAcl', call)).toBe('InvalidResource.BindingExist')
    }
    expect(await shownAcl(second)).toBe('')
    const taken = (NetworkAclId: string, id: string) =>
      code('UnassociateNetworkAcl', { NetworkAclId, ...withSwitches(id) })
    expect(await taken(b, vSwitchId)).toBe('Mismatch.NetworkAclAndVSwitch')
    expect(await taken(a, second)).toBe('InvalidResource.NotBinding')
    expect(await shownAcl(vSwitchId)).toBe(a)
  })

  test('the vSwitch must be there and in the same VPC', async () => {
    const NetworkAclId = await create()
    const far = await world.vSwitch(await world.vpc())
    for (const action of ['AssociateNetworkAcl', 'UnassociateNetworkAcl']) {
      expect(await code(action, { NetworkAclId, ...withSwitches('vsw-none') })).toBe(
        'InvalidResource.NotFound',
      )
      expect(await code(action, { NetworkAclId, ...withSwitches(far) })).toBe('InvalidResource.VpcError')
      expect(await code(action, { NetworkAclId: 'nacl-none', ...withSwitches(far) })).toBe(
        'InvalidNetworkAcl.NotFound',
      )
      expect(await code(action, { NetworkAclId })).toBe('ParameterMissing.Resource')
      const wrong = { 'Resource.1.ResourceId': vSwitchId, 'Resource.1.ResourceType': 'Eni' }
      expect(await code(action, { NetworkAclId, ...wrong })).toBe('ParameterIllegal.ResourceType')
      const many = withSwitches(...Array.from({ length: 31 }, () => vSwitchId))
      expect(await code(action, { NetworkAclId, ...many })).toBe('ParameterIllegal.Resource')
    }
  })
})

describe('what depends on a network ACL', () => {
  test('A2: a bound one cannot be deleted, nor its vSwitch, nor its VPC before it is gone', async () => {
    const NetworkAclId = await create()
    await bind(NetworkAclId, vSwitchId)
    const refused = await world.call({
      Action: 'DeleteNetworkAcl',
      Version: 'Vpc',
      RegionId: 'cn-hangzhou',
      NetworkAclId,
    })
    expect([refused.code, refused.body.Message]).toEqual([
      'NetworkAclExistBinding',
      expect.stringContaining(vSwitchId),
    ])
    expect(await code('DeleteVSwitch', { VSwitchId: vSwitchId })).toBe('DependencyViolation.NetworkAcl')
    await ok('UnassociateNetworkAcl', { NetworkAclId, ...withSwitches(vSwitchId) })
    await ok('DeleteVSwitch', { VSwitchId: vSwitchId })
    expect(await code('DeleteVpc', { VpcId: vpcId })).toBe('DependencyViolation.NetworkAcl')
    expect(await ok('DeleteNetworkAcl', { NetworkAclId })).toEqual({ RequestId: expect.any(String) })
    expect(await code('DeleteNetworkAcl', { NetworkAclId })).toBe('InvalidNetworkAcl.NotFound')
    await ok('DeleteVpc', { VpcId: vpcId })
  })
})
