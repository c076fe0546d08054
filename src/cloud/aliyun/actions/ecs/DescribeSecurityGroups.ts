// Lists security groups by what is asked for.

import type { ResourceReader } from '../../../../core/model/resources.ts'
import type { SecurityGroup } from '../../../../core/model/securityGroup.ts'
import { countRules, listGroups, roomOf } from '../../../../service/securityGroup/listGroups.ts'
import { action } from '../../action.ts'
import { choice, flag, list, text } from '../../fields.ts'
import { byEither } from '../../pagination.ts'
import { formatTime } from '../../time.ts'
import { dryRun, owner, regionId, tags } from '../fields.ts'
import { groupType, kindOf, optionalGroupId, typeOf } from '../securityGroup.ts'
import { ecsTags } from '../tags.ts'

const paging = byEither({ default: 10, max: 50 }, { default: 10, min: 10, max: 100 })

export const DescribeSecurityGroups = action({
  name: 'DescribeSecurityGroups',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List security groups.',
  effect: 'read',
  permission: 'ecs:DescribeSecurityGroups',
  input: {
    RegionId: regionId,
    SecurityGroupId: optionalGroupId(),
    SecurityGroupIds: list(optionalGroupId(), { about: 'Security groups, up to 100.', max: 100 }),
    SecurityGroupName: text({ about: 'Name of the group.' }),
    FuzzyQuery: flag({ about: 'Deprecated: the name need only be part of the name of the group.' }),
    VpcId: text({ about: 'VPC of the group.' }),
    NetworkType: choice(['vpc', 'classic'], { about: 'Kind of network.' }),
    SecurityGroupType: groupType({
      status: 400,
      code: 'InvalidParameter.SecurityGroupType',
      message: 'The specified SecurityGroupType is not valid.',
    }),
    ResourceGroupId: text({ about: 'Resource group.' }),
    ServiceManaged: flag({ about: 'Whether a cloud product owns the group.' }),
    Tag: tags,
    IsQueryEcsCount: flag({ about: 'Deprecated: fills EcsCount and AvailableInstanceAmount.' }),
    DryRun: dryRun,
    ...paging.fields,
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', SecurityGroupName: 'web', PageSize: '50' },
  run(call, parameters) {
    const groups = listGroups(call, {
      region: parameters.RegionId,
      ids: idsOf(parameters.SecurityGroupId, parameters.SecurityGroupIds),
      name: parameters.SecurityGroupName,
      fuzzy: parameters.FuzzyQuery,
      vpcId: parameters.VpcId,
      network: parameters.NetworkType,
      kind: parameters.SecurityGroupType === undefined ? undefined : kindOf(parameters.SecurityGroupType),
      resourceGroupId: parameters.ResourceGroupId,
      managed: parameters.ServiceManaged,
      tags: parameters.Tag.map(({ Key, Value }) => ({ key: Key, value: Value })),
    })
    const part = paging.cut(groups, parameters)
    return {
      RegionId: parameters.RegionId,
      ...part.envelope,
      SecurityGroups: {
        SecurityGroup: part.items.map((group) =>
          show(call.state, group, parameters.IsQueryEcsCount ?? false),
        ),
      },
    }
  },
})

/** Undefined: any group. Both given must hold, like all filters. */
function idsOf(id: string | undefined, ids: readonly string[]): readonly string[] | undefined {
  if (ids.length === 0) return id === undefined ? undefined : [id]
  return id === undefined ? ids : ids.filter((one) => one === id)
}

function show(state: ResourceReader, group: SecurityGroup, withRoom: boolean) {
  const { rules, groupPeers } = countRules(state, group)
  // Counting the members of large groups takes its time: only where it is asked for.
  const { used, free } = withRoom ? roomOf(state, group) : { used: 0, free: 0 }
  return {
    SecurityGroupId: group.id,
    SecurityGroupName: group.name,
    Description: group.description,
    SecurityGroupType: typeOf(group.kind),
    VpcId: group.vpcId ?? '',
    CreationTime: formatTime(group.createdAt),
    ResourceGroupId: group.resourceGroupId,
    EcsCount: used,
    AvailableInstanceAmount: free,
    RuleCount: rules,
    GroupToGroupRuleCount: groupPeers,
    ServiceManaged: group.managed,
    Tags: ecsTags(group.tags),
  }
}
