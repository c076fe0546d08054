// Renames, describes, hides or shows a project.

import { modifyResourceGroup } from '../../../../service/resourceGroup/modifyResourceGroup.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { projectInfo, projectName, projectNumber, switched } from './projectFields.ts'

export const UpdateProject = action({
  name: 'UpdateProject',
  service: 'tag',
  version: '2018-08-13',
  summary: 'Change a project.',
  effect: 'write',
  input: {
    ProjectId: required(projectNumber('Project; the default one cannot be changed.')),
    ProjectName: projectName,
    Disable: switched('1 hides it from lists, 0 shows it; what is in it stays.'),
    Info: projectInfo,
  },
  faults: ['resourceGroupNotFound'],
  missing: [],
  example: { ProjectId: 1234567, ProjectName: 'shop' },
  run(call, { ProjectId, ProjectName, Disable, Info }) {
    modifyResourceGroup(call, String(ProjectId), {
      name: ProjectName,
      description: Info,
      hidden: Disable === undefined ? undefined : Disable === 1,
    })
    return {}
  },
})
