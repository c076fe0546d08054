// How Alibaba answers the faults of network ACLs; codes and words of its own reference, status 400 throughout.

import type { NetworkAclFault } from '../../../core/model/faults/networkAcl.ts'
import type { ErrorSpec } from '../error.ts'
import type { FaultRows } from './rows.ts'

const bad = (code: string, message: string): ErrorSpec => ({ status: 400, code, message })

export const networkAclFaults: FaultRows<NetworkAclFault> = {
  networkAclNotFound: () => bad('InvalidNetworkAcl.NotFound', 'The special Network Acl is not found.'),
  networkAclBound: ({ vSwitchIds }) =>
    bad('NetworkAclExistBinding', `The network acl has been binded. Resources: ${vSwitchIds.join(', ')}.`),
  tooManyNetworkAcls: ({ current, maximum }) =>
    bad('QuotaExceed.NetworkAcl', `Network acl is over limit. The VPC has ${current} of ${maximum}.`),
  tooManyAclEntries: ({ current, maximum }) =>
    bad(
      'QuotaExceed.NetworkAclEntry',
      `Network acl entry is over limit. There would be ${current} of ${maximum}.`,
    ),
  aclEntryNotFound: ({ direction }) => {
    const name = direction === 'ingress' ? 'IngressAclEntryId' : 'EgressAclEntryId'
    return bad(`IllegalParam.${name}`, `The specified ${name} is invalid.`)
  },
  aclPrefixListNotFound: () =>
    bad('ResourceNotFound.PrefixList', 'The specified resource of prefixList is not found.'),
  aclPrefixListOfOtherFamily: ({ listId }) =>
    bad(
      'OperationDenied.IpVersionInconsistencyWithPrefixList',
      `The ip version of the prefix list ${listId} you passed in is inconsistent with the actual ip version of the prefix list.`,
    ),
  aclWithoutIpv6: () => bad('OperationDenied.VpcIpv6NotEnabled', 'IPv6 has not been enabled for the VPC.'),
  aclVSwitchNotFound: () => bad('InvalidResource.NotFound', 'The binding instance is not found.'),
  aclVSwitchInOtherVpc: () =>
    bad('InvalidResource.VpcError', 'The network acl and resource not in same vpc.'),
  vSwitchHasNetworkAcl: (_, { action }) =>
    action === 'DeleteVSwitch'
      ? bad('DependencyViolation.NetworkAcl', 'Specified object has dependent resources NetworkAcl.')
      : bad('InvalidResource.BindingExist', 'The binding instance has been binded.'),
  vSwitchWithoutNetworkAcl: () => bad('InvalidResource.NotBinding', 'The resource has not been binded.'),
  vSwitchHasOtherNetworkAcl: () =>
    bad('Mismatch.NetworkAclAndVSwitch', 'The specified network ACL and vSwitch are not matched.'),
  vpcHasNetworkAcl: () =>
    bad('DependencyViolation.NetworkAcl', 'Specified object has dependent resources NetworkAcl.'),
}
