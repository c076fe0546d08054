// What a browser must load before the console shows the log-in, or its frame, stays within its budget.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { ROOT } from '../house/repository.ts'
import { describeUnless } from '../skipReason.ts'
import { noBrowser } from './world.ts'

const DIST = join(ROOT, 'web/dist')
/** KiB of JavaScript, packed; the components are most of it. */
const BUDGET = 350

type Manifest = Readonly<
  Record<string, { readonly file: string; readonly isEntry?: boolean; readonly imports?: readonly string[] }>
>

describeUnless(noBrowser, 'the scripts that must be there first', () => {
  let manifest: Manifest
  beforeAll(() => {
    manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8')) as Manifest
  })

  /** The entry and one view of it, with all that they import at once. */
  function packedKiB(view: string): number {
    const needed = new Set<string>()
    const add = (key: string): void => {
      if (needed.has(key)) return
      needed.add(key)
      for (const other of manifest[key]?.imports ?? []) add(other)
    }
    for (const [key, { isEntry }] of Object.entries(manifest)) if (isEntry === true) add(key)
    add(view)
    const sizes = [...needed].map((key) => {
      const file = manifest[key]?.file ?? ''
      return file.endsWith('.js') ? gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length : 0
    })
    return sizes.reduce((sum, size) => sum + size, 0) / 1024
  }

  test.each(['src/app/Login.tsx', 'src/app/Frame.tsx'])(`for %s are at most ${BUDGET} KiB packed`, (view) => {
    expect(manifest[view], `${view} is no part of its own any more`).toBeDefined()
    const total = packedKiB(view)
    expect(total).toBeGreaterThan(50)
    expect(total).toBeLessThan(BUDGET)
  })
})
