// Makes a security group, with no rule in it: everything is dropped both ways.

import { createSequencedGroup } from '../../../../service/sequence/createGroup.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { description, name, projectId, projectOf, tags, tagsOf } from '../fields.ts'
import { groupView } from '../securityGroup.ts'

export const newGroupFields = {
  GroupName: required(name('Name, up to 60 characters.')),
  GroupDescription: required(description('Description, up to 100 characters; may be empty.')),
  ProjectId: projectId,
  Tags: tags,
}

export const CreateSecurityGroup = action({
  name: 'CreateSecurityGroup',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Create a security group without rules, which drops everything both ways.',
  effect: 'write',
  input: newGroupFields,
  faults: ['tooManyGroupsInProject', 'resourceGroupNotFound'],
  missing: [],
  example: { GroupName: 'web', GroupDescription: 'front' },
  run: (call, parameters, { region }) => ({
    SecurityGroup: groupView(
      createSequencedGroup(call, {
        region,
        name: parameters.GroupName,
        description: parameters.GroupDescription,
        resourceGroupId: projectOf(parameters.ProjectId),
        tags: tagsOf(parameters.Tags),
      }),
    ),
  }),
})
