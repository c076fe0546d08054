// Classic groups and instances through the API: no VPC, two NICs, an inner and a public address.

import { beforeEach, describe, expect, test } from 'vitest'
import { classicNetworkId } from '../../src/core/model/classic.ts'
import { OTHER, secondAccount, setAccount } from './accounts.ts'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

describe('the classic network', () => {
  let world: RunWorld
  let group: string
  beforeEach(async () => {
    world = await createRunWorld()
    await setAccount(world, { classicNetwork: true })
    group = await newGroup()
  })

  const newGroup = async (): Promise<string> =>
    (await world.ok({ Action: 'CreateSecurityGroup' })).SecurityGroupId as string
  /** Without a vSwitch: the group says that the instance is classic. */
  const run = (parameters: Record<string, string> = {}) =>
    world.run({ VSwitchId: '', SecurityGroupId: group, ...parameters })
  const runCode = (parameters: Record<string, string>) =>
    world.runCode({ VSwitchId: '', SecurityGroupId: group, ...parameters })
  const nicsOf = (instanceId: string) => world.store.by('eni', 'instance', instanceId)

  test('K1: a group without a VPC is classic where the account is used to it', async () => {
    const body = await world.ok({ Action: 'DescribeSecurityGroups', NetworkType: 'classic' })
    expect(body.SecurityGroups.SecurityGroup).toMatchObject([{ SecurityGroupId: group, VpcId: '' }])
    expect(await world.code({ Action: 'CreateSecurityGroup', SecurityGroupType: 'enterprise' })).toBe(
      'InvalidVpcId.NotFound',
    )
    await setAccount(world, { classicNetwork: false })
    const vpc = await world.ok({ Action: 'CreateSecurityGroup' })
    expect(world.store.get('securityGroup', vpc.SecurityGroupId)?.vpcId).not.toBeNull()
  })

  test('K2: the first bandwidth comes to a stopped instance only', async () => {
    const [id = ''] = await run()
    const wish = { Action: 'ModifyInstanceNetworkSpec', InstanceId: id, InternetMaxBandwidthOut: '5' }
    expect(await world.code(wish)).toBe('IncorrectInstanceStatus')
    await world.ok({ Action: 'StopInstance', InstanceId: id })
    expect(await world.code({ ...wish, AllocatePublicIp: 'true' })).toBe('OK')
    expect(nicsOf(id).map((eni) => eni.nic)).toEqual(['intranet', 'internet'])
  })

  test('RAM roles are for instances in VPCs', async () => {
    await world.role('reader')
    expect(await runCode({ RamRoleName: 'reader' })).toBe('InvalidNetworkType.MismatchRamRole')
    const [id = ''] = await run()
    const { AttachInstanceRamRoleResults, FailCount } = await world.ok({
      ...{ Action: 'AttachInstanceRamRole', RamRoleName: 'reader', InstanceIds: `["${id}"]` },
    })
    expect(FailCount).toBe(1)
    expect(AttachInstanceRamRoleResults.AttachInstanceRamRoleResult).toMatchObject([
      { InstanceId: id, Success: false, Code: 'InvalidNetworkType.MismatchRamRole' },
    ])
  })

  test('K2: an instance has an inner address and, with bandwidth, a public one of its own', async () => {
    const [id = ''] = await run({ InternetMaxBandwidthOut: '5' })
    const shown = await world.instance(id)
    expect(shown).toMatchObject({
      InstanceNetworkType: 'classic',
      VpcAttributes: { VpcId: '', VSwitchId: '', PrivateIpAddress: { IpAddress: [] } },
      EipAddress: { AllocationId: '' },
      NetworkInterfaces: { NetworkInterface: [] },
      SecurityGroupIds: { SecurityGroupId: [group] },
    })
    expect(shown.InnerIpAddress.IpAddress).toEqual([expect.stringMatching(/^10\./)])
    expect(shown.PublicIpAddress.IpAddress).toEqual([expect.stringMatching(/^198\.51\.100\./)])
    expect(nicsOf(id).map((eni) => [eni.nic, eni.primaryAddress])).toEqual([
      ['intranet', shown.InnerIpAddress.IpAddress[0]],
      ['internet', shown.PublicIpAddress.IpAddress[0]],
    ])
  })

  test('K2: it is found by its addresses and its network, and by no VPC or interface', async () => {
    const [id = ''] = await run({ InternetMaxBandwidthOut: '5' })
    await world.run()
    const { InnerIpAddress, PublicIpAddress } = await world.instance(id)
    const found = async (filter: Record<string, string>) => {
      const { Instances } = await world.ok({ Action: 'DescribeInstances', ...filter })
      return (Instances.Instance as { InstanceId: string }[]).map((one) => one.InstanceId)
    }
    expect(await found({ InstanceNetworkType: 'classic' })).toEqual([id])
    expect(await found({ InnerIpAddresses: JSON.stringify(InnerIpAddress.IpAddress) })).toEqual([id])
    expect(await found({ PublicIpAddresses: JSON.stringify(PublicIpAddress.IpAddress) })).toEqual([id])
    expect(await found({ PrivateIpAddresses: JSON.stringify(InnerIpAddress.IpAddress) })).toEqual([])
    expect(await found({ InstanceNetworkType: 'vpc' })).not.toContain(id)
    expect(await world.interfaces(id)).toEqual([])
    const vpcs = await world.ok({ Action: 'DescribeVpcs', Version: 'Vpc' })
    expect(JSON.stringify(vpcs)).not.toContain(classicNetworkId('cn-hangzhou'))
  })

  test('K2: both NICs are in the same groups, whoever joins or leaves', async () => {
    const [id = ''] = await run({ InternetMaxBandwidthOut: '5' })
    const second = await newGroup()
    const member = { InstanceId: id, SecurityGroupId: second }
    await world.ok({ Action: 'JoinSecurityGroup', ...member })
    expect(nicsOf(id).map((eni) => eni.securityGroupIds)).toEqual([
      [group, second],
      [group, second],
    ])
    await world.ok({ Action: 'LeaveSecurityGroup', InstanceId: id, SecurityGroupId: group })
    expect(nicsOf(id).map((eni) => eni.securityGroupIds)).toEqual([[second], [second]])
    expect(await world.code({ Action: 'LeaveSecurityGroup', ...member })).toBe('InstanceLastSecurityGroup')
  })

  test('G5: network types never mix', async () => {
    const [classic = ''] = await run()
    const [inVpc = ''] = await world.run()
    expect(await runCode({ VSwitchId: world.vSwitchId })).toBe('InvalidParameter.Mismatch')
    expect(
      await runCode({
        SecurityGroupId: '',
        'SecurityGroupIds.1': group,
        'SecurityGroupIds.2': world.groupId,
      }),
    ).toBe('InvalidParameter.Mismatch')
    const join = (InstanceId: string, SecurityGroupId: string) =>
      world.code({ Action: 'JoinSecurityGroup', InstanceId, SecurityGroupId })
    expect(await join(classic, world.groupId)).toBe('InvalidInstanceId.Mismatch')
    const eni = { Action: 'CreateNetworkInterface', VSwitchId: world.vSwitchId, SecurityGroupId: group }
    expect(await world.code(eni)).toBe('InvalidSecurityGroupId.NotVpc')
    expect(await join(inVpc, group)).toBe('InvalidInstanceId.Mismatch')
    const rule = { IpProtocol: 'tcp', PortRange: '80/80', NicType: 'intranet' }
    expect(
      await world.code({
        ...{ Action: 'AuthorizeSecurityGroup', SecurityGroupId: group, ...rule },
        SourceGroupId: world.groupId,
      }),
    ).toBe('InvalidNetworkType.Conflict')
    const other = await newGroup()
    const named = { SecurityGroupId: group, ...rule, SourceGroupId: other }
    await world.ok({ Action: 'AuthorizeSecurityGroup', ...named })
    const { Permissions } = await world.ok({
      Action: 'DescribeSecurityGroupAttribute',
      SecurityGroupId: group,
      NicType: 'intranet',
    })
    const { SecurityGroupRuleId } = Permissions.Permission.find(
      (one: { SourceGroupId: string }) => one.SourceGroupId === other,
    )
    const turned = { SecurityGroupId: group, SecurityGroupRuleId, SourceGroupId: world.groupId }
    expect(await world.code({ Action: 'ModifySecurityGroupRule', ...turned })).toBe(
      'InvalidNetworkType.Mismatch',
    )
  })

  test('K2: elastic interfaces, IPv6 and elastic addresses are for VPCs', async () => {
    const wishes = [
      { Ipv6AddressCount: '1' },
      { 'NetworkInterface.1.VSwitchId': world.vSwitchId },
      { 'NetworkInterface.1.InstanceType': 'Secondary' },
    ]
    for (const wish of wishes) expect(await runCode(wish)).toBe('InvalidParam.NetworkInterface')
    const [id = ''] = await run()
    const AllocationId = await world.eip()
    const bind = { Action: 'AssociateEipAddress', Version: 'Vpc', AllocationId, InstanceId: id }
    expect(await world.code(bind)).not.toBe('OK')
  })

  test('K1: the four lists are kept apart', async () => {
    const rule = { SecurityGroupId: group, IpProtocol: 'tcp', PortRange: '80/80' }
    for (const NicType of ['internet', 'intranet']) {
      await world.ok({
        Action: 'AuthorizeSecurityGroup',
        ...rule,
        NicType,
        SourceCidrIp: NicType === 'internet' ? '0.0.0.0/0' : '10.0.0.9/32',
      })
      await world.ok({ Action: 'AuthorizeSecurityGroupEgress', ...rule, NicType, DestCidrIp: '10.0.0.0/8' })
    }
    for (const NicType of ['internet', 'intranet']) {
      for (const Direction of ['ingress', 'egress']) {
        const shown = await world.ok({
          ...{ Action: 'DescribeSecurityGroupAttribute', SecurityGroupId: group },
          ...{ NicType, Direction },
        })
        expect(shown.Permissions.Permission).toMatchObject([{ NicType, Direction }])
      }
    }
    await world.ok({
      Action: 'RevokeSecurityGroup',
      ...rule,
      NicType: 'intranet',
      SourceCidrIp: '10.0.0.9/32',
    })
    expect(world.store.by('rule', 'group', group)).toHaveLength(3)
  })

  test('L K2: 1,000 instances in a group and no more, however many NICs they have', async () => {
    for (let index = 0; index < 10; index++) await run({ Amount: '100', InternetMaxBandwidthOut: '1' })
    expect(world.store.by('eni', 'group', group)).toHaveLength(2000)
    expect(await runCode({})).toBe('SecurityGroupInstanceLimitExceed')
    const second = await newGroup()
    const [late = ''] = await run({ SecurityGroupId: second })
    expect(await world.code({ Action: 'JoinSecurityGroup', InstanceId: late, SecurityGroupId: group })).toBe(
      'SecurityGroupInstanceLimitExceeded',
    )
  })

  test('K2: both addresses go with the instance', async () => {
    const [id = ''] = await run({ InternetMaxBandwidthOut: '5' })
    const [, internet] = nicsOf(id)
    await world.ok({ Action: 'DeleteInstance', InstanceId: id, Force: 'true' })
    expect(nicsOf(id)).toEqual([])
    expect(world.store.by('eip', 'address', internet?.primaryAddress ?? '')).toEqual([])
    expect(await world.code({ Action: 'DeleteSecurityGroup', SecurityGroupId: group })).toBe('OK')
  })

  test('K1: accounts of a region share its addresses', async () => {
    const other = await secondAccount(world)
    await setAccount(world, { classicNetwork: true }, OTHER)
    const run1 = await other({
      Action: 'RunInstances',
      ImageId: 'ubuntu_22_04_x64_20G_alibase_20240710.vhd',
      InstanceType: 'ecs.g6.large',
    })
    const [mine = ''] = await run()
    const [theirs = ''] = run1.body.InstanceIdSets.InstanceIdSet as string[]
    const places = [mine, theirs].map((id) => nicsOf(id)[0])
    expect(new Set(places.map((eni) => eni?.vpcId))).toEqual(new Set([classicNetworkId('cn-hangzhou')]))
    expect(new Set(places.map((eni) => eni?.primaryAddress)).size).toBe(2)
  })
})
