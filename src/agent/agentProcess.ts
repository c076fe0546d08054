// Starting the agent as a process of its own and finding it again.

import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { EnforcementMode } from '../feed/messages.ts'
import { ensureAnchor, enterAnchor } from './anchor.ts'
import { startTimeOf } from './processes.ts'

/**
 * A small nursery and a heap that grows by half and no faster: what a whole state leaves behind is collected while it is
 * worked through. Costs a tenth of a start's time and keeps it within 150 MB (docs/benchmarks.md, boot).
 */
const AGENT_FLAGS = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=2',
  '--heap-growing-percent=50',
  '--expose-gc',
] as const

/**
 * The C library keeps what whole rulesets and listings took unless it takes each of them from the kernel by itself;
 * smaller pieces as well would make a start an eighth dearer. And it keeps what is free apart for each thread, which
 * idle for the most part: one place for all of them is 8 to 15 MB less.
 */
const AGENT_ENVIRONMENT = ['MALLOC_MMAP_THRESHOLD_=1048576', 'MALLOC_ARENA_MAX=1'] as const

export interface StartAgent {
  readonly dataDir: string
  /** The server's address, e.g. http://127.0.0.1:7280. */
  readonly server: string
  readonly hostId: string
  readonly mode: Exclude<EnforcementMode, 'simulated'>
  /** File that node runs; the one beside this in development. */
  readonly entry?: string
}

export interface RunningAgent {
  readonly pid: number
  /** JSON lines. */
  readonly log: Readable
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
  /** SIGTERM; namespaces and rules stay. */
  stop(): void
}

/** Words of the command that is the agent; rootless, the anchor is started first. */
export async function agentCommand(options: StartAgent): Promise<readonly [string, ...string[]]> {
  const entry = options.entry ?? fileURLToPath(new URL('./main.ts', import.meta.url))
  const node = [
    ...['env', ...AGENT_ENVIRONMENT],
    process.execPath,
    ...AGENT_FLAGS,
    entry,
    ...['--server', options.server, '--data', options.dataDir],
    ...['--host', options.hostId, '--mode', options.mode],
  ] as const
  if (options.mode === 'kernel') return [...node]
  const [command = '', ...args] = enterAnchor(await ensureAnchor(options.dataDir), '/')
  return [command, ...args, ...node]
}

export async function startAgent(options: StartAgent): Promise<RunningAgent> {
  const [command, ...args] = await agentCommand(options)
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise<Awaited<RunningAgent['ended']>>((resolve) => {
    child.on('exit', (code, signal) => resolve({ code, signal }))
    child.on('error', () => resolve({ code: 127, signal: null }))
  })
  return { pid: child.pid ?? 0, log: child.stderr, ended, stop: () => void child.kill('SIGTERM') }
}

const pidFileOf = (dataDir: string): string => join(dataDir, 'agent.pid')

/** Process id of the agent that works on this data directory; null when there is none. */
export function agentOf(dataDir: string): number | null {
  const file = pidFileOf(dataDir)
  if (!existsSync(file)) return null
  const [pid, startTime] = readFileSync(file, 'utf8').trim().split(' ')
  return startTimeOf(Number(pid)) === startTime ? Number(pid) : null
}

/** Called by the agent itself. */
export const notePid = (dataDir: string): void =>
  writeFileSync(pidFileOf(dataDir), `${process.pid} ${startTimeOf(process.pid)}\n`)

export const forgetPid = (dataDir: string): void => rmSync(pidFileOf(dataDir), { force: true })
