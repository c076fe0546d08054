// What house tests read: the files of the repository, and the imports and exports written in them.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export function exists(file: string): boolean {
  return existsSync(join(ROOT, file))
}

export function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8')
}

export function readJson<T>(file: string): T {
  return JSON.parse(read(file)) as T
}

/** Files of the repository that match a pattern, sorted, named relative to its root. */
export function files(...patterns: string[]): string[] {
  const ignored = /(^|\/)(node_modules|dist|\.cache)\//
  return globSync(patterns, { cwd: ROOT })
    .filter((file) => !ignored.test(file))
    .sort()
}

export function isTest(file: string): boolean {
  return file.endsWith('.test.ts')
}

/** TypeScript of src without the tests. */
export function sources(): string[] {
  return files('src/**/*.ts').filter((file) => !isTest(file))
}

export interface Import {
  /** As written: './rule.ts', 'node:fs', 'zod'. */
  readonly specifier: string
  /** The file it leads to, relative to the root; undefined for packages and Node's modules. */
  readonly file: string | undefined
  /** The names taken; undefined when it takes all of them. */
  readonly names: readonly string[] | undefined
}

const CLAUSE = /(?:type\s+)?((?:[\w$]+\s*,\s*)?(?:\{[^}]*\}|\*\s*as\s+[\w$]+)|\*|[\w$]+)/.source
const STATIC = new RegExp(`^(?:import|export)\\s+${CLAUSE}\\s*from\\s*['"]([^'"]+)['"]`, 'gm')
const BARE = /^\s*import\s*['"]([^'"]+)['"]/gm
const DYNAMIC = /\bimport\s*\(\s*['"]([^'"]+)['"]/g
// A file that is started as a process or thread of its own.
const STARTED = /\bnew URL\(\s*['"](\.[^'"]+\.ts)['"],\s*import\.meta\.url/g

/** All imports and re-exports of a file. A regular expression is enough for the plain forms that our linter admits. */
export function importsOf(file: string, text = read(file)): Import[] {
  const code = withoutComments(text)
  const found: Import[] = []
  const add = (specifier: string, names: readonly string[] | undefined) =>
    found.push({ specifier, file: resolve(file, specifier), names })
  for (const [, clause = '', specifier = ''] of code.matchAll(STATIC)) add(specifier, namesIn(clause))
  for (const [, specifier = ''] of code.matchAll(BARE)) add(specifier, [])
  for (const [, specifier = ''] of code.matchAll(DYNAMIC)) add(specifier, undefined)
  for (const [, specifier = ''] of code.matchAll(STARTED)) add(specifier, undefined)
  return found
}

function resolve(from: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? relative(ROOT, join(ROOT, dirname(from), specifier)) : undefined
}

function namesIn(clause: string): string[] | undefined {
  const braces = /\{([^}]*)\}/.exec(clause)
  if (braces === null) return clause.includes('*') ? undefined : ['default']
  return (braces[1] ?? '')
    .split(',')
    .map((part) => part.trim().replace(/^type\s+/, ''))
    .map((part) => part.split(/\s+as\s+/)[0] ?? '')
    .filter((name) => name !== '')
}

export function withoutComments(text: string): string {
  return text.replace(/^\s*\/\/.*$/gm, '').replace(/^\s*\/\*[\s\S]*?\*\//gm, '')
}
