// The server's own files: only their owner may read them.

import { readFileSync } from 'node:fs'
import { KEPT, replaceFile } from '../wholeFile.ts'

/** Keys, passwords and what cannot be made again: they must be there after a power failure too. */
export const keepPrivate = (path: string, content: string): void => replaceFile(path, content, KEPT)

/** Notes that may be a little old after a power failure. */
export const notePrivate = (path: string, content: string): void =>
  replaceFile(path, content, { isPrivate: true })

/** What was kept of counts and sightings: where it cannot be read, that is no reason not to serve. */
export function keptIn<Kept>(text: string | undefined): Kept | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Kept)
  } catch {
    return undefined
  }
}

/** Undefined when there is no such file. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
