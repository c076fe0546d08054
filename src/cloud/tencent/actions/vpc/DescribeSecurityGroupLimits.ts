// Says how much there may be of everything about security groups.

import { maximumOf } from '../../../../service/limits.ts'
import { action } from '../../action.ts'

export const DescribeSecurityGroupLimits = action({
  name: 'DescribeSecurityGroupLimits',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Show the limits of security groups.',
  effect: 'read',
  input: {},
  faults: [],
  missing: [],
  example: {},
  run({ state }) {
    const members = maximumOf(state, 'enisPerGroupInSequence')
    return {
      SecurityGroupLimitSet: {
        SecurityGroupLimit: maximumOf(state, 'groupsPerProject'),
        SecurityGroupPolicyLimit: maximumOf(state, 'rulesPerDirection'),
        ReferedSecurityGroupLimit: maximumOf(state, 'groupReferencesInSequence'),
        SecurityGroupInstanceLimit: members,
        InstanceSecurityGroupLimit: maximumOf(state, 'groupsInSequencePerEni'),
        SecurityGroupExtendedPolicyLimit: maximumOf(state, 'expandedRulesPerGroup'),
        SecurityGroupReferedCvmAndEniLimit: members,
        // Databases and load balancers do not exist here, so that none can be counted.
        SecurityGroupReferedSvcLimit: 0,
      },
    }
  },
})
