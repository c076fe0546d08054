// How Alibaba answers the faults of instances and network interfaces.

import type { InstanceFault } from '../../../core/model/faults/instance.ts'
import type { ErrorSpec } from '../error.ts'
import type { FaultPlace, FaultRows } from './rows.ts'

const bad = (code: string, message: string): ErrorSpec => ({ status: 400, code, message })
const forbidden = (code: string, message: string): ErrorSpec => ({ status: 403, code, message })
const notFound = (code: string, message: string): ErrorSpec => ({ status: 404, code, message })

const runsInstances = ({ action }: FaultPlace): boolean => /^(RunInstances|CreateInstance)$/.test(action)
const createsFree = ({ action }: FaultPlace): boolean => action === 'CreateNetworkInterface'
const detaches = ({ action }: FaultPlace): boolean => action === 'DetachNetworkInterface'
const joins = ({ action }: FaultPlace): boolean => action === 'JoinSecurityGroup'

function groupElsewhere(place: FaultPlace): ErrorSpec {
  if (runsInstances(place)) {
    return bad(
      'InvalidParameter.Mismatch',
      'Specified security group and virtual switch are not in the same VPC.',
    )
  }
  return joins(place)
    ? bad('InvalidInstanceId.Mismatch', 'Specified instance and security group are not in the same VPC.')
    : forbidden(
        'InvalidOperation.VpcMismatch',
        'The network interface and the security group are not in the same VPC.',
      )
}

export const instanceFaults: FaultRows<InstanceFault> = {
  instanceNotFound: (_, { action }) =>
    action === 'DescribeClassicLinkInstances'
      ? forbidden('InvalidInstanceId.NotBelong', 'The specified instance does not belong to you.')
      : notFound('InvalidInstanceId.NotFound', 'The specified InstanceId does not exist.'),
  instanceStateWrong: (_, place) =>
    place.action === 'ModifyInstanceVpcAttribute'
      ? bad('IncorrectInstanceStatus', 'The current status of instance does not support this operation.')
      : forbidden(
          'IncorrectInstanceStatus',
          'The current status of the resource does not support this operation.',
        ),
  instanceProtected: () =>
    forbidden(
      'InvalidOperation.DeletionProtection',
      'The operation is not allowed due to deletion protection.',
    ),
  instanceSubscribed: () =>
    forbidden('ChargeTypeViolation', 'The operation is not permitted due to charge type of the instance.'),
  responderMalformed: () =>
    bad('InvalidTagValue.Malformed', 'The tag menshen:responder takes ports such as 80,443, or default.'),
  vSwitchNeeded: () =>
    bad(
      'MissingParameter',
      'The input parameter "VSwitchId" that is mandatory for processing this request is not supplied.',
    ),
  vSwitchInOtherZone: (_, { action }) =>
    action === 'ModifyInstanceVpcAttribute'
      ? bad('InvalidVSwitchId.Mismatch', 'Specified instance and virtual switch are not in the same zone.')
      : bad('InvalidParameter.Mismatch', 'Specified virtual switch is not in the specified zone.'),
  vSwitchInOtherVpc: () =>
    bad('InvalidParameter.Mismatch', 'Specified virtual switches are not in the same VPC.'),
  eniNotFound: (_, { action }) =>
    action === 'DescribeEipGatewayInfo'
      ? bad('InvalidNetworkInterface.NotFound', 'The specified network interface is not exist.')
      : notFound('InvalidEniId.NotFound', 'The specified NetworkInterfaceId does not exist.'),
  eniNotFree: () =>
    bad(
      'InvalidOperation.InvalidEniState',
      'The current state of the network interface does not support this operation.',
    ),
  eniInOtherZone: () =>
    forbidden(
      'InvalidOperation.AvailabilityZoneMismatch',
      'The network interface and the instance are not in the same zone.',
    ),
  eniInOtherVpc: () =>
    forbidden(
      'InvalidOperation.VpcMismatch',
      'The network interface and the instance are not in the same VPC.',
    ),
  tooManyEnis: ({ maximum }) =>
    forbidden(
      'EniPerInstanceLimitExceeded',
      `The specified instance type supports ${maximum} network interfaces.`,
    ),
  groupNeeded: () =>
    bad(
      'MissingParameter',
      'The input parameter "SecurityGroupId" that is mandatory for processing this request is not supplied.',
    ),
  tooManyGroups: ({ limit }, place) =>
    joins(place)
      ? forbidden(
          'InstanceSecurityGroupLimitExceeded',
          'Exceeding the allowed amount of security groups that an instance can be in.',
        )
      : bad(
          'JoinedGroupLimitExceed',
          `The number of security groups exceeds the limit: ${limit.about}, maximum ${limit.maximum}.`,
        ),
  groupKindsMixed: () =>
    forbidden(
      'EnterpriseGroupLimited.MutliGroupType',
      'The specified instance can not join multi SecurityGroup types.',
    ),
  interfacesInClassicNetwork: () =>
    bad(
      'InvalidParam.NetworkInterface',
      'In the classic network an instance has no elastic network interfaces, further addresses or IPv6.',
    ),
  groupInOtherVpc: (_, place) => groupElsewhere(place),
  groupOutsideVpcs: (_, place) =>
    /NetworkInterface/.test(place.action)
      ? forbidden('InvalidSecurityGroupId.NotVpc', 'The specified security group is not in a VPC.')
      : groupElsewhere(place),
  groupManaged: () =>
    forbidden(
      'InvalidOperation.ResourceManagedByCloudProduct',
      'The security group is managed by a cloud product and cannot be changed.',
    ),
  groupFull: (_, place) =>
    forbidden(
      // Two spellings: one for joining, one for everything else.
      joins(place) ? 'SecurityGroupInstanceLimitExceeded' : 'SecurityGroupInstanceLimitExceed',
      'The maximum number of instances in a security group is exceeded.',
    ),
  tooManyAddressesInVpc: ({ vpcId, limit }) =>
    bad(
      'QuotaExceeded.PrivateIpAddress',
      `The quota of private IP addresses exceeds: VPC ${vpcId} may have ${limit.maximum}.`,
    ),
  tooManyRulesOnEni: ({ current, limit }) =>
    forbidden('AclLimitExceed', `The ${limit.about} would be ${current}, the maximum is ${limit.maximum}.`),
  eniPrimary: (_, place) =>
    detaches(place)
      ? bad(
          'InvalidOperation.DetachPrimaryEniNotAllowed',
          'The primary network interface cannot be detached from its instance.',
        )
      : forbidden(
          'InvalidOperation.InvalidEniType',
          'The operation is not allowed for a network interface of this type.',
        ),
  eniNotAttached: ({ eniId, instanceId }) =>
    bad(
      'InvalidOperation.InvalidEniState',
      `The network interface ${eniId} is not attached to the instance ${instanceId}.`,
    ),
  tooManyIpv4: ({ attached, wanted, maximum }, place) =>
    forbidden(
      attached && !createsFree(place)
        ? 'InvalidOperation.Ipv4CountExceeded'
        : 'MaxEniPrivateIpsCountExceeded',
      `The network interface would have ${wanted} IPv4 addresses, the maximum is ${maximum}.`,
    ),
  tooManyIpv6: ({ attached, wanted, maximum }, place) =>
    forbidden(
      attached && !createsFree(place) ? 'InvalidOperation.Ipv6CountExceeded' : 'MaxEniIpv6IpsCountExceeded',
      `The network interface would have ${wanted} IPv6 addresses, the maximum is ${maximum}.`,
    ),
  addressRepeated: ({ address }) =>
    forbidden('InvalidIp.IpRepeated', `The specified IP address ${address} is repeated.`),
  prefixNotAllowed: ({ prefix }) =>
    bad('InvalidParameter', `The specified prefix ${prefix} is not valid: IPv4 takes /28, IPv6 /80.`),
  publicAddressExists: () =>
    forbidden('AllocatedAlready', 'There is an IpAddress allocated already for the specified instance.'),
}
