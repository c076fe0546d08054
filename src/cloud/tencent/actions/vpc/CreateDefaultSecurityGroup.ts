// Makes the default group of a project, which lets all IPv4 pass, or gives the one that is there.

import { checkResourceGroup } from '../../../../service/resourceGroup/findResourceGroup.ts'
import { ensureDefaultGroup } from '../../../../service/sequence/readyGroups.ts'
import { action } from '../../action.ts'
import { projectId, projectOf } from '../fields.ts'
import { groupView } from '../securityGroup.ts'

export const CreateDefaultSecurityGroup = action({
  name: 'CreateDefaultSecurityGroup',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Get the default security group of a project, made when it is not there.',
  effect: 'write',
  input: { ProjectId: projectId },
  faults: ['resourceGroupNotFound', 'tooManyGroupsInProject'],
  missing: [],
  example: {},
  run(call, parameters, { region }) {
    const resourceGroupId = projectOf(parameters.ProjectId)
    checkResourceGroup(call, resourceGroupId)
    return { SecurityGroup: groupView(ensureDefaultGroup(call, { region, resourceGroupId })) }
  },
})
