// Lists projects; the default one, which every account has, is none of them.

import { action } from '../../action.ts'
import { integer, required, text } from '../../fields.ts'
import { formatLocal } from '../../time.ts'
import { outOfRange } from '../fields.ts'
import { projectNumber, switched } from './projectFields.ts'

const MOST = 1000

export const DescribeProjects = action({
  name: 'DescribeProjects',
  service: 'tag',
  version: '2018-08-13',
  summary: 'List projects.',
  effect: 'read',
  input: {
    AllList: required(switched('1: hidden ones too; 0: only those that are shown.')),
    Limit: required(
      integer({ about: `How many to answer, up to ${MOST}.`, min: 1, max: MOST, range: outOfRange }),
    ),
    Offset: required(integer({ about: 'How many to skip.', min: 0, range: outOfRange })),
    ProjectId: projectNumber('Only this one.'),
    ProjectName: text({ about: 'Only that of this name.' }),
  },
  faults: [],
  missing: [],
  example: { AllList: 1, Limit: 1000, Offset: 0 },
  run(call, { AllList, Limit, Offset, ProjectId, ProjectName }) {
    const found = call.state
      .by('resourceGroup', 'account', call.accountId)
      .filter(
        ({ id, name, hidden = false }) =>
          (AllList === 1 || !hidden) &&
          (ProjectId === undefined || id === String(ProjectId)) &&
          (ProjectName === undefined || name === ProjectName),
      )
      .sort((a, b) => a.createdAt - b.createdAt || Number(a.id) - Number(b.id))
    return {
      Total: found.length,
      Projects: found.slice(Offset, Offset + Limit).map((group) => ({
        ProjectId: Number(group.id),
        ProjectName: group.name,
        CreatorUin: Number(group.accountId),
        ProjectInfo: group.description ?? '',
        CreateTime: formatLocal(group.createdAt),
      })),
    }
  },
})
