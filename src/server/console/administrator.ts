// Who may log in to the console: one administrator; the password of the first start may be deleted or replaced in the file.

import { randomBytes } from 'node:crypto'
import { keepPrivate, readIfThere } from '../privateFile.ts'
import { hashPassword, isPassword, newPassword } from './password.ts'

export const ADMINISTRATOR = 'admin'

/** Part of `credentials.json`. */
export interface ConsoleCredentials {
  readonly user: string
  /** May be taken out of the file once it is noted elsewhere: the server keeps its hash. */
  readonly password?: string
}

export interface Administrator {
  readonly credentials: ConsoleCredentials
  /** Only when it was made just now: it is shown once. */
  readonly newPassword: string | null
  readonly hash: string
  /** Whether sessions of before must end. */
  readonly changed: boolean
}

/** A password in the credentials goes before the hash of earlier: so it can be changed with an editor. */
export async function ensureAdministrator(
  hashFile: string,
  kept: ConsoleCredentials | undefined,
): Promise<Administrator> {
  const hash = readIfThere(hashFile)?.trim()
  if (kept?.password === undefined && hash !== undefined) {
    return { credentials: { user: ADMINISTRATOR }, newPassword: null, hash, changed: false }
  }
  const password = kept?.password ?? newPassword()
  const credentials = { user: ADMINISTRATOR, password }
  if (hash !== undefined && (await isPassword(password, hash))) {
    return { credentials, newPassword: null, hash, changed: false }
  }
  const made = await hashPassword(password, randomBytes(16))
  keepPrivate(hashFile, `${made}\n`)
  return {
    credentials,
    newPassword: kept?.password === undefined ? password : null,
    hash: made,
    changed: true,
  }
}
