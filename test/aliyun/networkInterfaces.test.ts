// Listing network interfaces.

import { beforeEach, describe, expect, test } from 'vitest'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

let world: RunWorld
beforeEach(async () => {
  world = await createRunWorld()
})

describe('DescribeNetworkInterfaces', () => {
  const enisOf = async (parameters: object): Promise<string[]> => {
    const body = await world.ok({ Action: 'DescribeNetworkInterfaces', ...parameters })
    return body.NetworkInterfaceSets.NetworkInterfaceSet.map(
      (one: { NetworkInterfaceId: string }) => one.NetworkInterfaceId,
    )
  }

  test('shows every field', async () => {
    const [id = ''] = await world.run()
    const body = await world.ok({ Action: 'DescribeNetworkInterfaces' })
    const [eni] = world.store.by('eni', 'instance', id)
    expect(body).toMatchObject({ TotalCount: 1, PageNumber: 1, PageSize: 10, NextToken: '' })
    expect(body.NetworkInterfaceSets.NetworkInterfaceSet).toEqual([
      {
        NetworkInterfaceId: eni?.id,
        NetworkInterfaceName: '',
        Description: '',
        Type: 'Primary',
        Status: 'InUse',
        InstanceId: id,
        Attachment: { InstanceId: id, DeviceIndex: 0, NetworkCardIndex: 0, TrunkNetworkInterfaceId: '' },
        VpcId: world.vpcId,
        VSwitchId: world.vSwitchId,
        ZoneId: 'cn-hangzhou-h',
        MacAddress: expect.stringMatching(/^00:16:3e(:[0-9a-f]{2}){3}$/),
        PrivateIpAddress: '192.168.1.1',
        PrivateIpSets: {
          PrivateIpSet: [
            {
              PrivateIpAddress: '192.168.1.1',
              PrivateDnsName: '',
              Primary: true,
              AssociatedPublicIp: { AllocationId: '', PublicIpAddress: '' },
            },
          ],
        },
        AssociatedPublicIp: { AllocationId: '', PublicIpAddress: '' },
        Ipv6Sets: { Ipv6Set: [] },
        Ipv4PrefixSets: { Ipv4PrefixSet: [] },
        Ipv6PrefixSets: { Ipv6PrefixSet: [] },
        SecurityGroupIds: { SecurityGroupId: [world.groupId] },
        DeleteOnRelease: true,
        SourceDestCheck: false,
        NetworkInterfaceTrafficMode: 'Standard',
        QueueNumber: 1,
        ServiceID: 0,
        ServiceManaged: false,
        ResourceGroupId: '',
        Tags: { Tag: [] },
        CreationTime: '2024-01-01T00:00:00Z',
      },
    ])
  })

  test('filters are ANDed', async () => {
    const [id = ''] = await world.run({
      Ipv6AddressCount: '1',
      'NetworkInterface.1.NetworkInterfaceName': 'back',
      'NetworkInterface.1.SecondaryPrivateIpAddressCount': '1',
    })
    const [first, second] = (await world.interfaces(id)).map((eni) => eni.NetworkInterfaceId)
    const cases: [object, string[]][] = [
      [{ Type: 'Primary' }, [first]],
      [{ Type: 'Secondary' }, [second]],
      [{ NetworkInterfaceName: 'back' }, [second]],
      [{ 'NetworkInterfaceId.1': first, 'NetworkInterfaceId.2': 'eni-none' }, [first]],
      [{ NetworkInterfaceId: JSON.stringify([second]) }, [second]],
      [{ PrimaryIpAddress: '192.168.1.1' }, [first]],
      [{ 'PrivateIpAddress.1': '192.168.1.3' }, [second]],
      [{ 'Ipv6Address.1': '2001:db8:0:101::1' }, [first]],
      [{ SecurityGroupId: world.groupId, VpcId: world.vpcId, VSwitchId: world.vSwitchId }, [first, second]],
      [{ Status: 'Available' }, []],
      [{ Status: 'InUse', ServiceManaged: 'false' }, [first, second]],
      [{ InstanceId: 'i-none' }, []],
      [{ 'Tag.1.Key': 'none' }, []],
      [{ RegionId: 'cn-beijing' }, []],
    ]
    for (const [filter, expected] of cases) expect([filter, await enisOf(filter)]).toEqual([filter, expected])
  })

  test('MaxResults below 10 means 10, tokens reach everything', async () => {
    await world.run({ Amount: '12' })
    const first = await world.ok({ Action: 'DescribeNetworkInterfaces', MaxResults: '1' })
    expect(first.NetworkInterfaceSets.NetworkInterfaceSet).toHaveLength(10)
    expect(await enisOf({ NextToken: first.NextToken })).toHaveLength(2)
    expect(await enisOf({ PageNumber: '2', PageSize: '5' })).toHaveLength(5)
    expect(await enisOf({ MaxResults: '1000' })).toHaveLength(12)
  })
})
