// Each text that users read exists in Chinese and in English, with the same blanks to fill in.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exists, files, ROOT } from './repository.ts'

const chinese = files('src/text/**/zhCN.ts')

/** path of the text → the text, for all exported objects of a module */
async function textsOf(file: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  const walk = (value: unknown, path: string) => {
    if (typeof value === 'string') texts.set(path, value)
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`)
    }
  }
  // The exports are called en and zhCN, so only what is inside them counts.
  for (const exported of Object.values(await import(join(ROOT, file)))) walk(exported, '')
  return texts
}

function blanks(text: string | undefined): string[] {
  return [...new Set([...(text ?? '').matchAll(/\{\{[^}]+\}\}/g)].map(([blank]) => blank))].sort()
}

test.each(chinese)('%s and en.ts beside it have the same texts', async (file) => {
  const partner = file.replace(/zhCN\.ts$/, 'en.ts')
  expect(exists(partner), `${partner} is missing`).toBe(true)
  const [zh, en] = [await textsOf(file), await textsOf(partner)]
  expect([...en.keys()].sort(), `${partner} and ${file} must have the same keys`).toEqual(
    [...zh.keys()].sort(),
  )
  for (const [key, text] of zh) {
    expect(text.trim(), `${file} ${key} is empty`).not.toBe('')
    expect(blanks(text), `${key}: other blanks than in ${partner}`).toEqual(blanks(en.get(key)))
  }
})
