// How Alibaba answers the faults of security groups and their members; those of rules: rule.ts.

import type { SecurityGroupFault } from '../../../core/model/faults/securityGroup.ts'
import { type FaultRows, notHere } from './rows.ts'
import { ruleFaults } from './rule.ts'

/** All of them, as long as the answer stays readable. */
const naming = (ids: readonly string[]): string =>
  ids.length <= 100 ? ids.join(', ') : `${ids.slice(0, 100).join(', ')} and ${ids.length - 100} more`

export const securityGroupFaults: FaultRows<SecurityGroupFault> = {
  backupPolicyNotFound: notHere,
  backupNotFound: notHere,
  groupNotBackedUp: notHere,
  tooManyBackupPolicies: notHere,
  tooManyGroupsInProject: notHere,
  groupIsDefault: notHere,
  groupNotFound: () => ({
    status: 404,
    code: 'InvalidSecurityGroupId.NotFound',
    message: 'The specified SecurityGroupId does not exist.',
  }),
  groupProtected: ({ groupId }) => ({
    status: 403,
    code: 'InvalidOperation.DeletionProtection',
    message: `The security group ${groupId} is under deletion protection.`,
  }),
  // G6: the refusal names every referrer.
  groupHasMembers: ({ members }) => ({
    status: 403,
    code: 'DependencyViolation',
    message: `There is still instance(s) in the specified security group. Members: ${naming(members)}.`,
  }),
  groupReferenced: ({ referrers }) => ({
    status: 403,
    code: 'DependencyViolation',
    message: `The specified security group has been authorized in another one. Groups: ${naming(referrers)}.`,
  }),
  tooManyGroupsInRegion: ({ region, current, maximum }) => ({
    status: 403,
    code: 'QuotaExceed.SecurityGroup',
    message: `The maximum number of security groups is reached. ${region} has ${current} of ${maximum}.`,
  }),
  innerAccessFixed: () => ({
    status: 404,
    code: 'InvalidParameter.InnerAccessPolicy',
    message: "The InnerAccessPolicy attribute of enterprise level security group can't be modified.",
  }),
  groupNeedsVpc: () => ({
    status: 403,
    code: 'InvalidVpcId.NotFound',
    message: 'vpc id must not empty when only support vpc vm.',
  }),
  alreadyMember: () => ({
    status: 403,
    code: 'InvalidInstanceId.AlreadyExists',
    message: 'The specified instance already exists in the specified security group.',
  }),
  notMember: ({ groupId, memberId }) => ({
    status: 400,
    code: 'InvalidSecurityGroupAssociation.NotFound',
    message: `${memberId} is not in the security group ${groupId}.`,
  }),
  lastGroup: () => ({
    status: 403,
    code: 'InstanceLastSecurityGroup',
    message: 'The specified security group is the last security group for the instance.',
  }),
  memberInOtherVpc: ({ groupId, memberId, kind }) =>
    kind === 'instance'
      ? {
          status: 400,
          code: 'InvalidInstanceId.Mismatch',
          message: 'Specified instance and security group are not in the same VPC.',
        }
      : {
          status: 403,
          code: 'InvalidOperation.VpcMismatch',
          message: `The network interface ${memberId} and the security group ${groupId} are not in the same VPC.`,
        },
  eniManaged: ({ eniId }) => ({
    status: 403,
    code: 'InvalidOperation.EniServiceManaged',
    message: `The network interface ${eniId} is managed by a cloud product.`,
  }),
  ...ruleFaults,
}
