// Interfaces put into instances and taken out again, and addresses on them.

import { beforeEach, describe, expect, test } from 'vitest'
import type { Parameters, Reply } from './client.ts'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

let world: RunWorld
let instance: string
beforeEach(async () => {
  world = await createRunWorld()
  ;[instance = ''] = await world.run()
})

const newEni = async (parameters: Parameters = {}): Promise<string> =>
  (
    await world.ok({
      Action: 'CreateNetworkInterface',
      VSwitchId: world.vSwitchId,
      SecurityGroupId: world.groupId,
      ...parameters,
    })
  ).NetworkInterfaceId
const attach = (eni: string, to = instance): Promise<string> =>
  world.code({ Action: 'AttachNetworkInterface', NetworkInterfaceId: eni, InstanceId: to })
const detach = (eni: string, from = instance): Promise<string> =>
  world.code({ Action: 'DetachNetworkInterface', NetworkInterfaceId: eni, InstanceId: from })
const shown = async (eni: string): Promise<Reply['body']> =>
  (await world.ok({ Action: 'DescribeNetworkInterfaces', 'NetworkInterfaceId.1': eni })).NetworkInterfaceSets
    .NetworkInterfaceSet[0]
const primaryOf = async (id: string): Promise<string> => (await world.interfaces(id))[0].NetworkInterfaceId

describe('AttachNetworkInterface, DetachNetworkInterface', () => {
  test('there and back again, running or stopped', async () => {
    const eni = await newEni()
    expect(await attach(eni)).toBe('OK')
    expect(await shown(eni)).toMatchObject({
      Status: 'InUse',
      InstanceId: instance,
      Attachment: { InstanceId: instance, DeviceIndex: 1 },
    })
    expect(await attach(eni)).toBe('InvalidOperation.InvalidEniState')
    expect(await detach(eni)).toBe('OK')
    expect(await shown(eni)).toMatchObject({ Status: 'Available', InstanceId: '' })
    expect(await detach(eni)).toBe('InvalidOperation.InvalidEniState')
    await world.ok({ Action: 'StopInstance', InstanceId: instance })
    expect(await attach(eni)).toBe('OK')
  })

  test('what cannot be attached', async () => {
    const eni = await newEni()
    const far = await world.vSwitch(world.vpcId, { ZoneId: 'cn-hangzhou-b', CidrBlock: '192.168.9.0/24' })
    const otherVpc = await world.vpc()
    const elsewhere = await world.vSwitch(otherVpc)
    const stranger = await newEni({ VSwitchId: elsewhere, SecurityGroupId: await world.group(otherVpc) })
    expect(await attach('eni-none')).toBe('InvalidEniId.NotFound')
    const onTrunk = { NetworkInterfaceId: eni, InstanceId: instance, TrunkNetworkInstanceId: 'eni-trunk' }
    expect(await world.code({ Action: 'AttachNetworkInterface', ...onTrunk })).toBe('InvalidEniId.NotFound')
    expect(await shown(eni)).toMatchObject({ Status: 'Available' })
    expect(await attach(eni, 'i-none')).toBe('InvalidInstanceId.NotFound')
    expect(await attach(await newEni({ VSwitchId: far }))).toBe('InvalidOperation.AvailabilityZoneMismatch')
    expect(await attach(stranger)).toBe('InvalidOperation.VpcMismatch')
    expect(await attach(await primaryOf(instance))).toBe('InvalidOperation.InvalidEniType')
  })

  test('an instance type has so many interfaces and addresses', async () => {
    expect(await attach(await newEni())).toBe('OK')
    expect(await attach(await newEni())).toBe('EniPerInstanceLimitExceeded')
    const [other = ''] = await world.run()
    expect(await attach(await newEni({ SecondaryPrivateIpAddressCount: '6' }), other)).toBe(
      'InvalidOperation.Ipv4CountExceeded',
    )
    expect(await attach(await newEni({ Ipv6AddressCount: '7' }), other)).toBe(
      'InvalidOperation.Ipv6CountExceeded',
    )
  })

  test('G4: all interfaces of an instance are in groups of one kind', async () => {
    const enterprise = await world.group(world.vpcId, { SecurityGroupType: 'enterprise' })
    expect(await attach(await newEni({ SecurityGroupId: enterprise }))).toBe(
      'EnterpriseGroupLimited.MutliGroupType',
    )
  })

  test('the primary interface stays', async () => {
    expect(await detach(await primaryOf(instance))).toBe('InvalidOperation.DetachPrimaryEniNotAllowed')
  })
})

describe('AssignPrivateIpAddresses, UnassignPrivateIpAddresses', () => {
  const assign = (parameters: Parameters): Promise<Reply['body']> =>
    world.ok({ Action: 'AssignPrivateIpAddresses', ...parameters })
  const unassign = (eni: string, parameters: Parameters): Promise<string> =>
    world.code({ Action: 'UnassignPrivateIpAddresses', NetworkInterfaceId: eni, ...parameters })

  test('by name, by number, as blocks', async () => {
    const eni = await newEni()
    const named = await assign({ NetworkInterfaceId: eni, 'PrivateIpAddress.1': '192.168.1.90' })
    expect(named.AssignedPrivateIpAddressesSet).toEqual({
      NetworkInterfaceId: eni,
      PrivateIpSet: { PrivateIpAddress: ['192.168.1.90'] },
      Ipv4PrefixSet: { Ipv4Prefixes: [] },
    })
    const counted = await assign({ NetworkInterfaceId: eni, SecondaryPrivateIpAddressCount: '2' })
    expect(counted.AssignedPrivateIpAddressesSet.PrivateIpSet.PrivateIpAddress).toEqual([
      '192.168.1.3',
      '192.168.1.4',
    ])
    const block = await assign({ NetworkInterfaceId: eni, Ipv4PrefixCount: '1' })
    expect(block.AssignedPrivateIpAddressesSet.Ipv4PrefixSet.Ipv4Prefixes).toEqual(['192.168.1.16/28'])
    expect(
      await unassign(eni, { 'PrivateIpAddress.1': '192.168.1.90', 'Ipv4Prefix.1': '192.168.1.16/28' }),
    ).toBe('OK')
    const { PrivateIpSets, Ipv4PrefixSets } = await shown(eni)
    expect(
      PrivateIpSets.PrivateIpSet.map((one: { PrivateIpAddress: string }) => one.PrivateIpAddress),
    ).toEqual(['192.168.1.2', '192.168.1.3', '192.168.1.4'])
    expect(Ipv4PrefixSets.Ipv4PrefixSet).toEqual([])
  })

  test('the same token assigns once', async () => {
    const eni = await newEni()
    const call = { NetworkInterfaceId: eni, SecondaryPrivateIpAddressCount: '1', ClientToken: 'once' }
    expect((await assign(call)).AssignedPrivateIpAddressesSet).toEqual(
      (await assign(call)).AssignedPrivateIpAddressesSet,
    )
    expect((await shown(eni)).PrivateIpSets.PrivateIpSet).toHaveLength(2)
  })

  test('what is refused', async () => {
    const eni = await newEni()
    const refused = (parameters: Parameters): Promise<string> =>
      world.code({ Action: 'AssignPrivateIpAddresses', NetworkInterfaceId: eni, ...parameters })
    expect(await refused({})).toBe('MissingParameter')
    expect(await refused({ 'PrivateIpAddress.1': '192.168.1.1' })).toBe('InvalidIp.IpAssigned')
    expect(await refused({ 'PrivateIpAddress.1': '10.0.0.1' })).toBe('InvalidVSwitchId.IpInvalid')
    expect(await refused({ 'PrivateIpAddress.1': '2001:db8::1' })).toBe('InvalidIp.Address')
    expect(await refused({ 'PrivateIpAddress.1': '192.168.1.9', SecondaryPrivateIpAddressCount: '1' })).toBe(
      'InvalidParameter.Conflict',
    )
    expect(
      await refused({ NetworkInterfaceId: await primaryOf(instance), SecondaryPrivateIpAddressCount: '6' }),
    ).toBe('InvalidOperation.Ipv4CountExceeded')
    expect(await unassign(eni, {})).toBe('MissingParameter')
    expect(await unassign(eni, { 'PrivateIpAddress.1': '192.168.1.77' })).toBe('InvalidIp.IpUnassigned')
    expect(await unassign(eni, { 'PrivateIpAddress.1': '192.168.1.2' })).toBe('InvalidIp.IpUnassigned')
  })

  test('L1: addresses count in the basic groups of the interface', async () => {
    const eni = await newEni()
    const { securityGroupIds } = world.store.get('eni', eni) ?? { securityGroupIds: [] }
    await world.store.transact((state) => {
      const model = state.get('eni', eni)
      if (model === undefined) return
      const many = Array.from({ length: 5995 }, (_, index) => `10.${index >> 8}.${index & 255}.1`)
      state.put('eni', {
        ...model,
        id: 'eni-many' as typeof model.id,
        secondaryAddresses: many,
        securityGroupIds,
      })
    })
    const more = (count: string): Promise<string> =>
      world.code({
        Action: 'AssignPrivateIpAddresses',
        NetworkInterfaceId: eni,
        SecondaryPrivateIpAddressCount: count,
      })
    expect(await more('3')).toBe('SecurityGroupInstanceLimitExceed')
    expect(await more('2')).toBe('OK')
  })

  test('a public address on an address that goes becomes free', async () => {
    const eni = await newEni({ 'PrivateIpAddress.1': '192.168.1.90' })
    const eip = await world.eip()
    await world.ok({
      Action: 'AssociateEipAddress',
      Version: 'Vpc',
      AllocationId: eip,
      InstanceId: eni,
      InstanceType: 'NetworkInterface',
      PrivateIpAddress: '192.168.1.90',
    })
    expect(await unassign(eni, { 'PrivateIpAddress.1': '192.168.1.90' })).toBe('OK')
    expect(world.store.get('eip', eip)?.association).toBeNull()
  })
})

describe('AssignIpv6Addresses, UnassignIpv6Addresses', () => {
  const call = (action: string, eni: string, parameters: Parameters) =>
    world.code({ Action: action, NetworkInterfaceId: eni, ...parameters })

  test('by name, by number, as blocks, and off again however they are written', async () => {
    const eni = await newEni()
    const assigned = await world.ok({
      Action: 'AssignIpv6Addresses',
      NetworkInterfaceId: eni,
      'Ipv6Address.1': '2001:DB8:0:101:0::0AB',
      'Ipv6Prefix.1': '2001:db8:0:101:9::/80',
    })
    expect(assigned).toMatchObject({
      NetworkInterfaceId: eni,
      Ipv6Sets: { Ipv6Address: ['2001:db8:0:101::ab'] },
      Ipv6PrefixSets: { Ipv6Prefix: ['2001:db8:0:101:9::/80'] },
    })
    const off = { 'Ipv6Address.1': '2001:db8:0:101::00AB', 'Ipv6Prefix.1': '2001:DB8:0:101:9::/80' }
    expect(await world.code({ Action: 'UnassignIpv6Addresses', NetworkInterfaceId: eni, ...off })).toBe('OK')
    expect(await shown(eni)).toMatchObject({
      Ipv6Sets: { Ipv6Set: [] },
      Ipv6PrefixSets: { Ipv6PrefixSet: [] },
    })
  })

  test('what is refused', async () => {
    const eni = await newEni({ EnablePrimaryIPv6: 'true', Ipv6AddressCount: '1' })
    const assign = (parameters: Parameters) => call('AssignIpv6Addresses', eni, parameters)
    const unassign = (parameters: Parameters) => call('UnassignIpv6Addresses', eni, parameters)
    expect(await assign({})).toBe('MissingParameter')
    expect(await assign({ 'Ipv6Address.1': '2001:db8:0:101::1' })).toBe('InvalidIp.IpAssigned')
    expect(await assign({ 'Ipv6Address.1': '192.168.1.1' })).toBe('InvalidIp.Address')
    expect(await assign({ Ipv6AddressCount: '10' })).toBe('MaxEniIpv6IpsCountExceeded')
    expect(await unassign({ 'Ipv6Address.1': '2001:db8:0:101::9' })).toBe('InvalidIp.IpUnassigned')
    // Its primary IPv6 address is its own for life.
    expect(await unassign({ 'Ipv6Address.1': '2001:db8:0:101::1' })).toBe('InvalidIp.IpUnassigned')
    const plain = await world.vSwitch(world.vpcId, { CidrBlock: '192.168.4.0/24' })
    const dry = await newEni({ VSwitchId: plain })
    expect(await call('AssignIpv6Addresses', dry, { Ipv6AddressCount: '1' })).toBe(
      'InvalidVSwitch.Ipv6NotTurnOn',
    )
  })
})
