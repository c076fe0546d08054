// Clones a security group into this region and a project.

import { fail } from '../../../../core/model/faults.ts'
import { cloneSequencedGroup } from '../../../../service/sequence/cloneGroup.ts'
import { action } from '../../action.ts'
import { refuse, spec } from '../../error.ts'
import { filled, flag } from '../../fields.ts'
import { unsupportedRegion } from '../../gatewayErrors.ts'
import { isRegion } from '../../regions.ts'
import { description, groupId, name, projectId, projectOf, tags, tagsOf } from '../fields.ts'
import { ruleFaults } from '../ruleFaults.ts'
import { groupView } from '../securityGroup.ts'

export const CloneSecurityGroup = action({
  name: 'CloneSecurityGroup',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Clone a security group with its rules, also from another region; nothing is bound to the clone.',
  effect: 'write',
  input: {
    SecurityGroupId: groupId,
    GroupName: name('Name of the clone; that of the original when left out.'),
    GroupDescription: description('Description of the clone; that of the original when left out.'),
    ProjectId: projectId,
    RemoteRegion: filled({
      about: 'Region of the original, when it is another one.',
      check: isRegion,
      invalid: unsupportedRegion,
    }),
    Tags: tags,
    IsCloneTags: flag({ about: 'Whether the clone gets the tags of the original as well.' }),
  },
  faults: [...ruleFaults, 'tooManyGroupsInProject', 'resourceGroupNotFound'],
  missing: [],
  example: { SecurityGroupId: 'sg-abcd1234', RemoteRegion: 'ap-shanghai' },
  run(call, parameters, { region }) {
    const { group, left } = cloneSequencedGroup(call, {
      groupId: parameters.SecurityGroupId,
      fromRegion: parameters.RemoteRegion ?? region,
      region,
      resourceGroupId: projectOf(parameters.ProjectId),
      name: parameters.GroupName,
      description: parameters.GroupDescription,
      tags: tagsOf(parameters.Tags),
      keepTags: parameters.IsCloneTags === true,
      keepRules: true,
    })
    const [first] = left
    if (first === undefined) return { SecurityGroup: groupView(group) }
    return first.reason.name === 'cannotCrossRegions' ? refuse(NESTED) : fail(first.reason)
  },
})

const NESTED = spec(
  'UnsupportedOperation.RemoteRegionSgHasReferencedSg',
  '源安全组的规则引用了其他安全组或参数模板，不能跨地域克隆。',
  'Rules of the original name other security groups or templates, which do not follow into another region.',
)
