// Nonces on disk: one file for each minute, appended to before a request is answered, deleted when the minute is over.

import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { MARK_LENGTH, type NonceJournal } from '../cloud/aliyun/nonces.ts'
import { notePrivate, readIfThere } from './privateFile.ts'

const BOOT_ID = '/proc/sys/kernel/random/boot_id'
const BOOT_FILE = 'boot'

/**
 * Appends go to the kernel and are not synced: they survive the end of the process, however it ends. What the machine
 * takes with it when it goes down is unknown, so after another boot requests stamped before this start are refused.
 */
export function openNonceJournal(folder: string, now: number): NonceJournal {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const files = new Map<number, number>()
  const path = (minute: number): string => join(folder, String(minute))
  return {
    unsureBefore: unsureBefore(folder, now),
    kept: minutesIn(folder).map((minute) => ({ minute, marks: marksIn(path(minute)) })),
    append(minute, mark) {
      let file = files.get(minute)
      if (file === undefined) {
        file = openSync(path(minute), 'a', 0o600)
        files.set(minute, file)
        // Whatever a killed process has left half written ends here.
        writeSync(file, '\n')
      }
      writeSync(file, `${mark}\n`)
    },
    drop(minute) {
      const file = files.get(minute)
      if (file !== undefined) closeSync(file)
      files.delete(minute)
      rmSync(path(minute), { force: true })
    },
  }
}

const minutesIn = (folder: string): readonly number[] =>
  readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

const marksIn = (file: string): readonly string[] =>
  readFileSync(file, 'latin1')
    .split('\n')
    .filter((line) => line.length === MARK_LENGTH)

/**
 * Notes this boot and the start that it began with, so that later starts know it too. A folder that knows no boot is
 * new: nothing was ever answered from it.
 */
function unsureBefore(folder: string, now: number): number | null {
  const file = join(folder, BOOT_FILE)
  const boot = (readIfThere(BOOT_ID) ?? 'unknown').trim()
  const [notedBoot, since] = readIfThere(file)?.trim().split(' ') ?? []
  if (notedBoot === boot) return since === undefined ? null : Number(since)
  const start = notedBoot === undefined ? null : Math.floor(now / 1000) * 1000
  notePrivate(file, start === null ? boot : `${boot} ${start}`)
  return start
}
