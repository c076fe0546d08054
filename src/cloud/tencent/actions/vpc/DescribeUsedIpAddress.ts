// Says which addresses of a VPC are somebody's; Terraform waits with it until an instance's address is free.

import type { Eni } from '../../../../core/model/network.ts'
import { findVpc } from '../../../../service/vpc/findVpc.ts'
import { action } from '../../action.ts'
import { texts } from '../../fields.ts'
import { idField, tooMany } from '../fields.ts'
import { filters, notBoth, passesFilters } from '../filters.ts'
import { pageOf, paging } from '../paging.ts'
import { vpcId } from './vpcFields.ts'

export const DescribeUsedIpAddress = action({
  name: 'DescribeUsedIpAddress',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'List the addresses of a VPC that are in use.',
  effect: 'read',
  input: {
    VpcId: vpcId,
    SubnetId: idField('subnet', 'Only addresses of this subnet.'),
    IpAddresses: texts({ about: 'Only these addresses, up to 100.', max: 100, tooMany }),
    Filters: filters(['ip-addresses', 'resource-id']),
    ...paging('integer'),
  },
  faults: ['vpcNotFound'],
  missing: [],
  example: { VpcId: 'vpc-abcd1234', Offset: 0, Limit: 20 },
  run(call, parameters, { region }) {
    const { IpAddresses: wanted = [], Filters: given, SubnetId } = parameters
    notBoth(wanted, given, 'IpAddresses')
    const vpc = findVpc(call, parameters.VpcId, region)
    const found = call.state
      .by('eni', 'vpc', vpc.id)
      .filter((eni) => SubnetId === undefined || eni.vSwitchId === SubnetId)
      .flatMap(statesOf)
      .filter(({ IpAddress }) => wanted.length === 0 || wanted.includes(IpAddress))
      .filter(({ IpAddress, ResourceId }) =>
        passesFilters(given, (name) => (name === 'resource-id' ? [ResourceId] : [IpAddress])),
      )
    return { IpAddressStates: pageOf(found, parameters), TotalCount: found.length }
  },
})

/** The addresses of a primary interface are its instance's. */
const statesOf = (eni: Eni) =>
  [eni.primaryAddress, ...eni.secondaryAddresses].map((IpAddress) => ({
    VpcId: eni.vpcId as string,
    SubnetId: eni.vSwitchId as string,
    IpAddress,
    ResourceType: eni.kind === 'primary' ? 'CVM' : 'ENI',
    ResourceId: (eni.kind === 'primary' ? eni.instanceId : eni.id) ?? (eni.id as string),
  }))
