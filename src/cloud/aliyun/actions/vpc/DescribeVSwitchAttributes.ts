// Shows one vSwitch.

import { owned } from '../../../../service/owned.ts'
import { action } from '../../action.ts'
import { dryRun, optionalRegionId, owner } from '../fields.ts'
import { vSwitchId } from './vpcFields.ts'
import { vSwitchAnswer } from './vSwitchAnswer.ts'

export const DescribeVSwitchAttributes = action({
  name: 'DescribeVSwitchAttributes',
  product: 'Vpc',
  version: '2016-04-28',
  alsoIn: ['2014-05-26'],
  summary: 'Show one vSwitch.',
  effect: 'read',
  permission: 'vpc:DescribeVSwitchAttributes',
  input: { VSwitchId: vSwitchId, RegionId: optionalRegionId, DryRun: dryRun, ...owner },
  faults: [],
  missing: [],
  example: { VSwitchId: 'vsw-bp1example', RegionId: 'cn-hangzhou' },
  run(call, { VSwitchId, RegionId }) {
    const vSwitch = owned(call, 'vSwitch', VSwitchId, RegionId)
    return vSwitch === undefined ? GONE : vSwitchAnswer(call.state, vSwitch)
  },
})

/** No error but an empty vSwitch: Terraform waits for a deletion by looking at exactly this. */
const GONE = {
  VSwitchId: '',
  VSwitchName: '',
  Description: '',
  VpcId: '',
  ZoneId: '',
  Status: '',
  CidrBlock: '',
  AvailableIpAddressCount: 0,
  EnabledIpv6: false,
  Ipv6CidrBlock: '',
  IsDefault: false,
  NetworkAclId: '',
  RouteTable: { RouteTableId: '', RouteTableType: '' },
  ShareType: '',
  ResourceGroupId: '',
  Tags: { Tag: [] },
  CreationTime: '',
}
