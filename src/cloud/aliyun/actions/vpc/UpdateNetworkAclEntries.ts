// Replaces the entries of a network ACL, a direction at a time.

import { updateEntries } from '../../../../service/networkAcl/updateEntries.ts'
import { action } from '../../action.ts'
import { flag } from '../../fields.ts'
import { clientToken, dryRun, owner, regionId } from '../fields.ts'
import { egressEntries, ingressEntries, specOf } from './networkAclEntries.ts'
import { networkAclId } from './networkAclFields.ts'

export const UpdateNetworkAclEntries = action({
  name: 'UpdateNetworkAclEntries',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Replace the entries of a network ACL: all of a direction, in the order in which they decide.',
  effect: 'write',
  permission: 'vpc:UpdateNetworkAclEntries',
  input: {
    RegionId: regionId,
    NetworkAclId: networkAclId,
    UpdateIngressAclEntries: flag({ about: 'Replace the entries for what comes in. Default false.' }),
    IngressAclEntries: ingressEntries,
    UpdateEgressAclEntries: flag({ about: 'Replace the entries for what goes out. Default false.' }),
    EgressAclEntries: egressEntries,
    ClientToken: clientToken,
    DryRun: dryRun,
    ...owner,
  },
  faults: [
    'networkAclNotFound',
    'tooManyAclEntries',
    'aclEntryNotFound',
    'aclPrefixListNotFound',
    'aclPrefixListOfOtherFamily',
    'aclWithoutIpv6',
  ],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    NetworkAclId: 'nacl-bp1example',
    UpdateIngressAclEntries: 'true',
    'IngressAclEntries.1.Policy': 'accept',
    'IngressAclEntries.1.Protocol': 'tcp',
    'IngressAclEntries.1.Port': '443/443',
    'IngressAclEntries.1.SourceCidrIp': '0.0.0.0/0',
  },
  run(call, parameters) {
    const ingress = parameters.IngressAclEntries.map((entry) =>
      specOf(entry, entry.SourceCidrIp, 'SourceCidrIp'),
    )
    const egress = parameters.EgressAclEntries.map((entry) =>
      specOf(entry, entry.DestinationCidrIp, 'DestinationCidrIp'),
    )
    updateEntries(call, {
      region: parameters.RegionId,
      networkAclId: parameters.NetworkAclId,
      ingress: parameters.UpdateIngressAclEntries === true ? ingress : undefined,
      egress: parameters.UpdateEgressAclEntries === true ? egress : undefined,
    })
    return {}
  },
})
