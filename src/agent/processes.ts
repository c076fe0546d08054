// Processes that outlive us, told apart from strangers that got the same number later.

import { readFileSync } from 'node:fs'

export function isRunning(pid: number): boolean {
  const state = statOf(pid)?.[0]
  return state !== undefined && state !== 'Z' && state !== 'X'
}

/** Clock ticks since boot when it started: pid and this together name a process for ever. */
export const startTimeOf = (pid: number): string | null => statOf(pid)?.[19] ?? null

/** Asks it to end, waits, then ends it. */
export async function stopProcess(pid: number, patienceMs: number): Promise<void> {
  if (!signal(pid, 'SIGTERM')) return
  for (let waited = 0; waited < patienceMs && isRunning(pid); waited += 20) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  if (isRunning(pid)) signal(pid, 'SIGKILL')
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

/** Fields of /proc/<pid>/stat from the third on; the second may hold spaces and brackets. */
function statOf(pid: number): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}
