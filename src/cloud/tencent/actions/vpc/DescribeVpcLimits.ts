// Says how much there may be of what lies in VPCs.

import type { LimitName } from '../../../../core/model/limits.ts'
import { maximumOf } from '../../../../service/limits.ts'
import { action } from '../../action.ts'
import { refuse } from '../../error.ts'
import { required, texts } from '../../fields.ts'
import { invalid } from '../../gatewayErrors.ts'
import { tooMany } from '../fields.ts'

/** The numbers that hold here, under the names that the cloud has for them. */
const HELD: Readonly<Record<string, LimitName>> = {
  'vpc-max-subnets': 'vSwitchesPerVpc',
  'vpc-max-network-acls': 'networkAclsPerVpc',
  'network-acl-max-inbound-policies': 'networkAclEntries',
  'network-acl-max-outbound-policies': 'networkAclEntries',
  'vpc-max-assistant_cidrs': 'secondaryCidrsPerVpc',
  'eni-max-private-ips': 'ipv4PerFreeEni',
  'eni-max-ipv6s': 'ipv6PerFreeEni',
}
/** Each VPC has its one table, and entries of the user are not there. */
const FIXED: Readonly<Record<string, number>> = { 'vpc-max-route-tables': 1, 'route-table-max-policies': 0 }
/** Of gateways, peerings and end points there is nothing here, so that none can be made. */
const NONE =
  /^(appid-max-(custom-gateways|vpn-connections|end-point-.*)|(custom|vpn)-gateway-max-.*|vpc-max-(vpn-gateways|vpcpeers|available-vpcpeers|basic-network-interconnections|nat-gateways|havips|.*-ipv6-cidrs)|direct-connection-max-.*|nat-gateway-max-.*)$/

export const DescribeVpcLimits = action({
  name: 'DescribeVpcLimits',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Show limits of VPCs.',
  effect: 'read',
  input: {
    LimitTypes: required(
      texts({
        about: `Limits, up to 100: ${[...Object.keys(HELD), ...Object.keys(FIXED)].map((name) => `\`${name}\``).join(', ')}; of what does not exist here the number is 0.`,
        max: 100,
        tooMany,
      }),
    ),
  },
  faults: [],
  missing: [
    'Limits of VPCs for each account and of interfaces and IPv6 addresses for each VPC: there are none here.',
  ],
  example: { LimitTypes: ['vpc-max-subnets', 'vpc-max-network-acls'] },
  run({ state }, { LimitTypes }) {
    const maximumFor = (type: string): number => {
      const name = HELD[type]
      if (name !== undefined) return maximumOf(state, name)
      return FIXED[type] ?? (NONE.test(type) ? 0 : refuse(invalid('LimitTypes')))
    }
    return { VpcLimitSet: LimitTypes.map((type) => ({ LimitType: type, LimitValue: maximumFor(type) })) }
  },
})
