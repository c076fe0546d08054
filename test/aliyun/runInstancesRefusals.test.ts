// Where RunInstances puts instances, which groups they may have, and what it refuses.

import { beforeEach, describe, expect, test } from 'vitest'
import { asId, type RuleId, type SecurityGroupId } from '../../src/core/model/ids.ts'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

let world: RunWorld
beforeEach(async () => {
  world = await createRunWorld()
})

describe('place', () => {
  test('without vSwitch the default one of the default VPC is made and used again', async () => {
    const group = await world.ok({ Action: 'CreateSecurityGroup' })
    const place = { SecurityGroupId: group.SecurityGroupId as string, VSwitchId: '' }
    const [a = ''] = await world.run(place)
    const [b = ''] = await world.run(place)
    const [c = ''] = await world.run({ ...place, ZoneId: 'cn-hangzhou-i' })
    const [first, second, third] = [await world.instance(a), await world.instance(b), await world.instance(c)]
    expect(first.VpcAttributes.PrivateIpAddress.IpAddress).toEqual(['172.31.0.1'])
    expect(second.VpcAttributes.VSwitchId).toBe(first.VpcAttributes.VSwitchId)
    expect([third.ZoneId, third.VpcAttributes.PrivateIpAddress.IpAddress[0]]).toEqual([
      'cn-hangzhou-i',
      '172.31.16.1',
    ])
    const { Vpcs } = await world.ok({ Action: 'DescribeVpcs', Version: 'Vpc', IsDefault: 'true' })
    expect(Vpcs.Vpc).toHaveLength(1)
    expect(Vpcs.Vpc[0].CidrBlock).toBe('172.31.0.0/16')
  })

  test('G5: group and vSwitch must be of one VPC', async () => {
    const SecurityGroupId = await world.group(await world.vpc())
    expect(await world.runCode({ SecurityGroupId })).toBe('InvalidParameter.Mismatch')
  })

  test('a secondary interface stays in VPC and zone', async () => {
    const zone = { CidrBlock: '192.168.8.0/24', ZoneId: 'cn-hangzhou-i' }
    const far = await world.vSwitch(world.vpcId, zone)
    expect(await world.runCode({ 'NetworkInterface.1.VSwitchId': far })).toBe('InvalidParameter.Mismatch')
    const stranger = await world.vSwitch(await world.vpc())
    expect(await world.runCode({ 'NetworkInterface.1.VSwitchId': stranger })).toBe(
      'InvalidParameter.Mismatch',
    )
  })

  test('an address is taken once and must be usable', async () => {
    await world.run({ PrivateIpAddress: '192.168.1.9' })
    expect(await world.runCode({ PrivateIpAddress: '192.168.1.9' })).toBe(
      'InvalidPrivateIpAddress.Duplicated',
    )
    for (const address of ['192.168.1.0', '192.168.1.253', '10.0.0.1', 'x']) {
      expect(await world.runCode({ PrivateIpAddress: address })).toBe('InvalidPrivateIpAddress')
    }
  })

  test('IPv6 needs a vSwitch with IPv6', async () => {
    const VSwitchId = await world.vSwitch(world.vpcId, { CidrBlock: '192.168.3.0/24' })
    expect(await world.runCode({ VSwitchId, Ipv6AddressCount: '1' })).toBe('InvalidVSwitch.Ipv6NotTurnOn')
  })
})

describe('groups', () => {
  test('G4: at most ten, all of one kind', async () => {
    const many: Record<string, string> = { SecurityGroupId: '' }
    for (let index = 1; index <= 11; index++)
      many[`SecurityGroupIds.${index}`] = await world.group(world.vpcId)
    expect(await world.runCode(many)).toBe('JoinedGroupLimitExceed')
    const { 'SecurityGroupIds.11': _, ...ten } = many
    expect(await world.run(ten)).toHaveLength(1)
    const enterprise = await world.group(world.vpcId, { SecurityGroupType: 'enterprise' })
    const mixed = {
      SecurityGroupId: '',
      'SecurityGroupIds.1': world.groupId,
      'SecurityGroupIds.2': enterprise,
    }
    expect(await world.runCode(mixed)).toBe('EnterpriseGroupLimited.MutliGroupType')
  })

  test('G6: a managed group takes no members by hand', async () => {
    const group = world.store.get('securityGroup', world.groupId)
    if (group === undefined) throw new Error('no group')
    await world.store.transact((state) => state.put('securityGroup', { ...group, managed: true }))
    expect(await world.runCode({})).toBe('InvalidOperation.ResourceManagedByCloudProduct')
  })

  test('L: a basic group holds 6,000 private addresses', async () => {
    const elsewhere = await world.vSwitch(world.vpcId, { CidrBlock: '192.168.128.0/17' })
    const [id = ''] = await world.run({ VSwitchId: elsewhere })
    const [eni] = world.store.by('eni', 'instance', id)
    if (eni === undefined) throw new Error('no interface')
    const secondaryAddresses = Array.from({ length: 5998 }, (_, n) => `192.168.${130 + (n >> 8)}.${n & 255}`)
    await world.store.transact((state) => state.put('eni', { ...eni, secondaryAddresses }))
    expect(await world.run()).toHaveLength(1)
    expect(await world.runCode({})).toBe('SecurityGroupInstanceLimitExceed')
  })

  test('L: all groups together bring an interface 1,000 rules at most', async () => {
    const second = await world.group(world.vpcId)
    await putRules(world.groupId, 600)
    await putRules(second, 400)
    const both = {
      SecurityGroupId: '',
      'SecurityGroupIds.1': world.groupId,
      'SecurityGroupIds.2': second,
    }
    expect(await world.runCode(both)).toBe('OK')
    await putRules(second, 401)
    expect(await world.runCode(both)).toBe('AclLimitExceed')
  })

  /** Rules `extra-0` and up of the group. */
  async function putRules(group: string, count: number): Promise<void> {
    await world.store.transact((state) => {
      for (let port = 0; port < count; port++)
        state.put('rule', {
          id: asId<RuleId>(`${group}-${port}`),
          groupId: asId<SecurityGroupId>(group),
          direction: 'ingress',
          action: 'accept',
          precedence: 1,
          protocol: 6,
          ports: { kind: 'ranges', ranges: [{ first: port, last: port }] },
          sourcePorts: null,
          icmp: null,
          peer: { kind: 'cidr', cidr: '10.0.0.0/8' },
          ownCidr: null,
          nic: 'intranet',
          description: '',
          system: false,
          createdAt: 0,
        })
    })
  }
})

describe('refusals', () => {
  test.each([
    [{ RegionId: 'mars-1' }, 'InvalidRegionId.NotFound'],
    [{ RegionId: 'cn-beijing' }, 'InvalidVSwitchId.NotFound'],
    [{ ZoneId: 'cn-beijing-a' }, 'InvalidZoneId.NotFound'],
    [{ ZoneId: 'cn-hangzhou-i' }, 'InvalidParameter.Mismatch'],
    [{ VSwitchId: 'vsw-none' }, 'InvalidVSwitchId.NotFound'],
    [{ VSwitchId: '' }, 'MissingParameter'],
    [{ SecurityGroupId: 'sg-none' }, 'InvalidSecurityGroupId.NotFound'],
    [{ SecurityGroupId: '' }, 'MissingParameter'],
    [{ 'SecurityGroupIds.1': 'sg-x' }, 'InvalidParameter.Conflict'],
    [{ ImageId: '' }, 'MissingParameter'],
    [{ ImageId: 'no image' }, 'InvalidImageId.NotFound'],
    [{ InstanceType: '' }, 'MissingParameter'],
    [{ InstanceType: 'm5.large' }, 'InvalidInstanceType.ValueNotSupported'],
    [{ Amount: '0' }, 'InvalidParam.Amount'],
    [{ Amount: '101' }, 'InvalidParam.Amount'],
    [{ Amount: '2', MinAmount: '3' }, 'InvalidMinAmount.Malformed'],
    [{ InstanceName: '1x' }, 'InvalidInstanceName.Malformed'],
    [{ HostName: 'a..b' }, 'InvalidHostName.Malformed'],
    [{ Description: 'http://x' }, 'InvalidDescription.Malformed'],
    [{ Password: 'simple' }, 'InvalidPassword.Malformed'],
    [{ Password: 'Abcdef12!', PasswordInherit: 'true' }, 'InvalidPasswordParam.Mismatch'],
    [{ UserData: '%%%' }, 'InvalidUserData.Base64FormatInvalid'],
    [{ UserData: Buffer.alloc(32 * 1024 + 1).toString('base64') }, 'InvalidUserData.SizeExceeded'],
    [{ HttpEndpoint: 'on' }, 'InvalidHttpEndpoint.NotSupported'],
    [{ HttpTokens: 'on' }, 'InvalidHttpTokens.NotSupported'],
    [{ InstanceChargeType: 'Free' }, 'InvalidInstanceChargeType.NotFound'],
    [{ InternetChargeType: 'Free' }, 'InvalidInternetChargeType.ValueNotSupported'],
    [{ InternetMaxBandwidthOut: '101' }, 'InvalidParameter'],
    [{ 'Ipv6Address.1': '2001:db8:0:101::9', Ipv6AddressCount: '1' }, 'InvalidParameter.Conflict'],
    [{ 'Ipv6Address.1': '2001:db8:0:101::9', Amount: '2' }, 'InvalidParam.Amount'],
    [{ 'Tag.1.Key': 'menshen:responder', 'Tag.1.Value': 'yes' }, 'InvalidTagValue.Malformed'],
    [{ 'Tag.1.Key': 'a', 'Tag.2.Key': 'a' }, 'Duplicate.TagKey'],
  ])('%j ends in %s', async (change, code) => {
    expect(await world.runCode(change)).toBe(code)
    expect(world.store.count('instance')).toBe(0)
    expect(world.store.count('eni')).toBe(0)
  })

  test('a dry run makes nothing, a repeated token makes nothing twice', async () => {
    expect(await world.runCode({ DryRun: 'true' })).toBe('DryRunOperation')
    expect(world.store.count('instance')).toBe(0)
    const first = await world.run({ ClientToken: 'once' })
    expect(await world.run({ ClientToken: 'once' })).toEqual(first)
    expect(world.store.count('instance')).toBe(1)
    expect(await world.runCode({ ClientToken: 'once', Amount: '2' })).toBe('IdempotentParameterMismatch')
  })
})
