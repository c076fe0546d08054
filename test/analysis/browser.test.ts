// The whole analysis bundled for a browser and run where nothing but the language itself is there: same answers.

import { fileURLToPath } from 'node:url'
import { constants, createContext, runInContext } from 'node:vm'
import { rolldown } from 'rolldown'
import { describe, expect, test } from 'vitest'
import { KINDS } from '../../src/core/model/resources.ts'
import { sampleWorlds } from '../random/world.ts'
import * as here from './everyAnalysis.ts'

const ENTRY = fileURLToPath(new URL('./everyAnalysis.ts', import.meta.url))

describe('in a browser', { timeout: 60_000 }, () => {
  test('the bundle needs nothing but the language and answers as Node does', async () => {
    const bundle = await rolldown({
      input: ENTRY,
      platform: 'browser',
      // Whatever is not ours would be a module of Node or of npm.
      external: (id) => !id.startsWith('.') && !id.startsWith('/'),
    })
    const { output } = await bundle.generate({ format: 'iife', name: 'menshen' })
    await bundle.close()
    const [chunk, ...others] = output
    expect(others).toEqual([])
    expect(chunk.imports).toEqual([])
    const context = createContext(constants.DONT_CONTEXTIFY)
    runInContext(chunk.code, context)
    for (const world of sampleWorlds(7, 10, 3)) {
      const writes = KINDS.flatMap((kind) =>
        [...world.world.list(kind)].map((body) => ({ kind, id: body.id, body })),
      )
      const text = JSON.stringify(writes)
      const there: unknown = runInContext(`menshen.everyAnswer(${JSON.stringify(text)})`, context)
      expect(there).toBe(here.everyAnswer(text))
    }
    expect(runInContext('typeof process + typeof require + typeof TextEncoder', context)).toBe(
      'undefinedundefinedundefined',
    )
  })
})
