// Makes a project; one of that name is answered as it is.

import { createResourceGroup } from '../../../../service/resourceGroup/createResourceGroup.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { projectInfo, projectName } from './projectFields.ts'

export const AddProject = action({
  name: 'AddProject',
  service: 'tag',
  version: '2018-08-13',
  summary: 'Make a project; in each region it finds three security groups ready.',
  effect: 'write',
  input: { ProjectName: required(projectName), Info: projectInfo },
  faults: [],
  missing: [],
  example: { ProjectName: 'shop', Info: 'the web shop' },
  run(call, { ProjectName, Info = '' }) {
    const { group, isNew } = createResourceGroup(call, { name: ProjectName, description: Info })
    return { ProjectId: Number(group.id), IsNew: isNew ? 1 : 0 }
  },
})
