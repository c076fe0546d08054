// Files named on the command line, read with bounded memory; what is wrong with one ends the verb.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { LARGEST_FILE, sizes } from '../offline/fileText.ts'
import { joinFiles } from '../offline/joinFiles.ts'
import type { Part } from '../offline/part.ts'
import { FileProblem } from '../offline/problem.ts'
import { readFile } from '../offline/readFile.ts'
import { assemble, type OfflineWorld } from '../offline/world.ts'
import { type CommandContext, ExitError, USAGE } from './context.ts'
import { Progress } from './progress.ts'

export function readWorld(
  context: CommandContext,
  files: readonly string[],
  contextFiles: readonly string[],
  progress = new Progress(context),
): OfflineWorld {
  try {
    const read = (file: string): Part => {
      progress.show(() => context.t('progress.reading', { file }))
      return readOne(context, file)
    }
    const asked = orEnd(context, '', () => joinFiles(files.map(read)))
    const known = orEnd(context, '', () => joinFiles(contextFiles.map(read)))
    return orEnd(context, '', () => {
      if (asked.groups.length === 0) throw new FileProblem('noGroup')
      return assemble(asked, known)
    })
  } catch (error) {
    progress.end()
    throw error
  }
}

export function readOne(context: CommandContext, file: string): Part {
  return orEnd(context, file, () => readFile(file, bytesOf(context, file)))
}

/** `-` is what comes in by a pipe. */
export function bytesOf(context: CommandContext, file: string): Uint8Array {
  try {
    if (file === '-') return boundedBytes(process.stdin.fd)
    const descriptor = openSync(file, 'r')
    try {
      return boundedBytes(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    if (error instanceof FileProblem) throw error
    const { code, message } = error as NodeJS.ErrnoException
    throw new ExitError(USAGE, context.t('file.unreadable', { file, reason: code ?? message }))
  }
}

const PIECE = 1024 * 1024

/** Pipes do not say how long they are, and devices never end: nothing beyond the limit is read. */
function boundedBytes(descriptor: number): Uint8Array {
  const { size } = fstatSync(descriptor)
  // Before anything is read: a file that is too large costs nothing.
  if (size > LARGEST_FILE) throw new FileProblem('tooLarge', sizes(size))
  const pieces: Uint8Array[] = []
  let length = 0
  while (length <= LARGEST_FILE) {
    const piece = Buffer.allocUnsafe(Math.max(PIECE, size - length))
    const count = readSync(descriptor, piece)
    if (count === 0) return pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces)
    pieces.push(piece.subarray(0, count))
    length += count
  }
  throw new FileProblem('tooLarge', sizes(length))
}

/** Ends the verb with the words for a problem with the file. */
export function orEnd<T>(context: CommandContext, file: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    const reason = context.t(`file.${error.code}`, error.values)
    throw new ExitError(USAGE, file === '' ? reason : `\`${file}\`: ${reason}`)
  }
}
