// Nobody in Taiwan meets a simplified character: Big5 has none of those that only mainland China writes.

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { traditional } from '../../src/text/traditional/traditional.ts'
import { zhTW } from '../../web/src/text/zhTW.ts'
import { files, ROOT } from './repository.ts'

/** Characters of the standard itself (levels 1 and 2), without what Hong Kong added to it. */
function big5(): ReadonlySet<string> {
  const decoder = new TextDecoder('big5')
  const found = new Set<string>()
  for (let lead = 0xa4; lead <= 0xf9; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail > 0x7e && trail < 0xa1) continue
      const [first] = decoder.decode(Uint8Array.of(lead, trail))
      if (first !== undefined) found.add(first)
    }
  }
  return found
}

const KNOWN = big5()
const strangers = (text: string): readonly string[] =>
  [...text].filter((letter) => /\p{Script=Han}/u.test(letter) && !KNOWN.has(letter))

test('the standard is there, and knows what is simplified', () => {
  expect(KNOWN.size).toBeGreaterThan(13_000)
  expect(strangers('安全组规则')).toEqual(['组', '规', '则'])
  expect(strangers('安全性群組規則')).toEqual([])
})

test('the console in Traditional Chinese', () => {
  expect(Object.entries(zhTW).filter(([, text]) => strangers(text).length > 0)).toEqual([])
})

test.each(files('src/text/**/zhCN.ts'))('what the server says of %s', async (file) => {
  const { zhCN } = (await import(join(ROOT, file))) as { readonly zhCN: Readonly<Record<string, string>> }
  const left = Object.values(zhCN)
    .map(traditional)
    .filter((text) => strangers(text).length > 0)
  expect(left).toEqual([])
})
