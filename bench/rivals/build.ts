// Sources that somebody fetched, built in the cache and not where they lie.

import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

export const CACHE = fileURLToPath(new URL('../../.cache/bench/rivals/', import.meta.url))

/** Standard output, or undefined, and said so, when the command does not succeed. */
export function output(folder: string, command: string, ...args: readonly string[]): string | undefined {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (status === 0) return stdout
  const [line = ''] = (error?.message ?? stderr)
    .split('\n')
    .filter((each) => each.trim() !== '')
    .slice(-1)
  console.log(`  \`${command}\` failed: ${line}`)
  return undefined
}

/** The program, made by the makefile of the sources. */
export function made(sources: string, program: string): string | undefined {
  if (!existsSync(sources)) {
    console.log(`  not measured: there is no ${sources}`)
    return undefined
  }
  const folder = `${CACHE}${program}`
  const built = `${folder}/main`
  if (existsSync(built)) return built
  mkdirSync(dirname(folder), { recursive: true })
  cpSync(sources, folder, { recursive: true, filter: (path) => !path.includes('/.git') })
  return output(folder, 'make') === undefined ? undefined : built
}
