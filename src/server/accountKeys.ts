// Ids and keys of accounts from the system's random source, and the file in which new keys are kept.

import { randomInt } from 'node:crypto'
import type { KeptKey } from './api/operation.ts'
import { dataFiles } from './config.ts'
import { readIfThere, writePrivate } from './privateFile.ts'

/** Alibaba account ids are 16 digits; the real ones begin with 1. */
export const newAccountId = (): string => `1${Array.from({ length: 15 }, () => randomInt(10)).join('')}`

export const newKey = (): { readonly id: string; readonly secret: string } => ({
  id: `LTAI5t${lettersAndDigits(18)}`,
  secret: lettersAndDigits(30),
})

/** Adds the key to `accounts` in the credentials; nothing else in the file changes. */
export function keepKey(dataDir: string, { name, ...key }: KeptKey): void {
  const file = dataFiles(dataDir).credentials
  const kept = JSON.parse(readIfThere(file) ?? '{}') as { accounts?: object }
  const next = { ...kept, accounts: { ...kept.accounts, [name]: key } }
  writePrivate(file, `${JSON.stringify(next, null, 2)}\n`)
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const lettersAndDigits = (length: number): string =>
  Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
