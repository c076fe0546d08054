// AuthorizeSecurityGroup and AuthorizeSecurityGroupEgress: rules that are refused, and with which words.

import { beforeEach, describe, expect, test } from 'vitest'
import { createGroupWorld, type GroupWorld, type Permission, putLists } from './groupWorld.ts'

let world: GroupWorld
let group: string
beforeEach(async () => {
  world = await createGroupWorld()
  group = await world.newGroup({ SecurityGroupName: 'main' })
})

const SSH: Permission = { IpProtocol: 'tcp', PortRange: '22/22', SourceCidrIp: '10.0.0.0/8' }
const authorize = (permissions: readonly Permission[], id = group) =>
  world.rules('AuthorizeSecurityGroup', id, permissions)
const authorizeEgress = (permissions: readonly Permission[], id = group) =>
  world.rules('AuthorizeSecurityGroupEgress', id, permissions)

describe('refusals', () => {
  const ALL6 = { IpProtocol: 'all', PortRange: '-1/-1', Ipv6SourceCidrIp: '::/0' }

  test.each<[Permission, number, string]>([
    [{ PortRange: '22/22', SourceCidrIp: '10.0.0.1' }, 400, 'MissingParameter'],
    [{ ...SSH, IpProtocol: 'sctp' }, 400, 'InvalidIpProtocol.ValueNotSupported'],
    [{ ...SSH, IpProtocol: '256' }, 400, 'InvalidIpProtocol.ValueNotSupported'],
    [{ IpProtocol: 'tcp', SourceCidrIp: '10.0.0.1' }, 400, 'InvalidPortRange.Malformed'],
    [{ ...SSH, PortRange: '22' }, 400, 'InvalidIpProtocol.Malformed'],
    [{ ...SSH, PortRange: '23/22' }, 400, 'InvalidIpProtocol.Malformed'],
    [{ ...SSH, PortRange: '-1/-1' }, 400, 'OperationDenied'],
    [{ ...SSH, IpProtocol: 'icmp' }, 400, 'OperationDenied'],
    [{ ...SSH, IpProtocol: 'all' }, 400, 'OperationDenied'],
    [
      { IpProtocol: 'icmp', PortRangeListId: 'prl-1', SourceCidrIp: '10.0.0.1' },
      400,
      'InvalidParam.ProtocolNotSupportPortRangeList',
    ],
    [{ ...SSH, SourcePortRange: '0/1' }, 400, 'InvalidSourcePortRange.Malformed'],
    [{ ...ALL6, SourcePortRange: '1/2' }, 400, 'InvalidSourcePortRange.Malformed'],
    [{ IpProtocol: 'tcp', PortRange: '22/22' }, 400, 'MissingParameter.Source'],
    [{ ...SSH, SourceCidrIp: '10.0.0.0/33' }, 400, 'InvalidSourceCidrIp.Malformed'],
    [{ ...SSH, SourceCidrIp: '2001:db8::1' }, 400, 'InvalidSourceCidrIp.Malformed'],
    [{ ...SSH, DestCidrIp: 'here' }, 400, 'InvalidDestCidrIp.Malformed'],
    [{ ...ALL6, Ipv6SourceCidrIp: '10.0.0.1' }, 400, 'InvalidParam.Ipv6SourceCidrIp'],
    [{ ...ALL6, Ipv6DestCidrIp: '::/129' }, 400, 'InvalidParam.Ipv6DestCidrIp'],
    [{ ...SSH, Ipv6SourceCidrIp: '::1' }, 400, 'InvalidParam.SourceIp'],
    [{ ...SSH, DestCidrIp: '10.0.0.1', Ipv6DestCidrIp: '::1' }, 400, 'InvalidParam.DestIp'],
    [{ ...SSH, DestCidrIp: '10.0.0.0/8' }, 400, 'InvalidParamter.Conflict'],
    [{ ...SSH, Ipv6DestCidrIp: '::1' }, 400, 'InvalidParameter.Conflict'],
    [{ ...ALL6, DestCidrIp: '10.0.0.1' }, 400, 'InvalidParameter.Conflict'],
    [{ ...SSH, Policy: 'maybe' }, 400, 'InvalidPolicy.Malformed'],
    [{ ...SSH, Priority: 'high' }, 400, 'InvalidPriority.Malformed'],
    [{ ...SSH, Priority: '1.5' }, 400, 'InvalidPriority.Malformed'],
    [{ ...SSH, Priority: '0' }, 400, 'InvalidPriority.ValueNotSupported'],
    [{ ...SSH, Priority: '101' }, 400, 'InvalidPriority.ValueNotSupported'],
    [{ ...SSH, Priority: '110' }, 400, 'InvalidPriority.ValueNotSupported'],
    [{ ...SSH, NicType: 'both' }, 400, 'InvalidNicType.ValueNotSupported'],
    [{ ...SSH, Description: 'x'.repeat(513) }, 400, 'InvalidSecurityGroupDiscription.Malformed'],
    [{ ...SSH, DestGroupId: 'sg-1' }, 400, 'InvalidSourceOrDestGroupId.DirectionMissmatch'],
    [{ ...SSH, DestPrefixListId: 'pl-1' }, 400, 'InvalidSourceOrDestGroupId.DirectionMissmatch'],
    [{ IpProtocol: 'tcp', PortRange: '1/1', SourceGroupId: 'sg-none' }, 404, 'InvalidSourceGroupId.NotFound'],
    [
      { IpProtocol: 'tcp', PortRange: '1/1', SourcePrefixListId: 'pl-none' },
      404,
      'InvalidPrefixListId.NotFound',
    ],
    [
      { IpProtocol: 'tcp', PortRangeListId: 'prl-none', SourceCidrIp: '10.0.0.1' },
      400,
      'InvalidPortRangeListId.NotFound',
    ],
  ])('%j ends in %i %s', async (permission, status, code) => {
    expect(await authorize([permission])).toMatchObject({ status, code })
    expect(world.store.count('rule')).toBe(0)
  })

  test.each<[Permission, string]>([
    [{ IpProtocol: 'icmp', Ipv6SourceCidrIp: '::/0' }, 'InvalidParam.Ipv4ProtocolConflictWithIpv6Address'],
    [{ IpProtocol: '1', SourcePrefixListId: 'pl-6' }, 'InvalidParam.Ipv4ProtocolConflictWithIpv6Address'],
    [{ IpProtocol: 'icmpv6', SourceCidrIp: '0.0.0.0/0' }, 'InvalidParam.Ipv6ProtocolConflictWithIpv4Address'],
    [{ IpProtocol: '58', SourcePrefixListId: 'pl-4' }, 'InvalidParam.Ipv6ProtocolConflictWithIpv4Address'],
    [
      { IpProtocol: 'all', SourcePrefixListId: 'pl-4', Ipv6DestCidrIp: '::/0' },
      'InvalidParam.PrefixListAddressFamilyMismatch',
    ],
  ])('P6: %j ends in %s', async (permission, code) => {
    await putLists(world)
    expect(await authorize([{ PortRange: '-1/-1', ...permission }])).toMatchObject({ status: 400, code })
  })

  test('P6: ICMP may name a group, whatever its addresses', async () => {
    const peer = await world.newGroup()
    const rules = ['icmp', 'icmpv6'].map((IpProtocol) => ({
      IpProtocol,
      PortRange: '-1/-1',
      SourceGroupId: peer,
    }))
    expect((await authorize(rules)).status).toBe(200)
  })

  test('unknown, malformed and managed groups', async () => {
    expect(await authorize([SSH], 'sg-none')).toMatchObject({ code: 'InvalidSecurityGroupId.NotFound' })
    expect(await authorize([SSH], 'sg 1')).toMatchObject({ code: 'InvalidSecurityGroupId.Malformed' })
    expect(await authorize([SSH], '')).toMatchObject({ code: 'MissingParameter' })
    await world.change('securityGroup', group, { managed: true })
    expect(await authorize([SSH])).toMatchObject({ code: 'InvalidOperation.ResourceManagedByCloudProduct' })
  })

  test('egress has its own words', async () => {
    const base = { IpProtocol: 'tcp', PortRange: '22/22' }
    expect(await authorizeEgress([base])).toMatchObject({ code: 'MissingParameter.Dest' })
    expect(await authorizeEgress([{ ...base, DestGroupId: 'sg-none' }])).toMatchObject({
      status: 404,
      code: 'InvalidDestGroupId.NotFound',
    })
    expect(await authorizeEgress([{ ...base, DestGroupId: group }])).toMatchObject({
      status: 403,
      code: 'InvalidSecurityGroup.IsSame',
    })
    expect(
      await authorizeEgress([{ ...base, DestCidrIp: '10.0.0.0/8', SourceGroupId: 'sg-1' }]),
    ).toMatchObject({
      code: 'InvalidSourceOrDestGroupId.DirectionMissmatch',
    })
    expect(await authorizeEgress([{ ...base, DestCidrIp: 'x' }])).toMatchObject({
      code: 'InvalidDestCidrIp.Malformed',
    })
  })
})
