// Who this host is to the server it joined: a key that never leaves it, and a note of where the server is and how it is known.

import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { HostIdentity } from '../feed/client.ts'
import { KEPT_FOR_AGENT, replaceFile, syncDirectory } from '../wholeFile.ts'

export interface Joined {
  readonly hostId: string
  /** The server's root, `https://…`. */
  readonly server: string
  /** The key by which it is known. */
  readonly pin: string
  /** Where it was found last, for times without name resolution. */
  readonly addresses: readonly string[]
}

export const joinedFile = (dataDir: string): string => join(dataDir, 'host.json')
const keyFile = (dataDir: string): string => join(dataDir, 'host.key')

/** Null on a machine that has joined nobody. */
export const readJoined = (dataDir: string): Joined | null =>
  existsSync(joinedFile(dataDir)) ? (JSON.parse(readFileSync(joinedFile(dataDir), 'utf8')) as Joined) : null

export const writeJoined = (dataDir: string, joined: Joined): void =>
  replaceFile(joinedFile(dataDir), `${JSON.stringify(joined, null, 2)}\n`, KEPT_FOR_AGENT)

/** A new key, not yet kept: it counts only once the server knows it. */
export function newKey(): { readonly pem: string; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
  }
}

/**
 * On the disk before anybody is asked, or a machine that cannot keep it would use an invitation up for nothing. It takes
 * the place of the one before it with `keep`, or goes with `forget`.
 */
export function offerKey(dataDir: string, pem: string): { keep(): void; forget(): void } {
  const offered = `${keyFile(dataDir)}.offered`
  replaceFile(offered, pem, KEPT_FOR_AGENT)
  return {
    keep() {
      renameSync(offered, keyFile(dataDir))
      syncDirectory(dataDir)
    },
    forget: () => rmSync(offered, { force: true }),
  }
}

/** The clock is handed in; what the server says about its own corrects it. */
export function identityOf(dataDir: string, hostId: string, clock: () => number): HostIdentity {
  const key: KeyObject = createPrivateKey(readFileSync(keyFile(dataDir), 'utf8'))
  let offset = 0
  return {
    hostId,
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
    nonce: () => randomBytes(16).toString('base64url'),
    now: () => clock() + offset,
    heardTime: (time) => {
      if (Number.isFinite(time)) offset = time - clock()
    },
  }
}
