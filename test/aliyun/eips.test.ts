// Elastic IP addresses through signed calls.

import { beforeEach, describe, expect, test } from 'vitest'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

let world: RunWorld
let instanceId: string
beforeEach(async () => {
  world = await createRunWorld()
  const [id = ''] = await world.run({
    'NetworkInterface.1.SecondaryPrivateIpAddressCount': '1',
    'NetworkInterface.1.DeleteOnRelease': 'false',
  })
  instanceId = id
})

const eip = (Action: string, AllocationId: string, parameters = {}) =>
  world.call({ Action, Version: 'Vpc', AllocationId, RegionId: 'cn-hangzhou', ...parameters })
const associate = async (id: string, parameters: object = {}) =>
  (await eip('AssociateEipAddress', id, { InstanceId: instanceId, ...parameters })).code
const shown = async (parameters: object = {}) =>
  (await world.ok({ Action: 'DescribeEipAddresses', Version: 'Vpc', ...parameters })).EipAddresses.EipAddress

describe('AllocateEipAddress', () => {
  test('gives addresses of a documentation block, one after the other', async () => {
    const call = { Action: 'AllocateEipAddress', Version: 'Vpc', Bandwidth: '10', Name: 'web' }
    expect(await world.ok(call)).toEqual({
      AllocationId: expect.stringMatching(/^eip-/),
      EipAddress: '198.51.100.1',
      OrderId: 0,
      ResourceGroupId: '',
      RequestId: expect.any(String),
    })
    expect((await world.ok({ ...call, Version: 'Ecs' })).EipAddress).toBe('198.51.100.2')
    expect((await world.ok({ ...call, IpAddress: '198.18.0.77' })).EipAddress).toBe('198.18.0.77')
    expect((await world.ok({ ...call, ClientToken: 'a' })).EipAddress).toBe('198.51.100.3')
    expect((await world.ok({ ...call, ClientToken: 'a' })).EipAddress).toBe('198.51.100.3')
  })

  test('goes on in the next block when the first is used up', async () => {
    for (let index = 0; index < 254; index++) await world.eip()
    const body = await world.ok({ Action: 'AllocateEipAddress', Version: 'Vpc' })
    expect(body.EipAddress).toBe('198.18.0.0')
  })

  test.each([
    [{ IpAddress: '8.8.8.8' }, 'ReserveIpFail'],
    [{ IpAddress: 'x' }, 'ReserveIpFail'],
    [{ Bandwidth: '0' }, 'InvalidParameter'],
    [{ Bandwidth: '501' }, 'InvalidParameter'],
    [{ Bandwidth: '201', InternetChargeType: 'PayByTraffic' }, 'InvalidParameter'],
    [{ Name: 'http://x' }, 'InvalidParameter'],
    [{ RegionId: '' }, 'MissingParameter'],
  ])('%j is refused with %s', async (change, code) => {
    expect(await world.code({ Action: 'AllocateEipAddress', Version: 'Vpc', ...change })).toBe(code)
  })

  test('an address is given once', async () => {
    await world.eip({ IpAddress: '198.51.100.9' })
    const again = { Action: 'AllocateEipAddress', Version: 'Vpc', IpAddress: '198.51.100.9' }
    expect(await world.code(again)).toBe('ReserveIpFail')
  })

  test('L: 1,000 per region and account', async () => {
    const id = await world.eip()
    const one = world.store.get('eip', id)
    if (one === undefined) throw new Error('no address')
    await world.store.transact((state) => {
      for (let n = 1; n < 1000; n++)
        state.put('eip', { ...one, id: `eip-x${n}` as typeof one.id, address: `198.18.${n >> 8}.${n & 255}` })
    })
    expect(await world.code({ Action: 'AllocateEipAddress', Version: 'Vpc' })).toBe('QuotaExceeded.Eip')
  })
})

describe('binding', () => {
  test('to an instance is shown on both sides, and ends with Unassociate', async () => {
    const id = await world.eip({ 'Tag.1.Key': 'k', 'Tag.1.Value': 'v', Name: 'web' })
    expect(await associate(id)).toBe('OK')
    expect(await shown()).toEqual([
      {
        AllocationId: id,
        IpAddress: '198.51.100.1',
        Name: 'web',
        Description: '',
        RegionId: 'cn-hangzhou',
        Status: 'InUse',
        InstanceId: instanceId,
        InstanceType: 'EcsInstance',
        InstanceRegionId: 'cn-hangzhou',
        PrivateIpAddress: '192.168.1.1',
        VpcId: world.vpcId,
        Bandwidth: '5',
        EipBandwidth: '5',
        InternetChargeType: 'PayByBandwidth',
        ChargeType: 'PostPaid',
        ISP: 'BGP',
        Mode: 'NAT',
        Netmode: 'public',
        BizType: 'Default',
        BusinessStatus: 'Normal',
        BandwidthPackageId: '',
        DeletionProtection: false,
        ExpiredTime: '',
        HDMonitorStatus: 'OFF',
        PublicIpAddressPoolId: '',
        SegmentInstanceId: '',
        ServiceManaged: 0,
        ServiceID: 0,
        Zone: '',
        OperationLocks: { LockReason: [] },
        SecurityProtectionTypes: { SecurityProtectionType: [] },
        ResourceGroupId: '',
        Tags: { Tag: [{ Key: 'k', Value: 'v' }] },
        AllocationTime: '2024-01-01T00:00:00Z',
      },
    ])
    expect(await world.instance(instanceId)).toMatchObject({
      EipAddress: {
        AllocationId: id,
        IpAddress: '198.51.100.1',
        Bandwidth: 5,
        InternetChargeType: 'PayByBandwidth',
        IsSupportUnassociate: true,
      },
      PublicIpAddress: { IpAddress: [] },
    })
    const off = await eip('UnassociateEipAddress', id, { InstanceId: instanceId })
    expect(off.body).toEqual({ RequestId: expect.any(String) })
    expect((await shown())[0]).toMatchObject({ Status: 'Available', InstanceId: '', InstanceType: '' })
  })

  test('to any private address of a secondary interface', async () => {
    const [, second] = await world.interfaces(instanceId)
    const target = { InstanceId: second.NetworkInterfaceId, InstanceType: 'NetworkInterface' }
    const [a, b] = [await world.eip(), await world.eip()]
    expect(await associate(a, target)).toBe('OK')
    expect(await associate(b, { ...target, PrivateIpAddress: '192.168.1.99' })).toBe('InvalidBindingStatus')
    const [, other] = second.PrivateIpSets.PrivateIpSet
    expect(await associate(b, { ...target, PrivateIpAddress: other.PrivateIpAddress })).toBe('OK')
    expect((await shown({ AssociatedInstanceType: 'NetworkInterface' })).length).toBe(2)
    const [, after] = await world.interfaces(instanceId)
    expect(after.AssociatedPublicIp.AllocationId).toBe(a)
    expect(after.PrivateIpSets.PrivateIpSet[1].AssociatedPublicIp.AllocationId).toBe(b)
  })

  test('naming the primary interface is naming its instance', async () => {
    const [first] = await world.interfaces(instanceId)
    const id = await world.eip()
    const target = { InstanceId: first.NetworkInterfaceId, InstanceType: 'NetworkInterface' }
    expect(await associate(id, target)).toBe('OK')
    expect((await world.instance(instanceId)).EipAddress.AllocationId).toBe(id)
  })

  test('is refused when something is not free or not there', async () => {
    const [a, b] = [await world.eip(), await world.eip()]
    expect(await associate('eip-none')).toBe('InvalidAllocationId.NotFound')
    expect(await associate(a, { InstanceId: 'i-none' })).toBe('InvalidInstanId.NotFound')
    expect(await associate(a, { InstanceType: 'Nat' })).toBe('InvalidInstanceType.ValueNotSupported')
    expect(await associate(a, { InstanceId: '' })).toBe('MissingParameter')
    expect(await associate(a)).toBe('OK')
    expect(await associate(a)).toBe('IncorrectEipStatus')
    expect(await associate(b)).toBe('InvalidAssociation.Duplicated')
    const far = await world.eip({ RegionId: 'cn-beijing' })
    expect(await associate(far, { RegionId: '' })).toBe('InvalidParameter.Mismatch')
  })

  test('Unassociate checks what it is told', async () => {
    const id = await world.eip()
    const off = async (parameters = {}) => (await eip('UnassociateEipAddress', id, parameters)).code
    expect(await off()).toBe('IncorrectEipStatus')
    await associate(id)
    expect(await off({ InstanceId: 'i-other' })).toBe('InvalidInstanceId.NotFound')
    expect(await off({ PrivateIpAddress: '10.0.0.1' })).toBe('InvalidInstanceId.NotFound')
    expect(await off()).toBe('OK')
  })
})

describe('ReleaseEipAddress', () => {
  test('needs a free address and makes it available to others', async () => {
    const id = await world.eip()
    await associate(id)
    expect((await eip('ReleaseEipAddress', id)).code).toBe('IncorrectEipStatus')
    await eip('UnassociateEipAddress', id)
    expect((await eip('ReleaseEipAddress', id)).body).toEqual({ RequestId: expect.any(String) })
    expect((await eip('ReleaseEipAddress', id)).code).toBe('InvalidAllocationId.NotFound')
    await world.eip()
    expect((await shown())[0].IpAddress).toBe('198.51.100.1')
  })

  test('the address that came with an instance is no elastic one', async () => {
    const [id = ''] = await world.run({ InternetMaxBandwidthOut: '1' })
    const own = [...world.store.list('eip')].find((one) => one.association?.instanceId === id)
    expect((await eip('ReleaseEipAddress', own?.id ?? '')).code).toBe('InvalidAllocationId.NotFound')
    const other = await world.eip()
    expect(await associate(other, { InstanceId: id })).toBe('InvalidAssociation.Duplicated')
  })
})

describe('DescribeEipAddresses', () => {
  test('filters and pages', async () => {
    const a = await world.eip({ Name: 'a', ISP: 'BGP_PRO' })
    const b = await world.eip({ 'Tag.1.Key': 'k' })
    await associate(a)
    const ids = async (parameters: object) =>
      (await shown(parameters)).map((one: { AllocationId: string }) => one.AllocationId)
    const cases: [object, string[]][] = [
      [{}, [a, b]],
      [{ AllocationId: b }, [b]],
      [{ EipAddress: '198.51.100.1,198.51.100.2' }, [a, b]],
      [{ EipName: 'a' }, [a]],
      [{ Status: 'InUse' }, [a]],
      [{ Status: 'Available' }, [b]],
      [{ AssociatedInstanceId: instanceId }, [a]],
      [{ AssociatedInstanceType: 'EcsInstance' }, [a]],
      [{ AssociatedInstanceType: 'Nat' }, []],
      [{ ISP: 'BGP_PRO' }, [a]],
      [{ ChargeType: 'PrePaid' }, []],
      [{ 'Tag.1.Key': 'k' }, [b]],
      [{ PageSize: '1', PageNumber: '2' }, [b]],
      [{ RegionId: 'cn-beijing' }, []],
      [{ 'Filter.1.Key': 'CreationStartTime', 'Filter.1.Value': '2030-01-01T01:00Z' }, []],
      [{ 'Filter.1.Key': 'CreationEndTime', 'Filter.1.Value': '2030-01-01T01:00Z' }, [a, b]],
    ]
    for (const [filter, expected] of cases) expect([filter, await ids(filter)]).toEqual([filter, expected])
  })
})

test('what is paid in advance has a term and is not released', async () => {
  const world = await createRunWorld()
  const buy = (terms: object) =>
    world.code({ Action: 'AllocateEipAddress', Version: 'Vpc', InstanceChargeType: 'PrePaid', ...terms })
  expect(await buy({})).toBe('MissingParameter')
  expect(await buy({ Period: '10' })).toBe('InvalidParameter')
  expect(await buy({ Period: '6', PricingCycle: 'Year' })).toBe('InvalidParameter')
  expect(await buy({ Period: '1', InternetChargeType: 'PayByTraffic' })).toBe('InvalidParameter')
  const AllocationId = await world.eip({ InstanceChargeType: 'PrePaid', Period: '1', Bandwidth: '1000' })
  const faster = { Action: 'ModifyEipAddressAttribute', Version: 'Vpc', AllocationId }
  expect(await world.code({ ...faster, Bandwidth: '1001' })).toBe('InvalidParameter')
  expect(await world.code({ ...faster, Bandwidth: '900' })).toBe('OK')
  const ask = { Action: 'DescribeEipAddresses', Version: 'Vpc', ChargeType: 'PrePaid' }
  expect((await world.ok(ask)).EipAddresses.EipAddress).toMatchObject([
    { AllocationId, ChargeType: 'PrePaid' },
  ])
  expect(await world.code({ Action: 'ReleaseEipAddress', Version: 'Vpc', AllocationId })).toBe(
    'Forbidden.ChargeTypeIsPrepaid',
  )
})

describe('addresses that stand on an interface', () => {
  const started = async () => {
    const world = await createRunWorld()
    const [InstanceId = ''] = await world.run()
    const place = { VSwitchId: world.vSwitchId, SecurityGroupId: world.groupId }
    const eni = async (): Promise<string> =>
      (await world.ok({ Action: 'CreateNetworkInterface', ...place })).NetworkInterfaceId
    const bind = async (NetworkInterfaceId: string, Mode: string, more: object = {}) =>
      world.code({
        ...{ Action: 'AssociateEipAddress', Version: 'Vpc', AllocationId: await world.eip() },
        ...{ InstanceId: NetworkInterfaceId, InstanceType: 'NetworkInterface', Mode, ...more },
      })
    const shown = async (filter: object) =>
      (await world.ok({ Action: 'DescribeEipAddresses', Version: 'Vpc', ...filter })).EipAddresses.EipAddress
    const attach = (NetworkInterfaceId: string): Promise<string> =>
      world.code({ Action: 'AttachNetworkInterface', NetworkInterfaceId, InstanceId })
    return { ...world, InstanceId, eni, bind, shown, attach }
  }

  test('only a secondary interface bears them, and while no instance has it', async () => {
    const { InstanceId, eni, bind, attach, ok, code, eip } = await started()
    const AllocationId = await eip()
    const toInstance = { Action: 'AssociateEipAddress', Version: 'Vpc', AllocationId, InstanceId }
    expect(await code({ ...toInstance, Mode: 'BINDED' })).toBe('InvalidBindingStatus')
    expect(await code({ ...toInstance, Mode: 'other' })).toBe('InvalidParameter')
    const [primary] = (await ok({ Action: 'DescribeNetworkInterfaces', InstanceId })).NetworkInterfaceSets
      .NetworkInterfaceSet
    expect(await bind(primary.NetworkInterfaceId, 'BINDED')).toBe('InvalidBindingStatus')
    const free = await eni()
    expect(await attach(free)).toBe('OK')
    expect(await bind(free, 'BINDED')).toBe('IncorrectInstanceStatus')
    expect(await bind(free, 'MULTI_BINDED')).toBe('IncorrectInstanceStatus')
    expect(await bind(free, 'NAT')).toBe('OK')
    expect(await code({ ...toInstance, Mode: 'nat' })).toBe('OK')
  })

  test('BINDED: one alone, in the place of the primary address', async () => {
    const { eni, bind, attach, shown, ok, code } = await started()
    const cut = await eni()
    const added = { Action: 'AssignPrivateIpAddresses', NetworkInterfaceId: cut }
    const { PrivateIpSet } = (await ok({ ...added, SecondaryPrivateIpAddressCount: '1' }))
      .AssignedPrivateIpAddressesSet
    expect(await bind(cut, 'BINDED', { PrivateIpAddress: PrivateIpSet.PrivateIpAddress[0] })).toBe(
      'InvalidBindingStatus',
    )
    expect(await bind(cut, 'BINDED')).toBe('OK')
    const [bound] = await shown({ AssociatedInstanceId: cut })
    expect(bound).toMatchObject({ Mode: 'BINDED', InstanceType: 'NetworkInterface', Status: 'InUse' })
    expect(bound.PrivateIpAddress).toMatch(/^192\.168\./)
    for (const mode of ['NAT', 'BINDED', 'MULTI_BINDED'])
      expect(await bind(cut, mode)).toBe('InvalidAssociation.Duplicated')
    expect(await attach(cut)).toBe('OK')
    const un = { Action: 'UnassociateEipAddress', Version: 'Vpc', AllocationId: bound.AllocationId }
    expect(await code(un)).toBe('OK')
    expect(await shown({ AllocationId: bound.AllocationId })).toMatchObject([{ Mode: 'NAT', InstanceId: '' }])
  })

  test('AssociateEipAddressBatch: all of them or none', async () => {
    const { eni, attach, eip, shown, code } = await started()
    const many = await eni()
    const ids = [await eip(), await eip(), await eip()]
    const batch = (list: readonly string[], change: object = {}) =>
      code({
        ...{ Action: 'AssociateEipAddressBatch', Version: 'Vpc', RegionId: 'cn-hangzhou' },
        ...{ BindedInstanceId: many, BindedInstanceType: 'NetworkInterface', Mode: 'MULTI_BINDED' },
        ...Object.fromEntries(list.map((id, index) => [`InstanceIds.${index + 1}`, id])),
        ...change,
      })
    const onIt = async () => (await shown({ AssociatedInstanceId: many })).length
    expect(await batch([...ids, 'eip-none'])).toBe('InvalidAllocationId.NotFound')
    expect(await batch([...ids, ids[0] ?? ''])).toBe('IncorrectEipStatus')
    expect(await batch([])).toBe('MissingParameter')
    expect(await batch(Array.from({ length: 51 }, (_, index) => `eip-${index}`))).toBe('InvalidParameter')
    expect(await batch(ids, { Mode: 'NAT' })).toBe('InvalidParameter')
    expect(await batch(ids, { Mode: '' })).toBe('MissingParameter')
    expect(await batch(ids, { BindedInstanceType: 'Nat' })).toBe('InvalidInstanceType.ValueNotSupported')
    expect(await batch(ids, { BindedInstanceId: 'eni-none' })).toBe('InvalidInstanId.NotFound')
    expect(await batch(ids, { RegionId: 'cn-beijing' })).toBe('InvalidAllocationId.NotFound')
    expect(await onIt()).toBe(0)
    expect(await batch(ids, { ClientToken: 'once' })).toBe('OK')
    expect(await batch(ids, { ClientToken: 'once' })).toBe('OK')
    expect(await shown({ AssociatedInstanceId: many })).toMatchObject(
      ids.map(() => ({ Mode: 'MULTI_BINDED', InstanceType: 'NetworkInterface', Status: 'InUse' })),
    )
    expect(await attach(many)).toBe('OK')
    expect(await batch([await eip()])).toBe('IncorrectInstanceStatus')
  })

  test('MULTI_BINDED: several, whose gateway can be asked for', async () => {
    const { eni, bind, shown, ok, code } = await started()
    const many = await eni()
    expect(await bind(many, 'MULTI_BINDED')).toBe('OK')
    expect(await bind(many, 'MULTI_BINDED')).toBe('OK')
    expect(await bind(many, 'NAT')).toBe('InvalidAssociation.Duplicated')
    const addresses = (await shown({ AssociatedInstanceId: many })).map(
      ({ IpAddress }: { IpAddress: string }) => IpAddress,
    )
    expect(addresses).toHaveLength(2)
    const ask = { Action: 'DescribeEipGatewayInfo', Version: 'Vpc', InstanceId: many }
    const { EipInfos, ...rest } = await ok(ask)
    expect(rest).toMatchObject({ Code: '200', Message: 'successful' })
    expect(EipInfos.EipInfo).toMatchObject(
      addresses.map((Ip: string) => ({
        Ip,
        IpMask: '255.255.255.255',
        IpGw: expect.stringMatching(/\.253$/),
      })),
    )
    expect((await ok({ ...ask, InstanceId: await eni() })).EipInfos.EipInfo).toEqual([])
    expect(await code({ ...ask, InstanceId: 'eni-none' })).toBe('InvalidNetworkInterface.NotFound')
  })

  test('ModifyEipForwardMode turns one into the other', async () => {
    const { InstanceId, eni, bind, attach, shown, code, eip } = await started()
    const free = await eni()
    expect(await bind(free, 'NAT')).toBe('OK')
    const [{ AllocationId }] = await shown({ AssociatedInstanceId: free })
    const turn = (id: string, Mode: string): Promise<string> =>
      code({ Action: 'ModifyEipForwardMode', Version: 'Vpc', InstanceId: id, Mode })
    for (const Mode of ['BINDED', 'BINDED', 'MULTI_BINDED', 'NAT', 'MULTI_BINDED']) {
      expect(await turn(AllocationId, Mode)).toBe('OK')
      expect(await shown({ AllocationId })).toMatchObject([{ Mode }])
    }
    expect(await bind(free, 'MULTI_BINDED')).toBe('OK')
    expect(await turn(AllocationId, 'BINDED')).toBe('Instance.ModeError')
    const unbound = await eip()
    expect(await turn(unbound, 'BINDED')).toBe('Instance.StatusError')
    expect(await turn('eip-none', 'BINDED')).toBe('InvalidAllocationId.NotFound')
    const own = { Action: 'AssociateEipAddress', Version: 'Vpc', AllocationId: unbound, InstanceId }
    expect(await code(own)).toBe('OK')
    expect(await turn(unbound, 'BINDED')).toBe('Instance.ModeError')
    expect(await turn(AllocationId, 'NAT')).toBe('Instance.ModeError')
    const other = await eni()
    const prepaid = await eip({ InstanceChargeType: 'PrePaid', Period: '1' })
    const to = { InstanceId: other, InstanceType: 'NetworkInterface' }
    expect(await code({ ...own, AllocationId: prepaid, ...to })).toBe('OK')
    expect(await turn(prepaid, 'BINDED')).toBe('Forbidden.PrePaidBindedEip')
    expect(await attach(other)).toBe('OK')
    expect(await turn(prepaid, 'BINDED')).toBe('ENI.BindEcs')
  })
})

test('figures by the minute: a time of whole minutes, not too early, not too many at once', async () => {
  const { code, ok, eip } = await createRunWorld()
  const AllocationId = await eip()
  const now = Date.UTC(2024, 0, 1)
  const at = (minutes: number): string => `${new Date(now + minutes * 60_000).toISOString().slice(0, 19)}Z`
  const ask = {
    Action: 'DescribeEipMonitorData',
    Version: 'Vpc',
    AllocationId,
    StartTime: at(-6),
    EndTime: at(0),
  }
  const { EipMonitorData } = (await ok(ask)).EipMonitorDatas
  expect(EipMonitorData.length).toBeGreaterThanOrEqual(5)
  const nothing = { EipRX: 0, EipTX: 0, EipFlow: 0, EipBandwidth: 0, EipPackets: 0 }
  for (const point of EipMonitorData)
    expect(point).toEqual({ ...nothing, TimeStamp: expect.stringMatching(/:00Z$/) })
  for (const [change, expected] of [
    [{ AllocationId: 'eip-none' }, 'InvalidAllocationId.NotFound'],
    [{ StartTime: 'yesterday' }, 'InvalidStartTime.Malformed'],
    [{ EndTime: 'today' }, 'InvalidEndTime.Malformed'],
    [{ EndTime: at(-60) }, 'InvalidEndTime.Malformed'],
    [{ Period: '61' }, 'InvalidPeriod.ValueNotSupported'],
    [{ StartTime: at(-32 * 24 * 60) }, 'InvalidStartTime.TooEarly'],
    [{ StartTime: at(-24 * 60) }, 'OperationDenied.TooManyDataQueried'],
    [{ StartTime: at(-24 * 60), Period: '300' }, 'OK'],
  ] as const)
    expect([change, await code({ ...ask, ...change })]).toEqual([change, expected])
})
