// Parameters and answers that the actions about roles share.

import { hash } from 'node:crypto'
import type { RamRole } from '../../../../core/model/ram.ts'
import type { PolicyName, PolicyView } from '../../../../service/ram/policies.ts'
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

export const policyName = required(
  text({
    about: 'Policy: 1 to 128 letters, digits and `-`.',
    check: /^[A-Za-z0-9-]{1,128}$/,
    malformed: malformed('PolicyName', 'InvalidChars'),
  }),
  missing('PolicyName'),
)

export const policyDocument = text({
  about: 'What is allowed and denied, as JSON: actions, for all resources (`"Resource":"*"`).',
  check: (document) => document.length <= 6144,
  malformed: DOCUMENT,
})

export const policyType = required(
  choice(['System', 'Custom'], {
    about: 'System: of the cloud. Custom: of the account.',
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

export const policyAnswer = ({ name, custom, description, createdAt, attachments }: PolicyView) => ({
  PolicyName: name,
  PolicyType: custom === true ? 'Custom' : 'System',
  Description: description,
  DefaultVersion: 'v1',
  CreateDate: formatTime(createdAt),
  UpdateDate: formatTime(createdAt),
  AttachmentCount: attachments,
})

export const policyNamed = (type: 'System' | 'Custom', name: string): PolicyName =>
  type === 'System' ? { name } : { name, custom: true }
