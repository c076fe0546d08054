// Gives the caller an elastic IP address.

import { allocateEip } from '../../../../service/eip/allocate.ts'
import { action } from '../../action.ts'
import { choice, ignored, integer, malformedOf, missingOf, refuse, text, withDefault } from '../../fields.ts'
import {
  clientToken,
  isDescription,
  isVpcName,
  owner,
  refused,
  regionId,
  resourceGroupId,
  tags,
} from '../fields.ts'
import { tagsOf } from '../tags.ts'
import { bandwidth, fastest } from './eipFields.ts'

const LINES = [
  'BGP',
  'BGP_PRO',
  'ChinaTelecom',
  'ChinaUnicom',
  'ChinaMobile',
  'ChinaTelecom_L2',
  'ChinaUnicom_L2',
  'ChinaMobile_L2',
  'BGP_FinanceCloud',
  'BGP_International',
] as const

const NO_BILLING = 'Nothing is billed here.'

export const AllocateEipAddress = action({
  name: 'AllocateEipAddress',
  product: 'Vpc',
  version: '2016-04-28',
  alsoIn: ['2014-05-26'],
  summary: 'Allocate an elastic IP address.',
  effect: 'write',
  permission: 'vpc:AllocateEipAddress',
  input: {
    RegionId: regionId,
    IpAddress: text({ about: 'The address to get; a free one of the pool when left out.' }),
    Bandwidth: withDefault(bandwidth, '5'),
    InternetChargeType: withDefault(
      choice(['PayByBandwidth', 'PayByTraffic'], { about: 'Default PayByBandwidth.' }),
      'PayByBandwidth',
    ),
    InstanceChargeType: choice(['PostPaid', 'PrePaid'], { about: 'Default PostPaid.' }),
    ISP: withDefault(choice(LINES, { about: 'Line of the address. Default BGP.' }), 'BGP'),
    Name: text({ about: 'Name, up to 128 characters.', check: isVpcName }),
    Description: text({ about: 'Description, up to 256 characters.', check: isDescription(0, 256) }),
    ResourceGroupId: resourceGroupId,
    Tag: tags,
    InstanceId: refused('Address that was released, by its old id', malformedOf('InstanceId')),
    PublicIpAddressPoolId: refused('Pool of addresses', malformedOf('PublicIpAddressPoolId')),
    ActivityId: ignored(NO_BILLING),
    AutoPay: ignored(NO_BILLING),
    Period: integer({
      about: 'Of PrePaid: months 1 to 9, years 1 to 5. Nothing is billed or ends here.',
      min: 1,
      max: 9,
    }),
    PricingCycle: choice(['Month', 'Year'], { about: 'Of PrePaid. Default Month.' }),
    Netmode: ignored('Always public.'),
    SecurityProtectionTypes: ignored('All addresses are protected alike.'),
    Zone: ignored('Addresses belong to no zone here.'),
    ClientToken: clientToken,
    ...owner,
  },
  faults: ['publicAddressUnavailable', 'publicAddressesExhausted', 'tooManyEips', 'resourceGroupNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', Bandwidth: '10', Name: 'web' },
  run(call, parameters) {
    const { Bandwidth, InternetChargeType: internetChargeType } = parameters
    const prepaid = parameters.InstanceChargeType === 'PrePaid'
    if (Number(Bandwidth) > fastest({ internetChargeType, prepaid })) refuse(malformedOf('Bandwidth'))
    checkTerm(parameters)
    const eip = allocateEip(call, {
      region: parameters.RegionId,
      name: parameters.Name ?? '',
      description: parameters.Description ?? '',
      resourceGroupId: parameters.ResourceGroupId ?? '',
      tags: tagsOf(parameters.Tag),
      address: parameters.IpAddress,
      bandwidth: Bandwidth,
      internetChargeType,
      isp: parameters.ISP,
      prepaid,
    })
    return {
      AllocationId: eip.id,
      EipAddress: eip.address,
      OrderId: 0,
      ResourceGroupId: eip.resourceGroupId,
    }
  },
})

function checkTerm(parameters: {
  readonly InstanceChargeType: string | undefined
  readonly InternetChargeType: string
  readonly Period: number | undefined
  readonly PricingCycle: string | undefined
}): void {
  if (parameters.InstanceChargeType !== 'PrePaid') return
  const { Period, PricingCycle = 'Month' } = parameters
  if (Period === undefined) refuse(missingOf('Period'))
  if (PricingCycle === 'Year' && (Period ?? 0) > 5) refuse(malformedOf('Period'))
  // Traffic cannot be paid in advance.
  if (parameters.InternetChargeType === 'PayByTraffic') refuse(malformedOf('InternetChargeType'))
}
