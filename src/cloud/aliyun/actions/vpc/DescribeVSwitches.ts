// Lists vSwitches.

import { action } from '../../action.ts'
import { flag, missingOf, refuse, text } from '../../fields.ts'
import { byPage } from '../../pagination.ts'
import { dryRun, optionalRegionId, owner, tags } from '../fields.ts'
import { meets } from '../filters.ts'
import { hasTags } from '../tags.ts'
import { resourceGroupFilter } from './vpcFields.ts'
import { vSwitchAnswer } from './vSwitchAnswer.ts'

const pages = byPage({ default: 10, max: 50 })

export const DescribeVSwitches = action({
  name: 'DescribeVSwitches',
  product: 'Vpc',
  version: '2016-04-28',
  alsoIn: ['2014-05-26'],
  summary: 'List vSwitches.',
  effect: 'read',
  permission: 'vpc:DescribeVSwitches',
  input: {
    RegionId: optionalRegionId,
    VpcId: text({ about: 'Only those of this VPC. This or RegionId is needed.' }),
    VSwitchId: text({ about: 'Only this vSwitch.' }),
    VSwitchName: text({ about: 'Only those with this name.' }),
    ZoneId: text({ about: 'Only those in this zone.' }),
    RouteTableId: text({ about: 'Only those bound to this route table.' }),
    IsDefault: flag({ about: 'Only default vSwitches, or only others.' }),
    EnableIpv6: flag({ about: 'Only those with IPv6, or only those without.' }),
    ResourceGroupId: resourceGroupFilter,
    Tag: tags,
    VSwitchOwnerId: text({ about: 'Only those of this account; only own ones are listed.' }),
    DryRun: dryRun,
    ...pages.fields,
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', VpcId: 'vpc-bp1example' },
  run(call, parameters) {
    const { RegionId, VpcId, RouteTableId } = parameters
    if (RegionId === undefined && VpcId === undefined) refuse(missingOf('RegionId'))
    const found = call.state
      .by('vSwitch', 'account', call.accountId)
      .filter((one) => meets(RegionId, one.region) && meets<string>(VpcId, one.vpcId))
      .filter((one) => meets<string>(parameters.VSwitchId, one.id) && meets(parameters.ZoneId, one.zone))
      .filter((one) => meets(parameters.VSwitchName, one.name) && meets(parameters.IsDefault, one.isDefault))
      .filter((one) => meets(parameters.EnableIpv6, one.ipv6Cidr !== null))
      .filter((one) => meets(RouteTableId, call.state.get('vpc', one.vpcId)?.routeTableId))
      .filter((one) => meets(parameters.ResourceGroupId, one.resourceGroupId))
      .filter((one) => hasTags(one.tags, parameters.Tag))
      .filter((one) => meets<string>(parameters.VSwitchOwnerId, one.accountId))
    const { items, envelope } = pages.cut(found, parameters)
    return { VSwitches: { VSwitch: items.map((one) => vSwitchAnswer(call.state, one)) }, ...envelope }
  },
})
