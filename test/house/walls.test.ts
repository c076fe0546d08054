// Layers may be imported only downwards: the core stays pure, and one cloud never knows another.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { describeLayer, layerOf, mayImport, WEB_IMPORTS } from '../../scripts/layers.ts'
import { files, type Import, importsOf, ROOT, readJson, sources } from './repository.ts'

/** What is wrong with the imports of one file; empty when nothing is. */
function breachesIn(file: string, text?: string): string[] {
  const layer = layerOf(file.slice('src/'.length))
  if (layer === undefined) return [`${file} belongs to no layer: add its folder to scripts/layers.ts`]
  const isBreach = ({ file: target }: Import) =>
    target === undefined ? layer.pure === true : !mayImport(layer, relative('src', target))
  return importsOf(file, text)
    .filter(isBreach)
    .map(({ specifier }) => `${file} imports '${specifier}': ${describeLayer(layer)}`)
}

test('each file of src imports only what the layer table allows', () => {
  expect(sources().flatMap((file) => breachesIn(file))).toEqual([])
})

/** The console runs in a browser: of src only the core, no modules of Node, no packages but its own. */
function webBreachesIn(file: string, text?: string): string[] {
  const packages = Object.keys(readJson<{ dependencies: object }>('web/package.json').dependencies)
  return importsOf(file, text)
    .filter(({ file: target, specifier }) =>
      target === undefined
        ? !packages.some((name) => specifier === name || specifier.startsWith(`${name}/`))
        : !target.startsWith('web/') && !WEB_IMPORTS.some((folder) => target.startsWith(`src/${folder}/`)),
    )
    .map(({ specifier }) => `${file} imports '${specifier}'`)
}

test('the console imports the core and its own packages', () => {
  expect(files('web/src/**/*.{ts,tsx}').flatMap((file) => webBreachesIn(file))).toEqual([])
  expect(webBreachesIn('web/src/x.ts', "import { a } from '../../src/service/y.ts'")).toHaveLength(1)
  expect(webBreachesIn('web/src/x.ts', "import { a } from 'node:fs'")).toHaveLength(1)
  expect(webBreachesIn('web/src/x.ts', "import { a } from '../../src/core/y.ts'")).toEqual([])
})

test('a breach is found: store and npm packages in core, one cloud in another', () => {
  expect(breachesIn('src/core/policy/x.ts', "import { a } from '../../store/store.ts'")).toHaveLength(1)
  expect(breachesIn('src/core/policy/x.ts', "import type { a } from '../compile/y.ts'")).toHaveLength(1)
  expect(breachesIn('src/core/policy/x.ts', "const z = await import('zod')")).toHaveLength(1)
  expect(breachesIn('src/cloud/aliyun/x.ts', "export { a } from '../tencent/y.ts'")).toHaveLength(1)
  expect(breachesIn('src/core/policy/x.ts', "import { a } from '../model/y.ts'")).toEqual([])
})

test('the linter and the compiler refuse planted breaches too', () => {
  const copy = mkdtempSync(join(tmpdir(), 'menshen-walls-'))
  try {
    for (const file of ['biome.json', 'biome.walls.json', 'tsconfig.base.json', 'src/core/tsconfig.json']) {
      cpSync(join(ROOT, file), join(copy, file))
    }
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
    plant(copy, 'src/core/policy/sideways.ts', "export { a } from '../compile/y.ts'\n")
    plant(copy, 'src/core/model/outside.ts', "export { z } from 'zod'\n")
    plant(copy, 'src/core/model/clock.ts', 'export const now = () => new Date()\n')
    plant(copy, 'src/core/model/world.ts', 'export const path = () => process.cwd()\n')
    plant(copy, 'src/cloud/aliyun/other.ts', "export { a } from '../tencent/y.ts'\n")
    plant(copy, 'web/src/server.ts', "export { a } from '../../src/service/y.ts'\n")
    plant(copy, 'web/src/judge.ts', "export { a } from '../../src/core/model/y.ts'\n")
    plant(copy, 'src/core/policy/clean.ts', "export { a } from '../model/y.ts'\n")
    plant(copy, 'src/core/model/y.ts', 'export const a = 1\n')

    const lint = run(copy, [
      '@biomejs/biome/bin/biome',
      'lint',
      'src',
      'web',
      '--max-diagnostics=none',
      '--colors=off',
    ])
    const refused = new Set(
      [...lint.matchAll(/^((?:src|web)\S+?):\d+:\d+ lint\/style\/noRestricted/gm)].map(([, file]) => file),
    )
    expect([...refused].sort(), lint).toEqual([
      'src/cloud/aliyun/other.ts',
      'src/core/model/clock.ts',
      'src/core/model/outside.ts',
      'src/core/policy/sideways.ts',
      'web/src/server.ts',
    ])
    expect(run(copy, ['typescript/bin/tsc', '-p', 'src/core'])).toMatch(
      /world\.ts.*Cannot find name 'process'/,
    )
  } finally {
    rmSync(copy, { recursive: true })
  }
})

function plant(root: string, file: string, text: string): void {
  mkdirSync(join(root, file, '..'), { recursive: true })
  writeFileSync(join(root, file), text)
}

function run(cwd: string, [program = '', ...args]: string[]): string {
  const script = join(ROOT, 'node_modules', program)
  const { stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd, encoding: 'utf8' })
  return stdout + stderr
}
