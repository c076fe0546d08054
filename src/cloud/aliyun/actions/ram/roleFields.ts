// Parameters and answers that the actions about roles share.

import { hash } from 'node:crypto'
import { fail } from '../../../../core/model/faults.ts'
import type { RamRole } from '../../../../core/model/ram.ts'
import type { RamPolicy } from '../../../../service/ram/policies.ts'
import { choice, integer, required, text } from '../../fields.ts'
import { roleArn } from '../../roleNames.ts'
import { formatTime } from '../../time.ts'

const malformed = (name: string, what: string) => ({
  status: 400,
  code: `InvalidParameter.${name}.${what}`,
  message: `The parameter ${name} is wrongly formed.`,
})

const missing = (name: string) => ({
  status: 400,
  code: 'MissingParameter',
  message: `The parameter ${name} is missing.`,
})

export const roleName = required(
  text({
    about: 'Name: 1 to 64 letters, digits, `.` and `-`.',
    check: /^[A-Za-z0-9.-]{1,64}$/,
    malformed: malformed('RoleName', 'InvalidChars'),
  }),
  missing('RoleName'),
)

const DOCUMENT = { status: 400, code: 'MalformedPolicyDocument', message: 'The policy document is too long.' }

export const trustDocument = text({
  about:
    'Who may put the role on, as JSON: accounts and roles under `RAM`, services under `Service`; the one condition is `sts:ExternalId`.',
  check: (document) => document.length <= 6144,
  malformed: DOCUMENT,
})

export const roleDescription = text({
  about: 'Description, up to 1,024 characters.',
  check: (value) => [...value].length <= 1024,
  malformed: malformed('Description', 'Length'),
})

const SHORTEST = 3600
const LONGEST = 43_200

export const longestSession = integer({
  about: `Seconds for which the role can be put on at most, ${SHORTEST} to ${LONGEST}. Default ${SHORTEST}.`,
  min: SHORTEST,
  max: LONGEST,
  malformed: malformed('MaxSessionDuration', 'Range'),
})
export const USUAL_SESSION = SHORTEST

export const policyName = required(text({ about: 'Policy.' }), missing('PolicyName'))

export const policyType = required(
  choice(['System', 'Custom'], {
    about: 'System; there are no custom ones here.',
    malformed: malformed('PolicyType', 'InvalidValue'),
  }),
  missing('PolicyType'),
)

/** 18 digits that follow from an id given once. */
export const roleIdOf = (id: string): string => {
  const number = BigInt(`0x${hash('sha256', id, 'hex').slice(0, 15)}`)
  return `3${String(number % 10n ** 17n).padStart(17, '0')}`
}

export const roleAnswer = (role: RamRole) => ({
  RoleId: role.id,
  RoleName: role.name,
  Arn: roleArn(role.accountId, role.name),
  Description: role.description,
  MaxSessionDuration: role.longestSession,
  CreateDate: formatTime(role.createdAt),
  UpdateDate: formatTime(role.updatedAt),
})

export const policyAnswer = ({ name, about, attachments }: RamPolicy) => ({
  PolicyName: name,
  PolicyType: 'System',
  Description: about,
  DefaultVersion: 'v1',
  AttachmentCount: attachments,
})

/** A custom policy is never there. */
export const policyIn = (type: 'System' | 'Custom', name: string): string =>
  type === 'System' ? name : fail({ name: 'ramPolicyNotFound', policy: name })
