// Renames a network ACL.

import { modifyNetworkAcl } from '../../../../service/networkAcl/changeNetworkAcl.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { name } from '../fields.ts'
import { networkAclId } from './networkAclFields.ts'

export const ModifyNetworkAclAttribute = action({
  name: 'ModifyNetworkAclAttribute',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Rename a network ACL.',
  effect: 'write',
  input: { NetworkAclId: networkAclId, NetworkAclName: required(name('Name, up to 60 characters.')) },
  faults: ['networkAclNotFound'],
  missing: [],
  example: { NetworkAclId: 'acl-abcd1234', NetworkAclName: 'front' },
  run(call, parameters, { region }) {
    modifyNetworkAcl(call, { region, networkAclId: parameters.NetworkAclId, name: parameters.NetworkAclName })
    return {}
  },
})
