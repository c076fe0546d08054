// Makes a security group together with its rules, in the order given.

import { createSequencedGroup } from '../../../../service/sequence/createGroup.ts'
import { action } from '../../action.ts'
import { projectOf, tagsOf } from '../fields.ts'
import { policySet } from '../policyFields.ts'
import { groupView, listsIn, senderOf } from '../securityGroup.ts'
import { newGroupFields } from './CreateSecurityGroup.ts'

export const CreateSecurityGroupWithPolicies = action({
  name: 'CreateSecurityGroupWithPolicies',
  service: 'vpc',
  version: '2017-03-12',
  summary:
    'Create a security group with its rules; their order is that of the lists, whatever index they carry.',
  effect: 'write',
  input: { ...newGroupFields, SecurityGroupPolicySet: policySet },
  faults: [
    'tooManyGroupsInProject',
    'resourceGroupNotFound',
    'ruleRepeated',
    'tooManyRulesInDirection',
    'peerGroupNotFound',
    'prefixListNotFound',
    'portListNotFound',
  ],
  missing: [],
  example: {
    GroupName: 'web',
    GroupDescription: '',
    SecurityGroupPolicySet: {
      Ingress: [{ Protocol: 'TCP', Port: '80,443', CidrBlock: '0.0.0.0/0', Action: 'ACCEPT' }],
      Egress: [{ Protocol: 'ALL', Port: 'all', CidrBlock: '0.0.0.0/0', Action: 'ACCEPT' }],
    },
  },
  run: (call, parameters, place) => ({
    SecurityGroup: groupView(
      createSequencedGroup(call, {
        region: place.region,
        name: parameters.GroupName,
        description: parameters.GroupDescription,
        resourceGroupId: projectOf(parameters.ProjectId),
        tags: tagsOf(parameters.Tags),
        lists: listsIn(parameters.SecurityGroupPolicySet, senderOf(call, place)),
      }),
    ),
  }),
})
