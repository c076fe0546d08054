// Makes a VPC with its route table.

import { createVpc } from '../../../../service/vpc/createVpc.ts'
import { action } from '../../action.ts'
import { flag, ignored, required, text } from '../../fields.ts'
import { malformed, tags, tagsOf } from '../fields.ts'
import { vpcView } from './vpcAnswer.ts'
import { byteName, dnsServers, domainName, flagIn, textFlag } from './vpcFields.ts'

export const CreateVpc = action({
  name: 'CreateVpc',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Create a VPC.',
  effect: 'write',
  input: {
    VpcName: required(byteName('Name, up to 60 bytes.')),
    CidrBlock: required(
      text({ about: 'Block of private addresses.', check: /^[\d.]+\/\d+$/, invalid: malformed }),
    ),
    EnableMulticast: textFlag('Whether multicast is on; kept, without effect here.'),
    DnsServers: dnsServers,
    DomainName: domainName,
    Tags: tags,
    EnableRouteVpcPublish: flag({ about: 'Whether routes are published.', ignored: true }),
    EnableRouteVpcPublishIpv6: flag({ about: 'Whether IPv6 routes are published.', ignored: true }),
    EnableCdc: ignored('Dedicated clusters are not there.', 'boolean'),
  },
  faults: ['cidrNotAllowed'],
  missing: [],
  example: { VpcName: 'shop', CidrBlock: '10.0.0.0/16' },
  run: (call, parameters, { region }) => ({
    Vpc: vpcView(
      createVpc(call, {
        region,
        name: parameters.VpcName,
        description: '',
        resourceGroupId: '',
        tags: tagsOf(parameters.Tags),
        cidr: parameters.CidrBlock,
        ipv6: false,
        userCidrs: [],
        dnsServers: parameters.DnsServers,
        domainName: parameters.DomainName,
        multicast: flagIn(parameters.EnableMulticast),
      }),
    ),
  }),
})
