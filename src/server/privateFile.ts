// The server's own files: only their owner may read them.

import { readFileSync } from 'node:fs'
import { replaceFile } from '../wholeFile.ts'

/** Keys, passwords and what cannot be made again: they must be there after a power failure too. */
export const keepPrivate = (path: string, content: string): void =>
  replaceFile(path, content, { isPrivate: true, isDurable: true })

/** Notes that may be a little old after a power failure. */
export const notePrivate = (path: string, content: string): void =>
  replaceFile(path, content, { isPrivate: true })

/** Undefined when there is no such file. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
