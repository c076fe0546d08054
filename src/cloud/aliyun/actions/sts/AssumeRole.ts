// Puts a role on: answers with a key that ends by itself.

import { assumeRole } from '../../../../service/ram/assumeRole.ts'
import { action } from '../../action.ts'
import { integer, parsed, refuse, required, text } from '../../fields.ts'
import { parseRoleArn, roleArn } from '../../roleNames.ts'
import { newSessionKey } from '../../sessionKey.ts'
import { formatTime } from '../../time.ts'

const malformed = (name: string) => ({
  status: 400,
  code: `InvalidParameter.${name}`,
  message: `The parameter ${name} is wrongly formed.`,
})

const SHORTEST = 900
const USUAL = 3600
const NAME = /^[A-Za-z0-9.@_-]{2,64}$/

export const AssumeRole = action({
  name: 'AssumeRole',
  product: 'Sts',
  version: '2015-04-01',
  summary: 'Put on a role for a while.',
  effect: 'write',
  permission: 'sts:AssumeRole',
  input: {
    RoleArn: required(parsed('Role, `acs:ram::123456789:role/reader`.', malformed('RoleArn'), parseRoleArn)),
    RoleSessionName: required(
      text({
        about: 'Name of the session: 2 to 64 letters, digits, `.`, `@`, `-` and `_`.',
        check: NAME,
        malformed: malformed('RoleSessionName'),
      }),
    ),
    DurationSeconds: integer({
      about: `Seconds, ${SHORTEST} to what the role allows. Default ${USUAL}.`,
      min: SHORTEST,
      malformed: malformed('DurationSeconds'),
    }),
    Policy: text({
      about: 'Policy that narrows what the role allows, up to 2,048 characters; about all resources.',
      check: (policy) => policy.length <= 2048,
      malformed: {
        status: 400,
        code: 'InvalidParameter.PolicySize',
        message: 'The size of Policy must be smaller than 2048 bytes.',
      },
    }),
    ExternalId: text({
      about: 'What the trust policy may ask for, 2 to 1,224 characters.',
      check: /^[\w+=,.@:/-]{2,1224}$/,
      malformed: malformed('ExternalId'),
    }),
    SourceIdentity: text({
      about: 'Who it is really, 2 to 64 characters; shown again.',
      check: NAME,
      malformed: malformed('SourceIdentity'),
    }),
  },
  faults: ['roleNotFound', 'ramDocumentMalformed', 'notAuthorised'],
  missing: [],
  example: { RoleArn: 'acs:ram::1234567890123456:role/reader', RoleSessionName: 'alice' },
  run(call, parameters) {
    const { RoleArn, RoleSessionName, DurationSeconds: seconds = USUAL, SourceIdentity } = parameters
    const key = newSessionKey()
    const { session, role } = assumeRole(call, {
      accountId: RoleArn.accountId,
      role: RoleArn.name,
      sessionName: RoleSessionName,
      seconds,
      externalId: parameters.ExternalId ?? null,
      policyDocument: parameters.Policy ?? null,
      key,
    })
    // The transaction falls with the refusal, and the session with it.
    if (seconds > role.longestSession) refuse(malformed('DurationSeconds'))
    return {
      AssumedRoleUser: {
        Arn: `${roleArn(role.accountId, role.name)}/${session.name}`,
        AssumedRoleId: `${role.id}:${session.name}`,
      },
      Credentials: {
        AccessKeyId: session.id,
        AccessKeySecret: session.secret,
        SecurityToken: key.token,
        Expiration: formatTime(session.expiresAt),
      },
      ...(SourceIdentity === undefined ? {} : { SourceIdentity }),
    }
  },
})
