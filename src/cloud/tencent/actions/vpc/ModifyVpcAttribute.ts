// Changes the name of a VPC and what is kept with it; what is left out stays.

import { modifyVpc } from '../../../../service/vpc/modifyVpc.ts'
import { action } from '../../action.ts'
import { flag } from '../../fields.ts'
import { byteName, dnsServers, domainName, flagIn, textFlag, vpcId } from './vpcFields.ts'

export const ModifyVpcAttribute = action({
  name: 'ModifyVpcAttribute',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Change the attributes of a VPC.',
  effect: 'write',
  input: {
    VpcId: vpcId,
    VpcName: byteName('Name, up to 60 bytes.'),
    EnableMulticast: textFlag('Whether multicast is on; kept, without effect here.'),
    DnsServers: dnsServers,
    DomainName: domainName,
    EnableCdcPublish: flag({ about: 'Dedicated clusters are not there.', ignored: true }),
    EnableRouteVpcPublish: flag({ about: 'Whether routes are published.', ignored: true }),
    EnableRouteVpcPublishIpv6: flag({ about: 'Whether IPv6 routes are published.', ignored: true }),
  },
  faults: ['vpcNotFound'],
  missing: [],
  example: { VpcId: 'vpc-abcd1234', VpcName: 'shop' },
  run(call, parameters, { region }) {
    modifyVpc(call, {
      vpcId: parameters.VpcId,
      region,
      name: parameters.VpcName,
      dnsServers: parameters.DnsServers,
      domainName: parameters.DomainName,
      multicast: flagIn(parameters.EnableMulticast),
    })
    return {}
  },
})
