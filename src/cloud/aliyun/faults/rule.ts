// How Alibaba answers the faults of security group rules.

import type { RuleFault } from '../../../core/model/faults/securityGroup.ts'
import type { Direction } from '../../../core/model/packet.ts'
import { type FaultRows, notHere } from './rows.ts'

/** Ingress names its peer `Source…`, egress `Dest…`. */
const peerName = (direction: Direction): string => (direction === 'ingress' ? 'SourceGroupId' : 'DestGroupId')
const peerWord = (direction: Direction): string => (direction === 'ingress' ? 'source' : 'destination')

const FIXED_IN_ENTERPRISE_GROUP = {
  status: 400,
  code: 'InvalidGroupParameter.OperationDenied',
  message:
    'The attributes Policy, SourceGroupId, DestGroupId of enterprise level security groups are not allowed to be set or modified.',
}

export const ruleFaults: FaultRows<RuleFault> = {
  rulesVersionStale: notHere,
  rulePositionEmpty: notHere,
  rulePositionRepeated: notHere,
  tooManyRulesInDirection: notHere,
  tooManyExpandedRules: notHere,
  tooManyRules: ({ eniId, current, added, maximum }) => ({
    status: 403,
    code: 'AuthorizationLimitExceed',
    message:
      'The limit of authorization records in the security group reaches. ' +
      `${eniId ?? 'The group'} has ${current} of ${maximum} rules, ${added} more are asked for.`,
  }),
  tooManyGroupPeers: ({ current, added, maximum }) => ({
    status: 400,
    code: 'AuthorizedGroupRule.LimitExceed',
    message:
      'You have reached the limit on the number of group authorization rules that you can add to a security group. ' +
      `It has ${current} of ${maximum}, ${added} more are asked for.`,
  }),
  protocolOfOtherFamily: ({ protocolFamily }) =>
    protocolFamily === 4
      ? {
          status: 400,
          code: 'InvalidParam.Ipv4ProtocolConflictWithIpv6Address',
          message: 'IPv6 address cannot be specified for IPv4-specific protocol.',
        }
      : {
          status: 400,
          code: 'InvalidParam.Ipv6ProtocolConflictWithIpv4Address',
          message: 'IPv4 address cannot be specified for IPv6-specific protocol.',
        },
  sidesOfDifferentFamilies: () => ({
    status: 400,
    code: 'InvalidParameter.Conflict',
    message: 'IPv6 and IPv4 addresses cannot exist at the same time.',
  }),
  sidesEqual: () => ({
    status: 400,
    code: 'InvalidParamter.Conflict',
    message: 'The specified SourceCidrIp should be different from the DestCidrIp.',
  }),
  sourcePortsWithoutPorts: () => ({
    status: 400,
    code: 'InvalidSourcePortRange.Malformed',
    message: 'The specified parameter "SourcePortRange" is not valid.',
  }),
  peerGroupNotFound: ({ direction }) => ({
    status: 404,
    code: `Invalid${peerName(direction)}.NotFound`,
    message: `The ${peerName(direction)} provided does not exist in our records.`,
  }),
  peerGroupIsItself: ({ direction }) =>
    direction === 'ingress'
      ? {
          status: 403,
          code: 'InvalidParamter.Conflict',
          message: 'The specified SecurityGroupId should be different from the SourceGroupId.',
        }
      : {
          status: 403,
          code: 'InvalidSecurityGroup.IsSame',
          message: 'The authorized SecurityGroupId should be different from the DestGroupId.',
        },
  peerGroupInOtherVpc: ({ direction }) => ({
    status: 400,
    code: `Invalid${peerName(direction)}.Mismatch`,
    message: `Specified security group and ${peerWord(direction)} group are not in the same VPC.`,
  }),
  peerGroupInOtherNetwork: (_, { action }) => ({
    status: 403,
    code: action.startsWith('Modify') ? 'InvalidNetworkType.Mismatch' : 'InvalidNetworkType.Conflict',
    message:
      'The specified SecurityGroup network type should be same with SourceGroup network type (vpc or classic).',
  }),
  groupPeerInEnterpriseGroup: () => FIXED_IN_ENTERPRISE_GROUP,
  dropInEnterpriseGroup: () => FIXED_IN_ENTERPRISE_GROUP,
  priorityInEnterpriseGroup: () => ({
    status: 400,
    code: 'InvalidPriority.ValueNotSupported',
    message: 'The parameter Priority is invalid: rules of enterprise level security groups have priority 1.',
  }),
  peerGroupIsEnterprise: () => ({
    status: 400,
    code: 'InvalidGroupAuthParameter.OperationDenied',
    message: 'The security group can not authorize to enterprise level security group.',
  }),
  groupPeerNeedsIntranet: ({ direction }) => ({
    status: 403,
    code: `Invalid${peerName(direction)}.Mismatch`,
    message: 'NicType is required or NicType expects intranet.',
  }),
  intranetPeerTooWide: ({ cidr }) => ({
    status: 400,
    code: 'InvalidSourceCidrIp.Malformed',
    message: `The specified parameter "SourceCidrIp" is not valid: ${cidr} is more than one address.`,
  }),
  notInClassicNetwork: ({ what }) =>
    what === 'prefixList'
      ? {
          status: 400,
          code: 'NotSupported.ClassicNetworkPrefixList',
          message: 'The prefix list is not supported when the network type of security group is classic.',
        }
      : {
          status: 400,
          code: 'InvalidSecurityGroup.InvalidNetworkType',
          message:
            'The specified security group network type is not support this operation, please check the security group network types.',
        },
  prefixListNotFound: () => ({
    status: 404,
    code: 'InvalidPrefixListId.NotFound',
    message: 'The specified prefix list was not found.',
  }),
  prefixListOfOtherFamily: () => ({
    status: 400,
    code: 'InvalidParam.PrefixListAddressFamilyMismatch',
    message: 'The address family of the specified prefix list does not match the specified CidrIp.',
  }),
  portListNotFound: () => ({
    status: 400,
    code: 'InvalidPortRangeListId.NotFound',
    message: 'The specified port range list was not found.',
  }),
  ruleRepeated: () => ({
    status: 400,
    code: 'InvalidParam.DuplicatePermissions',
    message: 'There are duplicate permissions in the specified parameter Permissions.',
  }),
  ruleDuplicate: ({ ruleId }) => ({
    status: 400,
    code: 'InvalidOperation.RuleDuplicate',
    message: `The rule would be the same as ${ruleId}.`,
  }),
  ruleNotFound: ({ direction }, { action }) => {
    if (action.startsWith('Modify')) {
      return {
        status: 404,
        code: 'InvalidSecurityGroupRuleId.NotFound',
        message: 'The specified SecurityGroupRuleId is not exists.',
      }
    }
    // Since 2024-07-08 the two directions differ, see the remarks in the official SDK.
    return direction === 'ingress'
      ? {
          status: 400,
          code: 'InvalidParam.SecurityGroupRuleId',
          message: 'The specified parameter SecurityGroupRuleId is not valid.',
        }
      : {
          status: 400,
          code: 'InvalidSecurityGroupRule.RuleNotExist',
          message: 'The specified rule does not exist.',
        }
  },
  ruleIdRepeated: () => ({
    status: 400,
    code: 'InvalidParam.SecurityGroupRuleIdRepeated',
    message: 'The specified parameter SecurityGroupRuleId is repeated.',
  }),
  ruleUnmatched: () => ({
    status: 404,
    code: 'SecurityGroupRule.NotFound',
    message: 'The target security group rule not exist.',
  }),
  peerKindFixed: () => ({
    status: 400,
    code: 'InvalidOperation.ModifySgRuleEntityType',
    message: 'The source or destination type of the rules cannot be modified.',
  }),
  portKindFixed: () => ({
    status: 400,
    code: 'InvalidOperation.ModifyPortRangeType',
    message:
      'The PortRange type is not allowed to be modified. You cannot modify a rule from using the port list to not using it, and vice versa.',
  }),
  nicFixed: () => ({
    status: 400,
    code: 'InvalidOperation.ModifyNicType',
    message: 'NicType is not allowed to modify.',
  }),
}
