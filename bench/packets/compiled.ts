// The C programs of this folder, compiled once into the cache.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const CACHE = fileURLToPath(new URL('../../.cache/bench/', import.meta.url))

/** Undefined, and said so, without a C compiler or the right to make namespaces. */
export function compiled(name: 'load' | 'sessions'): string | undefined {
  if (process.getuid?.() !== 0) return void console.log('benchmarks with real packets need root: left out')
  const [source = '', header = ''] = [`${name}.c`, 'common.h'].map((file) =>
    fileURLToPath(new URL(file, import.meta.url)),
  )
  const program = join(CACHE, name)
  const isNewerThan = (file: string): boolean => statSync(program).mtimeMs > statSync(file).mtimeMs
  if (existsSync(program) && [source, header].every(isNewerThan)) return program
  mkdirSync(CACHE, { recursive: true })
  const { status, stderr, error } = spawnSync('cc', ['-O2', '-pthread', '-o', program, source], {
    encoding: 'utf8',
  })
  if (status === 0) return program
  const why = error?.message ?? stderr.split('\n')[0]
  console.log(`benchmarks with real packets need a C compiler: left out (${why})`)
  return undefined
}
