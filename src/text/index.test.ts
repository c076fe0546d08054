// Texts come from several files: no key may stand in two of them, where the later would win without a word.

import { globSync } from 'node:fs'
import { expect, test } from 'vitest'

const FOLDER = new URL('.', import.meta.url).pathname

test('each key stands in one file', async () => {
  const seen = new Map<string, string>()
  for (const file of globSync('**/en.ts', { cwd: FOLDER })) {
    const { en } = (await import(`${FOLDER}${file}`)) as { en: object }
    for (const key of Object.keys(en)) {
      expect(seen.get(key), `\`${key}\` of ${file}`).toBeUndefined()
      seen.set(key, file)
    }
  }
  expect(seen.size).toBeGreaterThan(100)
})
