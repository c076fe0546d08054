// Lists network ACLs.

import { action } from '../../action.ts'
import { list, text } from '../../fields.ts'
import { byPage } from '../../pagination.ts'
import { owner, regionId, tag } from '../fields.ts'
import { meets } from '../filters.ts'
import { hasTags } from '../tags.ts'
import { networkAclAnswer } from './networkAclAnswer.ts'
import { illegal, unusedToken } from './networkAclFields.ts'

const pages = byPage({ default: 10, max: 50 })

export const DescribeNetworkAcls = action({
  name: 'DescribeNetworkAcls',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'List network ACLs.',
  effect: 'read',
  permission: 'vpc:DescribeNetworkAcls',
  input: {
    RegionId: regionId,
    VpcId: text({ about: 'Only those of this VPC.' }),
    NetworkAclId: text({ about: 'Only this network ACL.' }),
    NetworkAclName: text({ about: 'Only those with this name.' }),
    ResourceType: text({
      about: 'Only VSwitch; together with ResourceId.',
      check: /^vswitch$/i,
      malformed: illegal('ResourceType'),
    }),
    ResourceId: text({ about: 'Only the one in front of this vSwitch; together with ResourceType.' }),
    Tags: list(tag, { about: 'Only those with all of these tags, up to 20.', max: 20 }),
    ClientToken: unusedToken,
    ...pages.fields,
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', VpcId: 'vpc-bp1example' },
  run(call, parameters) {
    const { ResourceId, ResourceType } = parameters
    // Either alone has no effect, as documented.
    const vSwitchId = ResourceType === undefined ? undefined : ResourceId
    const found = call.state
      .by('networkAcl', 'account', call.accountId)
      .filter((acl) => acl.region === parameters.RegionId && meets<string>(parameters.VpcId, acl.vpcId))
      .filter((acl) => meets<string>(parameters.NetworkAclId, acl.id))
      .filter((acl) => meets(parameters.NetworkAclName, acl.name) && hasTags(acl.tags, parameters.Tags))
      .filter(
        (acl) => vSwitchId === undefined || call.state.get('vSwitch', vSwitchId)?.networkAclId === acl.id,
      )
    const { items, envelope } = pages.cut(found, parameters)
    return {
      NetworkAcls: { NetworkAcl: items.map((acl) => networkAclAnswer(call.state, acl)) },
      // Numbers are texts in this answer alone.
      ...Object.fromEntries(Object.entries(envelope).map(([name, value]) => [name, String(value)])),
    }
  },
})
