// Rootless mode: a process that keeps a user, mount and network namespace alive in which we are root.

import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning, startTimeOf } from './processes.ts'
import { ANCHOR_NETNS } from './script.ts'

const pidFileOf = (dataDir: string): string => join(dataDir, 'rootless.pid')

/**
 * Its own /run, so that `ip netns` works; its network namespace is the parent of ours and otherwise unused.
 * The agent enters user and mount namespace only and so keeps the machine's network, where the server is.
 */
const ANCHOR = [
  'set -e',
  'mount -t tmpfs tmpfs /run',
  'mkdir -p /run/netns',
  `: >${ANCHOR_NETNS}`,
  `mount --bind /proc/self/ns/net ${ANCHOR_NETNS}`,
  'echo ready',
  'exec >/dev/null 2>&1 </dev/null',
  'exec sleep infinity',
].join('\n')

/** Process id of this data directory's living anchor; null when there is none. */
export function anchorOf(dataDir: string): number | null {
  const file = pidFileOf(dataDir)
  if (!existsSync(file)) return null
  const [pid, startTime] = readFileSync(file, 'utf8').trim().split(' ')
  return startTimeOf(Number(pid)) === startTime ? Number(pid) : null
}

/** Starts the anchor unless it is there; it outlives us. */
export async function ensureAnchor(dataDir: string): Promise<number> {
  const running = anchorOf(dataDir)
  if (running !== null) return running
  const child = spawn('unshare', ['-Urnm', 'sh', '-c', ANCHOR], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const pid = await new Promise<number>((resolve, reject) => {
    const failed: string[] = []
    child.stderr.setEncoding('utf8').on('data', (text: string) => failed.push(text))
    child.stdout.once('data', () => resolve(child.pid as number))
    child.on('error', reject)
    child.on('exit', () => reject(new Error(`cannot make a user namespace: ${failed.join('').trim()}`)))
  })
  child.stdout.destroy()
  child.stderr.destroy()
  child.unref()
  writeFileSync(pidFileOf(dataDir), `${pid} ${startTimeOf(pid)}\n`)
  return pid
}

/** Everything in its namespaces goes with it, once nothing else runs there. */
export function stopAnchor(dataDir: string): boolean {
  const pid = anchorOf(dataDir)
  if (pid !== null && isRunning(pid)) process.kill(pid, 'SIGKILL')
  rmSync(pidFileOf(dataDir), { force: true })
  return pid !== null
}

/** Words that stand before a command to run it inside; the working directory is kept. */
export const enterAnchor = (pid: number, cwd: string): readonly string[] => [
  'nsenter',
  '--user',
  '--mount',
  '--preserve-credentials',
  `--target=${pid}`,
  `--wd=${cwd}`,
]
