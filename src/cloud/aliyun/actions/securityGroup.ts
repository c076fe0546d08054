// Parameters and words that the actions on security groups share.

import type { GroupKind } from '../../../core/model/securityGroup.ts'
import type { ErrorSpec } from '../error.ts'
import { choice, required, text } from '../fields.ts'
import { isDescription, isEcsName } from './fields.ts'

const groupIdMalformed: ErrorSpec = {
  status: 400,
  code: 'InvalidSecurityGroupId.Malformed',
  message: 'The specified parameter "SecurityGroupId" is not valid.',
}

export const optionalGroupId = (malformed = groupIdMalformed) =>
  text({ about: 'Security group.', check: /^[\w-]{1,100}$/, malformed })

export const groupId = required(optionalGroupId())

export const groupName = text({
  about: 'Name: 2 to 128 characters, a letter first, then letters, digits, `:`, `_`, `.` and `-`.',
  check: isEcsName,
  malformed: {
    status: 400,
    code: 'InvalidSecurityGroupName.Malformed',
    message: 'Specified security group name is not valid.',
  },
})

export const groupDescription = text({
  about: 'Description: 2 to 256 characters, no URL at the beginning.',
  check: isDescription(2, 256),
  malformed: {
    status: 400,
    // Spelled like this by Alibaba.
    code: 'InvalidSecurityGroupDiscription.Malformed',
    message: 'Specified security group description is not valid.',
  },
})

export const groupType = (malformed: ErrorSpec) =>
  choice(['normal', 'enterprise'], { about: 'normal (basic) or enterprise (advanced).', malformed })

export const kindOf = (type: 'normal' | 'enterprise'): GroupKind =>
  type === 'enterprise' ? 'enterprise' : 'basic'

export const typeOf = (kind: GroupKind): 'normal' | 'enterprise' =>
  kind === 'enterprise' ? 'enterprise' : 'normal'
