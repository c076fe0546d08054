// Lists VPCs.

import { action } from '../../action.ts'
import { commaList, flag, text } from '../../fields.ts'
import { byPage } from '../../pagination.ts'
import { dryRun, owner, regionId, tags } from '../fields.ts'
import { meets, meetsAny } from '../filters.ts'
import { hasTags } from '../tags.ts'
import { vpcAnswer } from './vpcAnswer.ts'
import { resourceGroupFilter } from './vpcFields.ts'

const pages = byPage({ default: 10, max: 50 })

export const DescribeVpcs = action({
  name: 'DescribeVpcs',
  product: 'Vpc',
  version: '2016-04-28',
  alsoIn: ['2014-05-26'],
  summary: 'List VPCs.',
  effect: 'read',
  permission: 'vpc:DescribeVpcs',
  input: {
    RegionId: regionId,
    VpcId: commaList({ about: 'Only these VPCs, up to 20, parted by commas.', max: 20 }),
    VpcName: text({ about: 'Only those with this name.' }),
    IsDefault: flag({ about: 'Only the default VPC, or only others.' }),
    EnableIpv6: flag({ about: 'Only those with IPv6, or only those without.' }),
    ResourceGroupId: resourceGroupFilter,
    Tag: tags,
    DhcpOptionsSetId: text({ about: 'Only those with this DHCP options set; none has any.' }),
    VpcOwnerId: text({ about: 'Only those of this account; only own ones are listed.' }),
    DryRun: dryRun,
    ...pages.fields,
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', PageSize: '50' },
  run(call, parameters) {
    const found = call.state
      .by('vpc', 'account', call.accountId)
      .filter((vpc) => vpc.region === parameters.RegionId && meetsAny(parameters.VpcId, [vpc.id]))
      .filter((vpc) => meets(parameters.VpcName, vpc.name) && meets(parameters.IsDefault, vpc.isDefault))
      .filter((vpc) => meets(parameters.EnableIpv6, vpc.ipv6Cidr !== null))
      .filter((vpc) => meets(parameters.ResourceGroupId, vpc.resourceGroupId))
      .filter((vpc) => hasTags(vpc.tags, parameters.Tag))
      .filter((vpc) => meets<string>(parameters.VpcOwnerId, vpc.accountId))
      .filter(() => meets(parameters.DhcpOptionsSetId, ''))
    const { items, envelope } = pages.cut(found, parameters)
    return {
      Vpcs: {
        Vpc: items.map((vpc) => ({
          ...vpcAnswer(call.state, vpc),
          CenStatus: '',
          // Both wrappers repeat their own name in the cloud as well.
          NatGatewayIds: { NatGatewayIds: [] },
          RouterTableIds: { RouterTableIds: [vpc.routeTableId] },
        })),
      },
      ...envelope,
    }
  },
})
