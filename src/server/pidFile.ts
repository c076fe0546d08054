// Which process serves a data folder: found by `down`, and by a second start.

import { readFileSync, rmSync } from 'node:fs'
import { readIfThere, writePrivate } from './privateFile.ts'

/** The pid of a process that is alive and is the one that wrote the file (its start time tells a reused pid apart). */
export function livingProcess(file: string): number | undefined {
  const [pidText, started] = (readIfThere(file) ?? '').trim().split(' ')
  const pid = Number(pidText)
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  const now = startTime(pid)
  return now !== undefined && now === started ? pid : undefined
}

export const writePid = (file: string): void =>
  writePrivate(file, `${process.pid} ${startTime(process.pid) ?? ''}\n`)

export const removePid = (file: string): void => rmSync(file, { force: true })

/** Undefined when there is no such process; where there is no /proc, whether it can be signalled is all we know. */
function startTime(pid: number): string | undefined {
  try {
    // The name in parentheses may hold blanks; field 22 is counted from behind it.
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[19]
  } catch {
    if (process.platform === 'linux') return undefined
  }
  try {
    process.kill(pid, 0)
    return 'alive'
  } catch {
    return undefined
  }
}
