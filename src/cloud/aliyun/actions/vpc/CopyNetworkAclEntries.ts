// Gives a network ACL the entries of another.

import { copyEntries } from '../../../../service/networkAcl/updateEntries.ts'
import { action } from '../../action.ts'
import { required, text } from '../../fields.ts'
import { clientToken, dryRun, owner, regionId } from '../fields.ts'
import { missing, networkAclId } from './networkAclFields.ts'

export const CopyNetworkAclEntries = action({
  name: 'CopyNetworkAclEntries',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Replace the entries of a network ACL by those of another.',
  effect: 'write',
  permission: 'vpc:CopyNetworkAclEntries',
  input: {
    RegionId: regionId,
    NetworkAclId: networkAclId,
    SourceNetworkAclId: required(
      text({ about: 'Network ACL whose entries are taken.' }),
      missing('SourceNetworkAclId'),
    ),
    ClientToken: clientToken,
    DryRun: dryRun,
    ...owner,
  },
  faults: ['networkAclNotFound', 'tooManyAclEntries', 'aclWithoutIpv6'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    NetworkAclId: 'nacl-bp1example',
    SourceNetworkAclId: 'nacl-bp1other',
  },
  run(call, { RegionId, NetworkAclId, SourceNetworkAclId }) {
    copyEntries(call, { region: RegionId, networkAclId: NetworkAclId, sourceId: SourceNetworkAclId })
    return {}
  },
})
