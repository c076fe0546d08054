// How Alibaba answers the faults of VPCs, vSwitches and public addresses.

import type { NetworkFault } from '../../../core/model/faults/network.ts'
import type { ErrorSpec } from '../error.ts'
import type { FaultPlace, FaultRows } from './rows.ts'

const bad = (code: string, message: string): ErrorSpec => ({ status: 400, code, message })
const forbidden = (code: string, message: string): ErrorSpec => ({ status: 403, code, message })
const notFound = (code: string, message: string): ErrorSpec => ({ status: 404, code, message })

const DEPENDENT = 'Specified object has dependent resources.'
const EIP_STATUS = bad('IncorrectEipStatus', 'Current elastic IP status does not support this operation.')
const EIP_MODE = bad('Instance.ModeError', 'eip instance mode error.')
const setsMode = ({ action }: FaultPlace): boolean => action === 'ModifyEipForwardMode'
const runsInstances = ({ action }: FaultPlace): boolean =>
  /^(RunInstances|CreateInstance|ModifyInstanceVpcAttribute)$/.test(action)

export const networkFaults: FaultRows<NetworkFault> = {
  vpcNotFound: (_, { product, action }) => {
    if (action === 'CreateNetworkAcl') return bad('InvalidVpcId.NotFound', 'The vpc is not exist.')
    // Three spellings, and clients match on them: what deletes and reads in Vpc says `ID`.
    return notFound(
      product === 'Vpc' && action !== 'CreateVSwitch' ? 'InvalidVpcID.NotFound' : 'InvalidVpcId.NotFound',
      'Specified VPC does not exist.',
    )
  },
  vpcHasVSwitch: () => bad('DependencyViolation.VSwitch', DEPENDENT),
  vpcHasGroup: () =>
    bad('DependencyViolation.SecurityGroup', 'Specified object has dependent resources SecurityGroup.'),
  vpcFull: () => bad('InvalidParameter', 'Specified CIDR block is not valid in VPC.'),
  tooManyVSwitches: () => bad('QuotaExceeded.VSwitch', 'Virtual switch quota exceeded.'),
  vSwitchNotFound: () => notFound('InvalidVSwitchId.NotFound', 'Specified virtual switch does not exist.'),
  vSwitchInUse: () => bad('DependencyViolation', DEPENDENT),
  vSwitchFull: (_, place) =>
    runsInstances(place)
      ? bad('QuotaExceeded.PrivateIpAddress', "Don't have enough private IPs in this switch.")
      : forbidden('InvalidVSwitchId.IpNotEnough', 'The specified VSwitch has not enough IP addresses.'),
  cidrNotAllowed: ({ reason }, { action }) => {
    if (action !== 'CreateVSwitch') return bad('InvalidParameter', 'Specified CIDR block is not valid.')
    return reason === 'length'
      ? bad('InvalidCirdrBlock.MaskLength', 'Specified CIDR block is not valid.')
      : bad('InvalidCidrBlock.Malformed', 'Specified CIDR block is not valid.')
  },
  cidrOutsideVpc: () => bad('InvalidParameter', 'Specified CIDR block is not valid in VPC.'),
  cidrOverlaps: () =>
    bad('InvalidCidrBlock.Overlapped', 'Specified CIDR block overlapped with other subnets.'),
  cidrHoldsLink: () =>
    bad('InvalidCidrBlock.Overlapped', 'Specified CIDR block overlapped with other subnets.'),
  userCidrNotAllowed: ({ reason }) =>
    reason === 'malformed'
      ? bad('InvalidParameter', 'Specified UserCidr invalid format.')
      : bad('InvalidUserCidr.Malformed', 'Specified UserCidr overlapping in of 100.64.0.0/10.'),
  tooManyUserCidrs: () => bad('InvalidUserCidr.Quota', 'Specified UserCidr number is greater than 3.'),
  ipv6Off: (_, { product }) =>
    product === 'Vpc'
      ? bad('InvalidParameter', 'IPv6 is not enabled for the specified VPC.')
      : forbidden('InvalidVSwitch.Ipv6NotTurnOn', 'IPv6 is not turned on for the specified VSwitch.'),
  ipv6BlockTaken: ({ cidr }) =>
    bad('InvalidIpv6CidrBlock.Overlapped', `Specified IPv6 CIDR block ${cidr} overlapped with another one.`),
  addressOutsideVSwitch: (_, place) =>
    place.action === 'ModifyInstanceVpcAttribute'
      ? bad(
          'InvalidPrivateIpAddress.Mismatch',
          'Specified private IP address is not in the CIDR block of virtual switch.',
        )
      : runsInstances(place)
        ? bad(
            'InvalidPrivateIpAddress',
            'Specified private IP address is not in the CIDR block of virtual switch.',
          )
        : forbidden('InvalidVSwitchId.IpInvalid', 'The specified IP address is not valid in the VSwitch.'),
  addressTaken: (_, place) =>
    runsInstances(place) || place.action === 'CreateNetworkInterface'
      ? bad('InvalidPrivateIpAddress.Duplicated', 'Specified private IP address is duplicated.')
      : forbidden('InvalidIp.IpAssigned', 'The specified IP address is already assigned.'),
  eipNotFound: (_, { action }) =>
    action === 'DeletionProtection'
      ? bad('DeletionProtection.ResourceNotExist', 'The resource is not exist.')
      : notFound('InvalidAllocationId.NotFound', 'Specified allocation ID is not found.'),
  eipInUse: () => EIP_STATUS,
  eipSubscribed: (_, place) =>
    setsMode(place)
      ? bad('Forbidden.PrePaidBindedEip', 'A prepaid eip cannot be set to be visible.')
      : bad(
          'Forbidden.ChargeTypeIsPrepaid',
          'The elastic IP address is paid for in advance and cannot be released.',
        ),
  eipNotInUse: (_, place) =>
    setsMode(place) ? bad('Instance.StatusError', 'eip status error.') : EIP_STATUS,
  eipBoundElsewhere: () =>
    bad('InvalidInstanceId.NotFound', 'The specified instance is not bound to the specified elastic IP.'),
  // The cloud's own spelling.
  eipTargetNotFound: () => notFound('InvalidInstanId.NotFound', 'Specified instance does not exist.'),
  eipTargetTaken: (_, place) =>
    setsMode(place)
      ? EIP_MODE
      : bad('InvalidAssociation.Duplicated', 'Specified instance already is associated.'),
  eipModeUnfit: (_, place) =>
    setsMode(place)
      ? EIP_MODE
      : bad('InvalidBindingStatus', 'Only a secondary network interface can be bound in this mode.'),
  eipEniAttached: (_, place) =>
    setsMode(place)
      ? bad('ENI.BindEcs', 'eni bind ecs.')
      : bad('IncorrectInstanceStatus', 'Current instance status does not support this operation.'),
  classicLinkBlock: () =>
    bad('OperationDenied.VpcCidrBlock', 'The CIDR block of the VPC overlaps with the classic network.'),
  classicLinkOff: () => forbidden('OperationDenied', 'ClassicLink is not enabled for the specified VPC.'),
  classicLinkInUse: (_, { action }) =>
    action === 'DeleteVpc'
      ? bad('DependencyViolation', DEPENDENT)
      : bad('IncorrectVpcStatus', 'Current VPC status does not support this operation.'),
  linkedElsewhere: () =>
    bad('Abs.InvalidInstanceId.MalFormed', 'The specified instance has already been linked to another VPC.'),
  tooManyLinks: () => forbidden('QuotaExceeded', 'The maximum number of links in the specified VPC exceeds.'),
  linkNotFound: () =>
    forbidden('OperationDenied', 'The instances are not allowed to detach from the linked vpc.'),
  notClassicInstance: () =>
    forbidden('InvalidInstanceId.MalFormed', 'The specified instance is not a classic network instance.'),
  eipTargetInOtherRegion: () =>
    bad('InvalidParameter.Mismatch', 'The specified EIP and instance are not in the same region.'),
  addressNotOnEni: (_, { action }) =>
    /^Unassign(PrivateIp|Ipv6)Addresses$/.test(action)
      ? forbidden('InvalidIp.IpUnassigned', 'The specified IP is not assigned on this ENI.')
      : bad('InvalidBindingStatus', 'The specified private IP address does not belong to the instance.'),
  publicAddressUnavailable: () => bad('ReserveIpFail', 'Reserve eip failed.'),
  publicAddressesExhausted: () => bad('ReserveIpFail', 'Reserve eip failed.'),
  tooManyEips: () => bad('QuotaExceeded.Eip', 'Elastic IP address quota exceeded.'),
  eipProtected: () =>
    // The cloud's own spelling.
    bad('InvalidOperation.DeletionProtection', 'The instance cannnot delete because of deletion protecion.'),
  // Codes from here on are documented nowhere: a choice in the manner of the others.
  defaultVpcExists: ({ vpcId }) =>
    bad('OperationDenied.DefaultVpcExist', `The default VPC ${vpcId} of this region exists already.`),
  defaultVpcMissing: () => bad('OperationDenied.NoDefaultVpc', 'There is no default VPC in this region.'),
  defaultVSwitchExists: ({ vSwitchId }) =>
    bad(
      'OperationDenied.DefaultVSwitchExist',
      `The default virtual switch ${vSwitchId} of this zone exists already.`,
    ),
  cidrInUse: ({ cidr, vSwitchId }) =>
    bad('DependencyViolation.VSwitch', `The CIDR block ${cidr} is used by the virtual switch ${vSwitchId}.`),
  cidrOverlapsBlock: ({ other }) =>
    bad('InvalidCidrBlock.Overlapped', `Specified CIDR block overlapped with ${other} of the VPC.`),
  cidrNotAssociated: ({ cidr }) =>
    notFound('InvalidCidrBlock.NotFound', `The CIDR block ${cidr} is not associated with the VPC.`),
  tooManySecondaryCidrs: () =>
    bad('QuotaExceeded.SecondaryCidrBlock', 'Secondary CIDR block quota exceeded.'),
  ipv6InUse: ({ user }) => bad('DependencyViolation.Ipv6', `IPv6 is still used by ${user}.`),
  routeTableNotFound: () => notFound('InvalidRouteTableId.NotFound', 'Specified route table does not exist.'),
}
