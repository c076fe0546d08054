// Moves a stopped instance to another vSwitch, private address or VPC.

import { parseAddress } from '../../../../core/model/address.ts'
import { moveInstance } from '../../../../service/instance/move.ts'
import { action } from '../../action.ts'
import { list, required, text } from '../../fields.ts'
import { owner } from '../fields.ts'
import { instanceId } from './instanceFields.ts'

export const ModifyInstanceVpcAttribute = action({
  name: 'ModifyInstanceVpcAttribute',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Move a stopped instance to another vSwitch, private IP address or VPC.',
  effect: 'write',
  permission: 'ecs:ModifyInstanceVpcAttribute',
  input: {
    InstanceId: instanceId,
    VSwitchId: required(text({ about: 'The vSwitch, in the zone of the instance.' })),
    PrivateIpAddress: text({
      about: 'The private address. Default a free one, or the present one when the vSwitch stays.',
      check: (value) => parseAddress(value)?.family === 4,
      malformed: {
        status: 400,
        code: 'InvalidPrivateIpAddress.Malformed',
        message: 'Specified private IP address is malformed.',
      },
    }),
    VpcId: text({ about: 'The VPC. Default the present one.' }),
    SecurityGroupId: list(text({ about: 'Security group.' }), {
      about: 'The security groups; needed with another VPC.',
    }),
    ...owner,
  },
  faults: [
    'instanceNotFound',
    'instanceStateWrong',
    'vSwitchNotFound',
    'vSwitchInOtherZone',
    'addressOutsideVSwitch',
    'addressTaken',
    'vSwitchFull',
    'groupInOtherVpc',
    'groupOutsideVpcs',
    'eniInOtherVpc',
  ],
  missing: [],
  example: { InstanceId: 'i-bp1example', VSwitchId: 'vsw-bp1example', PrivateIpAddress: '192.168.1.9' },
  run(call, parameters) {
    moveInstance(call, {
      instanceId: parameters.InstanceId,
      vSwitchId: parameters.VSwitchId,
      privateAddress: parameters.PrivateIpAddress,
      vpcId: parameters.VpcId,
      securityGroupIds: parameters.SecurityGroupId,
    })
    return {}
  },
})
