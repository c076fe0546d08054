// Runs the programs that make and unmake a lab: namespaces, links, rulesets.

import { spawnSync } from 'node:child_process'

const PREFIX = 'mntest'
let made = 0

/** Namespaces of this process; what a crashed one left goes first. */
export function newPrefix(): string {
  if (made === 0) removeStale()
  made++
  return `${PREFIX}${process.pid}-${made}`
}

export function run(program: string, args: readonly string[], input?: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { input, encoding: 'utf8' })
  if (status === 0) return stdout
  throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr.slice(0, 2000)}`)
}

export const inside = (namespace: string, program: string, args: readonly string[], input?: string): string =>
  run('ip', ['netns', 'exec', namespace, program, ...args], input)

export const ipBatch = (namespace: string, commands: readonly string[]): string =>
  run('ip', ['-n', namespace, '-batch', '-'], `${commands.join('\n')}\n`)

export const addNamespace = (name: string): string => run('ip', ['netns', 'add', name])

export function removeNamespaces(prefix: string): void {
  for (const name of namespaces().filter((each) => each.startsWith(prefix)))
    run('ip', ['netns', 'delete', name])
}

const namespaces = (): readonly string[] =>
  run('ip', ['netns', 'list'])
    .split('\n')
    .flatMap((line) => line.split(' ')[0] || [])

function removeStale(): void {
  for (const name of namespaces()) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]
    if (pid !== undefined && Number(pid) !== process.pid && !isAlive(Number(pid))) {
      run('ip', ['netns', 'delete', name])
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
