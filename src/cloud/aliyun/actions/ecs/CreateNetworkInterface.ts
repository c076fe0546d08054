// Makes a network interface that no instance has yet.

import { asId, type SecurityGroupId } from '../../../../core/model/ids.ts'
import { createFreeEni } from '../../../../service/eni/create.ts'
import { action } from '../../action.ts'
import { choice, type Decoded, flag, ignored, list, missingOf, refuse, required, text } from '../../fields.ts'
import { clientToken, owner, regionId, resourceGroupId, tags } from '../fields.ts'
import { tagsOf } from '../tags.ts'
import { newEniAnswer } from './eniAnswer.ts'
import {
  addressList,
  addressOf,
  checkEither,
  connectionTracking,
  count,
  eniDescription,
  eniName,
  ipv4Prefixes,
  ipv6Wishes,
  queueNumber,
  timeoutsOf,
  trafficMode,
} from './eniFields.ts'

const NO_HARDWARE = 'There is no such hardware here.'

const input = {
  RegionId: regionId,
  VSwitchId: required(text({ about: 'vSwitch it gets its addresses from.' })),
  SecurityGroupId: text({ about: 'Its security group. This or SecurityGroupIds.' }),
  SecurityGroupIds: list(text({ about: 'Security group.' }), {
    about: 'Its security groups, all of one kind.',
  }),
  PrimaryIpAddress: addressOf(4, 'Primary address. Default a free one.'),
  PrivateIpAddress: addressList(4, 10, 'Secondary addresses'),
  SecondaryPrivateIpAddressCount: count('How many secondary addresses', 49),
  ...ipv4Prefixes,
  ...ipv6Wishes,
  NetworkInterfaceName: eniName,
  Description: eniDescription(256),
  InstanceType: choice(['Secondary', 'Trunk'], {
    about: 'Default Secondary. Trunk is on trial in the cloud, by invitation; here nobody is invited.',
  }),
  NetworkInterfaceTrafficMode: trafficMode,
  QueueNumber: queueNumber,
  SourceDestCheck: flag({ about: 'Source and destination check. Default false.' }),
  DeleteOnRelease: flag({ about: 'Whether it goes with the instance it is in. Default true.' }),
  EnablePrimaryIPv6: flag({ about: 'Whether its first IPv6 address is its primary one. Default false.' }),
  ConnectionTrackingConfiguration: connectionTracking,
  ResourceGroupId: resourceGroupId,
  Tag: tags,
  ClientToken: clientToken,
  BusinessType: ignored('No longer used by the cloud either.'),
  EnhancedNetwork: ignored(NO_HARDWARE),
  NetworkInterfaceTrafficConfig: ignored(NO_HARDWARE),
  QueuePairNumber: ignored(NO_HARDWARE),
  RxQueueSize: ignored(NO_HARDWARE),
  TxQueueSize: ignored(NO_HARDWARE),
  Visible: ignored('All interfaces are visible.'),
  ...owner,
}

export const CreateNetworkInterface = action({
  name: 'CreateNetworkInterface',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Create a network interface.',
  effect: 'write',
  permission: 'ecs:CreateNetworkInterface',
  input,
  faults: [
    'tooManyAddressesInVpc',
    'vSwitchNotFound',
    'vSwitchFull',
    'groupNotFound',
    'groupNeeded',
    'groupInOtherVpc',
    'groupOutsideVpcs',
    'groupKindsMixed',
    'groupManaged',
    'groupFull',
    'tooManyGroups',
    'tooManyRulesOnEni',
    'tooManyIpv4',
    'tooManyIpv6',
    'addressOutsideVSwitch',
    'addressTaken',
    'addressRepeated',
    'prefixNotAllowed',
    'ipv6Off',
    'resourceGroupNotFound',
  ],
  missing: [],
  example: { RegionId: 'cn-hangzhou', VSwitchId: 'vsw-bp1example', SecurityGroupId: 'sg-bp1example' },
  run(call, parameters) {
    check(parameters)
    const eni = createFreeEni(call, {
      region: parameters.RegionId,
      vSwitchId: parameters.VSwitchId,
      securityGroupIds: groupsOf(parameters),
      primaryAddress: parameters.PrimaryIpAddress,
      secondaryAddresses: parameters.PrivateIpAddress,
      secondaryCount: parameters.SecondaryPrivateIpAddressCount,
      ipv6Addresses: parameters.Ipv6Address,
      ipv6Count: parameters.Ipv6AddressCount,
      prefixes: [...parameters.Ipv4Prefix, ...parameters.Ipv6Prefix],
      ipv4PrefixCount: parameters.Ipv4PrefixCount,
      ipv6PrefixCount: parameters.Ipv6PrefixCount,
      name: parameters.NetworkInterfaceName ?? '',
      description: parameters.Description ?? '',
      resourceGroupId: parameters.ResourceGroupId ?? '',
      tags: tagsOf(parameters.Tag),
      timeouts: timeoutsOf(parameters.ConnectionTrackingConfiguration),
      deleteOnRelease: parameters.DeleteOnRelease ?? true,
      sourceDestCheck: parameters.SourceDestCheck,
      primaryIpv6: parameters.EnablePrimaryIPv6,
      queueNumber: parameters.QueueNumber,
      trafficMode: parameters.NetworkInterfaceTrafficMode,
    })
    return newEniAnswer(call.state, eni)
  },
})

type Parameters = Decoded<typeof input>

function check(parameters: Parameters): void {
  checkEither(parameters.PrivateIpAddress, parameters.SecondaryPrivateIpAddressCount, 'PrivateIpAddress')
  checkEither(parameters.Ipv6Address, parameters.Ipv6AddressCount, 'Ipv6Address')
  checkEither(parameters.Ipv4Prefix, parameters.Ipv4PrefixCount, 'Ipv4Prefix')
  checkEither(parameters.Ipv6Prefix, parameters.Ipv6PrefixCount, 'Ipv6Prefix')
  if (parameters.InstanceType === 'Trunk') {
    refuse({
      status: 400,
      code: 'UnsupportedParameter',
      message: 'The parameter InstanceType does not support the value Trunk.',
    })
  }
}

function groupsOf({ SecurityGroupId, SecurityGroupIds }: Parameters): readonly SecurityGroupId[] {
  if (SecurityGroupId !== undefined && SecurityGroupIds.length > 0) {
    refuse({
      status: 400,
      code: 'InvalidParameter.Conflict',
      message: 'The specified parameters SecurityGroupId and SecurityGroupIds conflict.',
    })
  }
  const ids = SecurityGroupId === undefined ? SecurityGroupIds : [SecurityGroupId]
  if (ids.length === 0) refuse(missingOf('SecurityGroupId'))
  return ids.map((id) => asId<SecurityGroupId>(id))
}
