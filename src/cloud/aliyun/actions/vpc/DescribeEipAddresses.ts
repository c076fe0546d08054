// Lists elastic IP addresses.

import type { Eip } from '../../../../core/model/network.ts'
import { action } from '../../action.ts'
import { choice, commaList, type Decoded, flag, ignored, text } from '../../fields.ts'
import { byPage } from '../../pagination.ts'
import { dryRun, owner, regionId, tags } from '../fields.ts'
import { meets, meetsAny } from '../filters.ts'
import { hasTags } from '../tags.ts'
import { meetsTimes, timeFilter } from '../timeFilter.ts'
import { chargeTypeOf, eipAnswer, eipStatus, eipTarget } from './eipAnswer.ts'
import { resourceGroupFilter } from './vpcFields.ts'

const pages = byPage({ default: 10, max: 100 })

const input = {
  RegionId: regionId,
  AllocationId: commaList({ about: 'Only these, up to 50, parted by commas.', max: 50 }),
  EipAddress: commaList({ about: 'Only these addresses, up to 50, parted by commas.', max: 50 }),
  EipName: text({ about: 'Only those with this name.' }),
  Status: choice(['Associating', 'Unassociating', 'InUse', 'Available', 'Releasing'], {
    about: 'Only those in this state.',
  }),
  AssociatedInstanceId: text({ about: 'Only those bound to this.' }),
  AssociatedInstanceType: choice(
    ['EcsInstance', 'NetworkInterface', 'SlbInstance', 'Nat', 'HaVip', 'IpAddress'],
    { about: 'Only those bound to things of this kind.' },
  ),
  ChargeType: choice(['PostPaid', 'PrePaid'], { about: 'Only those charged this way.' }),
  ISP: text({ about: 'Only those of this line.' }),
  PublicIpAddressPoolId: text({ about: 'Only those of this pool; there is none here.' }),
  SegmentInstanceId: text({ about: 'Only those of this contiguous group; there is none here.' }),
  ServiceManaged: flag({ about: 'Only those that a cloud product owns, or only others.' }),
  ResourceGroupId: resourceGroupFilter,
  Tag: tags,
  Filter: timeFilter,
  IncludeReservationData: ignored('There are no subscriptions here.'),
  LockReason: text({ about: 'Only those locked for this reason; none is here.' }),
  SecurityProtectionEnabled: flag({ about: 'Only those with enhanced protection, or only others.' }),
  DryRun: dryRun,
  ...pages.fields,
  ...owner,
}

export const DescribeEipAddresses = action({
  name: 'DescribeEipAddresses',
  product: 'Vpc',
  version: '2016-04-28',
  alsoIn: ['2014-05-26'],
  summary: 'List elastic IP addresses.',
  effect: 'read',
  permission: 'vpc:DescribeEipAddresses',
  input,
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', Status: 'Available' },
  run(call, parameters) {
    const found = call.state
      .by('eip', 'account', call.accountId)
      .filter((eip) => eip.withInstance !== true && eip.region === parameters.RegionId)
      .filter((eip) => isAsked(eip, parameters))
    const { items, envelope } = pages.cut(found, parameters)
    return { EipAddresses: { EipAddress: items.map((eip) => eipAnswer(call.state, eip)) }, ...envelope }
  },
})

function isAsked(eip: Eip, wanted: Decoded<typeof input>): boolean {
  const target = eipTarget(eip)
  return (
    meetsAny(wanted.AllocationId, [eip.id]) &&
    meetsAny(wanted.EipAddress, [eip.address]) &&
    meets(wanted.EipName, eip.name) &&
    meets<string>(wanted.Status, eipStatus(eip)) &&
    meets(wanted.AssociatedInstanceId, target.id) &&
    meets<string>(wanted.AssociatedInstanceType, target.type) &&
    meets<string>(wanted.ChargeType, chargeTypeOf(eip)) &&
    meets(wanted.ISP, eip.isp) &&
    meets(wanted.PublicIpAddressPoolId, '') &&
    meets(wanted.SegmentInstanceId, '') &&
    meets(wanted.LockReason, '') &&
    meets(wanted.ServiceManaged, false) &&
    meets(wanted.SecurityProtectionEnabled, false) &&
    meets(wanted.ResourceGroupId, eip.resourceGroupId) &&
    hasTags(eip.tags, wanted.Tag) &&
    meetsTimes(wanted.Filter, eip.createdAt)
  )
}
