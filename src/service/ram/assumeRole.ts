// Puts a role on: a key that ends by itself and may do what the role allows.

import { parsePolicy } from '../../core/access/policy.ts'
import { parseTrust, trusts } from '../../core/access/trust.ts'
import { fail } from '../../core/model/faults.ts'
import { type AccessKeyId, asId } from '../../core/model/ids.ts'
import type { RamRole, RoleSession } from '../../core/model/ram.ts'
import type { Transaction } from '../../store/store.ts'
import type { Call } from '../call.ts'
import { roleNamed } from './roles.ts'

export interface Assumption {
  readonly accountId: string
  readonly role: string
  readonly sessionName: string
  readonly seconds: number
  readonly externalId: string | null
  readonly policyDocument: string | null
  readonly key: { readonly id: string; readonly secret: string; readonly tokenDigest: string }
}

/** A key that has ended is told so for a day. */
const GRACE = 24 * 60 * 60 * 1000
/** More than the one that each call adds, so that what has ended vanishes. */
const SWEEP = 16

export function assumeRole(call: Call, input: Assumption): { session: RoleSession; role: RamRole } {
  const { state, now } = call
  const role = roleNamed(state, input.accountId, input.role)
  if (role === undefined || !isTrusted(call, role, input.externalId)) {
    // Whether another account has such a role is told to nobody whom it does not trust.
    return input.accountId === call.accountId && role === undefined
      ? fail({ name: 'roleNotFound', role: input.role })
      : fail({ name: 'notAuthorised', permission: 'sts:AssumeRole' })
  }
  if (input.policyDocument !== null && parsePolicy(input.policyDocument) === undefined)
    fail({ name: 'ramDocumentMalformed', why: 'a policy about all resources was expected' })
  sweep(state, now)
  const session: RoleSession = {
    id: asId<AccessKeyId>(input.key.id),
    accountId: role.accountId,
    roleId: role.id,
    name: input.sessionName,
    secret: input.key.secret,
    tokenDigest: input.key.tokenDigest,
    policyDocument: input.policyDocument,
    createdAt: now,
    expiresAt: now + 1000 * input.seconds,
  }
  state.put('roleSession', session)
  return { session, role }
}

function isTrusted(
  { state, accountId, caller = '' }: Call,
  role: RamRole,
  externalId: string | null,
): boolean {
  const session = state.get('roleSession', caller)
  const worn = session === undefined ? null : (state.get('ramRole', session.roleId)?.name ?? null)
  return trusts(parseTrust(role.trustDocument) ?? [], { accountId, role: worn, externalId })
}

function sweep(state: Transaction, now: number): void {
  const ended: string[] = []
  let seen = 0
  for (const session of state.list('roleSession')) {
    if (now - session.expiresAt > GRACE) ended.push(session.id)
    if (++seen === SWEEP) break
  }
  for (const id of ended) state.remove('roleSession', id)
}
