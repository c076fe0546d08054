// How many pages a write-ahead log has, counted frame by frame: the slow and obvious way.

import { readFileSync } from 'node:fs'

/** https://sqlite.org/fileformat2.html#walformat */
export function logPages(file: string): number {
  const log = readFileSync(`${file}-wal`)
  if (log.length < 32) return 0
  const frame = 24 + log.readUInt32BE(8)
  const salt = log.subarray(16, 24)
  let pages = 0
  for (let at = 32; at + frame <= log.length && log.subarray(at + 8, at + 16).equals(salt); at += frame)
    pages++
  return pages
}
