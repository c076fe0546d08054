// Lists classic instances that are linked to VPCs.

import { linksOf } from '../../../../service/classic/links.ts'
import { findInstance } from '../../../../service/instance/find.ts'
import { action } from '../../action.ts'
import { commaList, missingOf, refuse, text } from '../../fields.ts'
import { byPage } from '../../pagination.ts'
import { owner, regionId } from '../fields.ts'
import { meets, meetsAny } from '../filters.ts'

const pages = byPage({ default: 10, max: 100 })

export const DescribeClassicLinkInstances = action({
  name: 'DescribeClassicLinkInstances',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List classic instances that are linked to VPCs.',
  effect: 'read',
  permission: 'ecs:DescribeClassicLinkInstances',
  input: {
    RegionId: regionId,
    InstanceId: commaList({
      about: 'Only these, up to 100, parted by commas; mandatory without VpcId.',
      max: 100,
    }),
    VpcId: text({ about: 'Only those linked to this VPC.' }),
    ...pages.fields,
    ...owner,
  },
  faults: ['instanceNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', VpcId: 'vpc-bp1example' },
  run(call, parameters) {
    const { InstanceId: ids, VpcId } = parameters
    // The cloud wants one of the two.
    if (ids.length === 0 && VpcId === undefined) refuse(missingOf('InstanceId'))
    for (const id of ids) findInstance(call, id, parameters.RegionId)
    const found = linksOf(call, parameters.RegionId).filter(
      ({ instanceId, vpcId }) =>
        meetsAny(parameters.InstanceId, [instanceId ?? '']) && meets<string>(parameters.VpcId, vpcId),
    )
    const { items, envelope } = pages.cut(found, parameters)
    const Link = items.map(({ instanceId, vpcId }) => ({ InstanceId: instanceId, VpcId: vpcId }))
    return { Links: { Link }, ...envelope }
  },
})
