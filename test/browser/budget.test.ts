// What a browser must load before the console shows anything stays within its budget.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ROOT } from '../house/repository.ts'

const DIST = join(ROOT, 'web/dist')
/** KiB of JavaScript, packed; the components are most of it. */
const BUDGET = 350

type Manifest = Readonly<
  Record<string, { readonly file: string; readonly isEntry?: boolean; readonly imports?: readonly string[] }>
>

test(`the scripts that the page itself needs are at most ${BUDGET} KiB`, () => {
  const manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8')) as Manifest
  const needed = new Set<string>()
  const add = (key: string): void => {
    if (needed.has(key)) return
    needed.add(key)
    for (const other of manifest[key]?.imports ?? []) add(other)
  }
  for (const [key, { isEntry }] of Object.entries(manifest)) if (isEntry === true) add(key)
  const sizes = [...needed].map((key) => {
    const file = manifest[key]?.file ?? ''
    return file.endsWith('.js') ? gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length : 0
  })
  const total = sizes.reduce((sum, size) => sum + size, 0) / 1024
  expect(needed.size).toBeGreaterThan(1)
  expect(total).toBeLessThan(BUDGET)
  console.log(`initial JavaScript: ${total.toFixed(0)} KiB packed, in ${needed.size} files`)
})
