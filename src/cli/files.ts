// Files named on the command line, read with bounded memory; what is wrong with one ends the verb.

import { readFileSync, statSync } from 'node:fs'
import { LARGEST_FILE, sizes } from '../offline/fileText.ts'
import { joinParts, type Part } from '../offline/part.ts'
import { FileProblem } from '../offline/problem.ts'
import { readFile } from '../offline/readFile.ts'
import { assemble, type OfflineWorld } from '../offline/world.ts'
import { type CommandContext, ExitError, USAGE } from './context.ts'

export function readWorld(
  context: CommandContext,
  files: readonly string[],
  contextFiles: readonly string[],
): OfflineWorld {
  const asked = joinParts(files.map((file) => readOne(context, file)))
  const known = joinParts(contextFiles.map((file) => readOne(context, file)))
  return orEnd(context, '', () => {
    if (asked.groups.length === 0) throw new FileProblem('noGroup')
    return assemble(asked, known)
  })
}

export function readOne(context: CommandContext, file: string): Part {
  return orEnd(context, file, () => readFile(file, bytesOf(context, file)))
}

function bytesOf(context: CommandContext, file: string): Uint8Array {
  try {
    // Before anything is read: a file that is too large costs nothing.
    const { size } = statSync(file)
    if (size > LARGEST_FILE) throw new FileProblem('tooLarge', sizes(size))
    return readFileSync(file)
  } catch (error) {
    if (error instanceof FileProblem) throw error
    const { code, message } = error as NodeJS.ErrnoException
    throw new ExitError(USAGE, context.t('file.unreadable', { file, reason: code ?? message }))
  }
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
