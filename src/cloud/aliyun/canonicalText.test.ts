// What is taken from the text as it came is what would have been built anew, or nothing.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalIn } from './canonicalText.ts'
import { parseFlat } from './parameters.ts'
import { percentEncode, stringToSignV1 } from './signature.ts'

const found = (text: string) => canonicalIn(text, parseFlat(text))

/** A pair in some client's manner of escaping. */
const LOOSE = [
  percentEncode,
  encodeURIComponent,
  (text: string) => new URLSearchParams({ '': text }).toString().slice(1),
  (text: string) => percentEncode(text).toLowerCase(),
  (text: string) =>
    [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
]
const word = fc.oneof(
  fc.constantFrom(
    '',
    'Signature',
    'A',
    'a',
    'A.1',
    'A.1.B',
    'Z',
    '中',
    '~',
    '!',
    ' ',
    '=',
    '&',
    '%',
    '+',
    'SignatureNonce',
  ),
  fc.string({ maxLength: 6 }).filter((text) => text.isWellFormed()),
)
const pairs = fc.array(fc.tuple(word, word, fc.constantFrom(...LOOSE), fc.constantFrom(...LOOSE)), {
  maxLength: 6,
})

test('is the canonical query whatever is sent, where it is anything', () => {
  let taken = 0
  fc.assert(
    fc.property(pairs, fc.boolean(), fc.nat(6), (drawn, isSorted, place) => {
      const all = drawn.map(([name, value, a, b]) => [name, `${a(name)}=${b(value)}`] as const)
      if (isSorted) all.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      const texts = all.map(([, text]) => text)
      texts.splice(Math.min(place, texts.length), 0, 'Signature=c2lnbmVk%3D')
      const text = texts.join('&')
      const canonical = found(text)
      if (canonical === null) return
      taken++
      expect(stringToSignV1('POST', [], canonical)).toBe(stringToSignV1('POST', parseFlat(text)))
    }),
    { numRuns: 3000 },
  )
  expect(taken).toBeGreaterThan(100)
})

test('is taken wherever the signature stands', () => {
  expect(found('A=1&B=%2F&Signature=x')).toBe('A=1&B=%2F')
  expect(found('Signature=x&A=1&B=%2F')).toBe('A=1&B=%2F')
  expect(found('A=1&Signature=x&B=')).toBe('A=1&B=')
  expect(found('A=1&Signature=x&SignatureNonce=y')).toBe('A=1&SignatureNonce=y')
})

test.each([
  ['without a signature', 'A=1&B=2'],
  ['in another order', 'B=2&A=1&Signature=x'],
  ['a name twice', 'A=1&A=1&Signature=x'],
  ['two signatures', 'A=1&Signature=x&Signature=y'],
  ['an escaped letter', 'A=%41&Signature=x'],
  ['the signature by another name', 'A=1&%53ignature=x'],
  ['a plus', 'A=1+2&Signature=x'],
  ['small letters in an escape', 'A=%2f&Signature=x'],
  ['what must be escaped', 'A=1/2&Signature=x'],
  ['an equals sign too many', 'A=1=2&Signature=x'],
  ['a name alone', 'A&Signature=x'],
  ['an empty pair', 'A=1&&Signature=x'],
  ['a long text', `A=${'1'.repeat(5000)}&Signature=x`],
])('nothing is taken from a text with %s', (_, text) => {
  expect(found(text)).toBeNull()
})
