// Reads files of JSON lines, also while they are written.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

const MOST_BYTES = 8 * 1024 * 1024

/** Its end, as far as that is of a size to be read at once; nothing where there is no file. */
export function linesOf<Line>(file: string, most = MOST_BYTES): readonly Line[] {
  return endOf(file, most)
    .split('\n')
    .flatMap((text): Line[] => {
      try {
        return text === '' ? [] : [JSON.parse(text) as Line]
      } catch {
        // The first one may be cut, and the last one under way.
        return []
      }
    })
}

function endOf(file: string, most: number): string {
  let fd: number
  try {
    fd = openSync(file, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
  try {
    const { size } = fstatSync(fd)
    const buffer = Buffer.alloc(Math.min(size, most))
    const read = readSync(fd, buffer, 0, buffer.length, size - buffer.length)
    return buffer.toString('utf8', 0, read)
  } finally {
    closeSync(fd)
  }
}
