// Replaces a file whole: whoever reads finds the old text or the new one, never a part of either.

import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

export interface Replacing {
  /** Readable for its owner alone, from the first moment on. */
  readonly isPrivate?: boolean
  /** Also when the power fails. */
  readonly isDurable?: boolean
  /** In the hands of who owns the folder: an agent may run as an ordinary user, who could not read what root writes. */
  readonly isOfFolder?: boolean
}

/** What must outlive a power failure and is nobody else's business. */
export const KEPT: Replacing = { isPrivate: true, isDurable: true }
/** The same where commands write it as root for an agent. */
export const KEPT_FOR_AGENT: Replacing = { ...KEPT, isOfFolder: true }

const PRIVATE = 0o600

/** The folder is made when it is not there. */
export function replaceFile(file: string, text: string, how: Replacing = {}): void {
  const folder = dirname(file)
  mkdirSync(folder, { recursive: true, ...(how.isPrivate ? { mode: 0o700 } : {}) })
  const next = `${file}.new`
  const fd = openSync(next, 'w', how.isPrivate ? PRIVATE : undefined)
  try {
    // What a killed process left there keeps the mode that it had.
    if (how.isPrivate) fchmodSync(fd, PRIVATE)
    if (how.isOfFolder && process.getuid?.() === 0) {
      const { uid, gid } = statSync(folder)
      fchownSync(fd, uid, gid)
    }
    writeFileSync(fd, text)
    if (how.isDurable) fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  renameSync(next, file)
  if (how.isDurable) syncDirectory(folder)
}

/** Names that came, changed or went are on the disk then. */
export function syncDirectory(directory: string): void {
  const fd = openSync(directory, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
