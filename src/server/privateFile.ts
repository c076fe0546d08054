// Files that only their owner may read, written whole or not at all.

import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

export function writePrivate(path: string, content: string): void {
  const next = `${path}.next`
  writeFileSync(next, content, { mode: 0o600 })
  chmodSync(next, 0o600)
  renameSync(next, path)
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
