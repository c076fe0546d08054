// The lock files must install anywhere, from the public registry, without running anyone's scripts.
import { describe, expect, test } from 'vitest'
import { readJson } from './repository.ts'

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly link?: true
  readonly inBundle?: true
  readonly integrity?: string
  readonly hasInstallScript?: true
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
type Packages = Readonly<Record<string, Locked>>

// We install with --ignore-scripts. This script only chooses a TypeScript for Node 10 and 12, so nothing is lost.
const SCRIPTS_WE_NEVER_RUN = new Set(['test/sdk node_modules/@alicloud/openapi-core'])

describe.each(['.', 'tools/node', 'test/sdk'])('the lock file of %s', (folder) => {
  const { packages } = readJson<{ packages: Packages }>(`${folder}/package-lock.json`)
  const entries = Object.entries(packages).filter(([path]) => path !== '')

  test('has no package with an install script: newer npm refuses to run them, and we do not want to', () => {
    const scripted = entries
      .filter(([, locked]) => locked.hasInstallScript)
      .map(([path]) => `${folder} ${path}`)
    expect(scripted.filter((entry) => !SCRIPTS_WE_NEVER_RUN.has(entry))).toEqual([])
  })

  test('takes packages from the public npm registry only, and knows the checksum of each', () => {
    const isForeign = ([, { resolved, link }]: [string, Locked]) =>
      resolved !== undefined && link !== true && !resolved.startsWith('https://registry.npmjs.org/')
    expect(entries.filter(isForeign).map(([path]) => path)).toEqual([])
    // What comes inside another package's archive is covered by the checksum of that archive.
    const isUnchecked = ([path, { integrity, link, inBundle }]: [string, Locked]) =>
      path.includes('node_modules/') && !link && !inBundle && integrity === undefined
    expect(entries.filter(isUnchecked).map(([path]) => path)).toEqual([])
  })

  test('lists each optional platform package in the version asked for: `npm ci` fails everywhere otherwise', () => {
    const missing = entries.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.entries(optionalDependencies)
        .filter(([name, wanted]) => !satisfies(nearest(packages, path, name), wanted))
        .map(([name, wanted]) => `${path} needs ${name}@${wanted}`),
    )
    expect(missing).toEqual([])
  })
})

/** What Node would find from `path`: the own node_modules first, then those of the folders around it. */
function nearest(packages: Packages, path: string, name: string): Locked | undefined {
  const own = packages[`${path}/node_modules/${name}`]
  if (own !== undefined) return own
  const outer = path.lastIndexOf('/node_modules/')
  return outer < 0 ? packages[`node_modules/${name}`] : nearest(packages, path.slice(0, outer), name)
}

function satisfies(locked: Locked | undefined, wanted: string): boolean {
  if (locked?.version === undefined) return false
  return !/^\d/.test(wanted) || locked.version === wanted
}
