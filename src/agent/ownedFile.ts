// Files in the agent's folder that commands write as root: whole or not at all, and in the hands of who owns the folder.

import { chownSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncDirectory } from './durableFile.ts'

/** Readable for its owner alone from the first moment on. */
export function writeOwned(file: string, text: string): void {
  const folder = dirname(file)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true })
  const { uid, gid } = statSync(folder)
  // The agent may run as an ordinary user, who could not read what root writes.
  if (process.getuid?.() === 0) chownSync(`${file}.new`, uid, gid)
  renameSync(`${file}.new`, file)
  syncDirectory(folder)
}
