// How Terraform's provider sends changes of networks and interfaces: parts in the query, parts in the form, some twice.

import { beforeEach, expect, test } from 'vitest'
import { type Parameters, postRequest, type Reply, replyOf, signedV1 } from './client.ts'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

let world: RunWorld
beforeEach(async () => {
  world = await createRunWorld()
})

/** Family B: common parameters, signature and `inQuery` in the query, the rest in the form. */
async function split(parameters: Parameters, inQuery: readonly string[]): Promise<Reply> {
  const all = signedV1('POST', { Format: 'json', RegionId: 'cn-hangzhou', ...parameters }, world.now)
  const query = new URLSearchParams()
  const form = new URLSearchParams()
  for (const [name, value] of all) {
    const own = name in parameters && !['Action', 'Version', ...inQuery].includes(name)
    ;(own || name === 'RegionId' ? form : query).append(name, value)
  }
  return replyOf(await world.endpoint.handle(postRequest(query.toString(), form.toString())))
}

test('VSwitchId in the query, RegionId in the form; a deleted vSwitch is an empty one', async () => {
  const VSwitchId = await world.vSwitch(world.vpcId, { CidrBlock: '192.168.8.0/24' })
  const read = { Action: 'DescribeVSwitchAttributes', Version: 'Vpc', VSwitchId }
  expect((await split(read, ['VSwitchId'])).body.VSwitchId).toBe(VSwitchId)
  const change = { Action: 'ModifyVSwitchAttribute', Version: 'Vpc', VSwitchId, VSwitchName: 'renamed' }
  for (let twice = 0; twice < 2; twice++) expect((await split(change, [])).code).toBe('OK')
  expect((await split({ Action: 'DeleteVSwitch', Version: 'Vpc', VSwitchId }, [])).code).toBe('OK')
  expect((await split(read, ['VSwitchId'])).body.VSwitchId).toBe('')
})

test('changes of elastic addresses name them in the query', async () => {
  const id = await world.eip()
  const change = { Action: 'ModifyEipAddressAttribute', Version: 'Vpc', AllocationId: id, Bandwidth: '7' }
  expect((await split(change, ['AllocationId'])).code).toBe('OK')
  const protect = {
    Action: 'DeletionProtection',
    Version: 'Vpc',
    InstanceId: id,
    ProtectionEnable: 'true',
    Type: 'EIP',
  }
  expect((await split(protect, ['InstanceId'])).code).toBe('OK')
  const read = { Action: 'DescribeEipAddresses', Version: 'Vpc', AllocationId: id }
  const { body } = await split(read, ['AllocationId'])
  expect(body.EipAddresses.EipAddress[0]).toMatchObject({ Bandwidth: '7', DeletionProtection: true })
})

test('a VPC is known by its system route table, and both gone forms are understood', async () => {
  const list = { Action: 'DescribeRouteTableList', Version: 'Vpc', VpcId: world.vpcId }
  const [table] = (await split(list, [])).body.RouterTableList.RouterTableListType
  expect(table).toMatchObject({ RouteTableType: 'System', VpcId: world.vpcId })
  const rename = {
    Action: 'ModifyRouteTableAttributes',
    Version: 'Vpc',
    RouteTableId: table.RouteTableId,
    RouteTableName: 'main',
  }
  for (let twice = 0; twice < 2; twice++) expect((await split(rename, [])).code).toBe('OK')
  const gone = { Action: 'DescribeVpcAttribute', Version: 'Vpc', VpcId: 'vpc-none' }
  expect(await split(gone, [])).toMatchObject({ status: 404, code: 'InvalidVpcID.NotFound' })
})

test('an interface is made, changed twice with the same groups, and waited for by its state', async () => {
  const create = {
    Action: 'CreateNetworkInterface',
    VSwitchId: world.vSwitchId,
    'SecurityGroupIds.1': world.groupId,
    Ipv4PrefixCount: '1',
  }
  const { NetworkInterfaceId } = (await split(create, [])).body
  const change = {
    Action: 'ModifyNetworkInterfaceAttribute',
    NetworkInterfaceId,
    'SecurityGroupId.1': world.groupId,
  }
  for (let twice = 0; twice < 2; twice++) expect((await split(change, [])).code).toBe('OK')
  const wait = {
    Action: 'DescribeNetworkInterfaces',
    'NetworkInterfaceId.1': NetworkInterfaceId,
    PageSize: '50',
  }
  expect((await split(wait, [])).body.NetworkInterfaceSets.NetworkInterfaceSet[0].Status).toBe('Available')
  await split({ Action: 'DeleteNetworkInterface', NetworkInterfaceId }, [])
  expect((await split(wait, [])).body.NetworkInterfaceSets.NetworkInterfaceSet).toEqual([])
})
