// Changes an instance: labels, security groups, protection.

import { modifyInstance } from '../../../../service/instance/modify.ts'
import { action } from '../../action.ts'
import { flag, list, text } from '../../fields.ts'
import { dryRun, optionalRegionId, owner } from '../fields.ts'
import { allIgnored, instanceId } from './instanceFields.ts'
import { machineFields } from './runFields.ts'
import { checkedUserData } from './runTexts.ts'

export const ModifyInstanceAttribute = action({
  name: 'ModifyInstanceAttribute',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Change an instance, its security groups among others.',
  effect: 'write',
  permission: 'ecs:ModifyInstanceAttribute',
  input: {
    InstanceId: instanceId,
    RegionId: optionalRegionId,
    InstanceName: machineFields.InstanceName,
    Description: machineFields.Description,
    HostName: machineFields.HostName,
    Password: machineFields.Password,
    UserData: machineFields.UserData,
    SecurityGroupIds: list(text({ about: 'Security group.' }), {
      about: 'Exactly these security groups on the primary interface from now on; left out, they stay.',
    }),
    DeletionProtection: flag({ about: 'Refuse deletion.' }),
    DryRun: dryRun,
    ...allIgnored(
      [
        'Recyclable',
        'CreditSpecification',
        'NetworkInterfaceQueueNumber',
        'EnableJumboFrame',
        'EnableNetworkEncryption',
        'AdditionalInfo',
        'CpuOptions',
        'PrivateDnsNameOptions',
        'RemoteConnectionOptions',
      ],
      'Says nothing about the network.',
    ),
    ...owner,
  },
  faults: [
    'instanceNotFound',
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
  example: { InstanceId: 'i-bp1example', 'SecurityGroupIds.1': 'sg-bp1example' },
  run(call, parameters) {
    const { UserData } = parameters
    modifyInstance(call, {
      instanceId: parameters.InstanceId,
      region: parameters.RegionId,
      name: parameters.InstanceName,
      description: parameters.Description,
      hostName: parameters.HostName,
      userData: UserData === undefined ? undefined : checkedUserData(UserData),
      deletionProtection: parameters.DeletionProtection,
      securityGroupIds: parameters.SecurityGroupIds,
    })
    return {}
  },
})
