// Changes one attribute of instances: among them the list of groups, replaced as a whole in order.

import { modifyInstance } from '../../../../service/instance/modify.ts'
import { action } from '../../action.ts'
import { refuse, spec } from '../../error.ts'
import { filled, flag, required, text } from '../../fields.ts'
import { malformed } from '../fields.ts'
import { groupIds, instanceIds } from './cvmFields.ts'

const NOTHING = spec('MissingParameter', '缺少要修改的属性。', 'The request names no attribute to change.')

export const ModifyInstancesAttribute = action({
  name: 'ModifyInstancesAttribute',
  service: 'cvm',
  version: '2017-03-12',
  summary: 'Change an attribute of instances.',
  effect: 'write',
  input: {
    InstanceIds: required(instanceIds),
    InstanceName: text({ about: 'Name, up to 128 characters.', check: /^[\s\S]{0,128}$/u }),
    UserData: text({ about: 'Base64, up to 16 KB.', check: /^[A-Za-z0-9+/=]{0,21848}$/ }),
    SecurityGroups: groupIds,
    CamRoleName: text({ about: 'Role; kept.', check: /^[\w+=,.@-]{0,128}$/ }),
    CamRoleType: filled({ about: 'Without effect here.', ignored: true }),
    HostName: filled({ about: 'Host name.', check: /^[A-Za-z0-9][A-Za-z0-9.-]{1,59}$/, invalid: malformed }),
    AutoReboot: flag({ about: 'A new host name needs no reboot here.', ignored: true }),
    DisableApiTermination: flag({ about: 'Whether TerminateInstances is refused.' }),
    EnableJumboFrame: flag({ about: 'Without effect here.', ignored: true }),
  },
  faults: ['instanceNotFound', 'groupNotFound', 'groupFull', 'tooManyGroups', 'tooManyRulesOnEni'],
  missing: ['CamRoleName of a running instance is kept, and shown, but no role stands behind it.'],
  example: { InstanceIds: ['ins-abcd1234'], SecurityGroups: ['sg-abcd1234', 'sg-efgh5678'] },
  run(call, parameters, { region }) {
    const change = {
      name: parameters.InstanceName,
      userData: parameters.UserData,
      hostName: parameters.HostName,
      deletionProtection: parameters.DisableApiTermination,
      ramRoleName: parameters.CamRoleName,
    }
    const { SecurityGroups: securityGroupIds = [] } = parameters
    const isEmpty = Object.values(change).every((value) => value === undefined)
    if (isEmpty && securityGroupIds.length === 0) refuse(NOTHING)
    for (const instanceId of new Set(parameters.InstanceIds))
      modifyInstance(call, { instanceId, region, ...change, securityGroupIds })
    return {}
  },
})
