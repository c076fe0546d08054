// A dependency is a promise for years: each has a line in docs/dependencies.md that says why, and no line outlives it.
import { expect, test } from 'vitest'
import { importsOf, read, readJson, sources } from './repository.ts'

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const MANIFESTS = ['package.json', 'web/package.json', 'tools/node/package.json', 'test/sdk/package.json']
const all = MANIFESTS.flatMap((file) => {
  const { dependencies, devDependencies, optionalDependencies } = readJson<Manifest>(file)
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
})

// - `name` - why
const explained = [...read('docs/dependencies.md').matchAll(/^- `([^`]+)`\S* [-–—] \S.+$/gm)].map(
  ([, name]) => name,
)

test('each dependency has its line in docs/dependencies.md', () => {
  expect(all.map(([name]) => name).filter((name) => !explained.includes(name))).toEqual([])
})

test('each line of docs/dependencies.md is about a dependency that exists', () => {
  const names = all.map(([name]) => name)
  expect(explained.filter((name) => name === undefined || !names.includes(name))).toEqual([])
})

test('versions are exact: an upgrade is a commit, never an accident', () => {
  expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)).map(([name]) => name)).toEqual([])
})

test('the product imports its declared dependencies, all of them and no others', () => {
  const imported = sources()
    .flatMap((file) => importsOf(file))
    .filter(({ file, specifier }) => file === undefined && !specifier.startsWith('node:'))
    .map(({ specifier }) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0])
  const declared = Object.keys(readJson<Manifest>('package.json').dependencies ?? {})
  expect(imported.filter((name) => name === undefined || !declared.includes(name))).toEqual([])
  const needed = [...imported, ...peersOf(declared)]
  expect(declared.filter((name) => !needed.includes(name))).toEqual([])
})

/** What our dependencies want us to choose the version of. */
function peersOf(names: readonly string[]): string[] {
  const { packages } = readJson<{ packages: Record<string, { peerDependencies?: object }> }>(
    'package-lock.json',
  )
  return names.flatMap((name) => Object.keys(packages[`node_modules/${name}`]?.peerDependencies ?? {}))
}
