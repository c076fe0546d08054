// Ids and keys of accounts from the system's random source, and the file in which new keys are kept.

import { randomInt } from 'node:crypto'
import type { Cloud } from '../cloud/index.ts'
import type { KeptKey } from './api/operation.ts'
import { dataFiles } from './config.ts'
import { keepPrivate, readIfThere } from './privateFile.ts'

const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('')

interface Forms {
  readonly accountId: () => string
  readonly keyId: () => string
  readonly secret: () => string
}

/** As long as the real ones and with their beginnings, so that clients which look take them. */
const FORMS: Readonly<Record<Cloud, Forms>> = {
  aliyun: {
    accountId: () => `1${digits(15)}`,
    keyId: () => `LTAI5t${lettersAndDigits(18)}`,
    secret: () => lettersAndDigits(30),
  },
  tencent: {
    accountId: () => `1000${digits(8)}`,
    keyId: () => `AKID${lettersAndDigits(32)}`,
    secret: () => lettersAndDigits(32),
  },
}

export const newAccountId = (cloud: Cloud): string => FORMS[cloud].accountId()

export const newKey = (cloud: Cloud): { readonly id: string; readonly secret: string } => ({
  id: FORMS[cloud].keyId(),
  secret: FORMS[cloud].secret(),
})

/** Tencent knows an account under a second number as well, which only names buckets and the like. */
export const appIdOf = (uin: string): string => `13${uin.slice(-8)}`

/** Adds the key to `accounts` in the credentials; nothing else in the file changes. */
export function keepKey(dataDir: string, { name, ...key }: KeptKey): void {
  const file = dataFiles(dataDir).credentials
  const kept = JSON.parse(readIfThere(file) ?? '{}') as { accounts?: object }
  const next = { ...kept, accounts: { ...kept.accounts, [name]: key } }
  keepPrivate(file, `${JSON.stringify(next, null, 2)}\n`)
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const lettersAndDigits = (length: number): string =>
  Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
