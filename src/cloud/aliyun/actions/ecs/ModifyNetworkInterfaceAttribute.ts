// Changes a network interface: labels, groups, timeouts.

import { modifyEni } from '../../../../service/eni/modify.ts'
import { action } from '../../action.ts'
import { flag, ignored, list, text } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'
import { connectionTracking, eniDescription, eniId, eniName, queueNumber, timeoutsOf } from './eniFields.ts'

const NO_HARDWARE = 'There is no such hardware here.'

export const ModifyNetworkInterfaceAttribute = action({
  name: 'ModifyNetworkInterfaceAttribute',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Change a network interface, its security groups among others.',
  effect: 'write',
  permission: 'ecs:ModifyNetworkInterfaceAttribute',
  input: {
    RegionId: regionId,
    NetworkInterfaceId: eniId,
    NetworkInterfaceName: eniName,
    Description: eniDescription(255),
    SecurityGroupId: list(text({ about: 'Security group.' }), {
      about: 'Exactly these security groups from now on; left out, they stay. Secondary interfaces only.',
    }),
    ConnectionTrackingConfiguration: connectionTracking,
    QueueNumber: queueNumber,
    SourceDestCheck: flag({ about: 'Source and destination check.' }),
    DeleteOnRelease: flag({ about: 'Whether it goes with the instance it is in.' }),
    EnablePrimaryIPv6: flag({ about: 'Whether its first IPv6 address is its primary one.' }),
    EnhancedNetwork: ignored(NO_HARDWARE),
    NetworkInterfaceTrafficConfig: ignored(NO_HARDWARE),
    RxQueueSize: ignored(NO_HARDWARE),
    TxQueueSize: ignored(NO_HARDWARE),
    ...owner,
  },
  faults: [
    'eniNotFound',
    'eniManaged',
    'eniPrimary',
    'groupNotFound',
    'groupInOtherVpc',
    'groupOutsideVpcs',
    'groupKindsMixed',
    'groupManaged',
    'groupFull',
    'tooManyGroups',
    'tooManyRulesOnEni',
  ],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    NetworkInterfaceId: 'eni-bp1example',
    'SecurityGroupId.1': 'sg-bp1example',
  },
  run(call, parameters) {
    modifyEni(call, {
      eniId: parameters.NetworkInterfaceId,
      region: parameters.RegionId,
      name: parameters.NetworkInterfaceName,
      description: parameters.Description,
      securityGroupIds: parameters.SecurityGroupId,
      timeouts: timeoutsOf(parameters.ConnectionTrackingConfiguration),
      deleteOnRelease: parameters.DeleteOnRelease,
      sourceDestCheck: parameters.SourceDestCheck,
      primaryIpv6: parameters.EnablePrimaryIPv6,
      queueNumber: parameters.QueueNumber,
    })
    return {}
  },
})
