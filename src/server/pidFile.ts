// Which process serves a data folder: found by `down`, and by a second start.

import { rmSync } from 'node:fs'
import { startTimeOf } from '../agent/processes.ts'
import { notePrivate, readIfThere } from './privateFile.ts'

/** The pid of a process that is alive and is the one that wrote the file (its start time tells a reused pid apart). */
export function livingProcess(file: string): number | undefined {
  const [pidText, started] = (readIfThere(file) ?? '').trim().split(' ')
  const pid = Number(pidText)
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  const now = startTime(pid)
  return now !== null && now === started ? pid : undefined
}

export const writePid = (file: string): void =>
  notePrivate(file, `${process.pid} ${startTime(process.pid) ?? ''}\n`)

export const removePid = (file: string): void => rmSync(file, { force: true })

/** Where there is no /proc, whether it can be signalled is all we know. */
const startTime = (pid: number): string | null =>
  process.platform === 'linux' ? startTimeOf(pid) : isSignallable(pid) ? 'alive' : null

function isSignallable(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
