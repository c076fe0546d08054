// A group with rules as DescribeSecurityGroupAttribute answers it; also the JSON form of exported rules (T5).

import type { ResourceReader } from '../../core/model/resources.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import { permissionOf } from './permission.ts'

/** `paging`: what the answer says about the page. */
export const groupAttribute = <P extends object>(
  state: ResourceReader,
  group: SecurityGroup,
  rules: readonly Rule[],
  paging: P,
) => ({
  RegionId: group.region,
  SecurityGroupId: group.id,
  SecurityGroupName: group.name,
  Description: group.description,
  VpcId: group.vpcId ?? '',
  InnerAccessPolicy: group.innerAccess === 'accept' ? 'Accept' : 'Drop',
  ...paging,
  SnapshotPolicyIds: { SnapshotPolicyId: [] },
  Permissions: { Permission: rules.map((rule) => permissionOf(state, group, rule)) },
})
