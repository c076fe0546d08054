// Leaves no network namespaces behind: those that a crashed run forgot go first, those of this run go last.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { reasonNotToRun } from './machine.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Data folders of tests lie directly in here; what they leave in the kernel is removed. */
    readonly kernelFolder: string
  }
}

const RUNS = join(tmpdir(), 'menshen-kernel')

export default function setup(project: TestProject): (() => void) | undefined {
  const own = join(RUNS, String(process.pid))
  project.provide('kernelFolder', own)
  if (reasonNotToRun() !== undefined) return undefined
  for (const pid of existsSync(RUNS) ? readdirSync(RUNS) : [])
    if (!isAlive(Number(pid))) clean(join(RUNS, pid))
  mkdirSync(own, { recursive: true })
  return () => clean(own)
}

function clean(folder: string): void {
  const prefixes = readdirSync(folder).map((name) => namespacePrefix(join(folder, name)))
  const names = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' }).stdout.split('\n')
  for (const name of names.map((line) => line.split(' ')[0] ?? '')) {
    if (prefixes.some((prefix) => name.startsWith(prefix))) spawnSync('ip', ['netns', 'delete', name])
  }
  rmSync(folder, { recursive: true })
}

/** The names of all namespaces of one data folder begin like this. */
function namespacePrefix(dataFolder: string): string {
  return `mn${createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 6)}-`
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
