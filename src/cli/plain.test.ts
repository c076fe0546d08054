// Text of others on a terminal.

import { expect, test } from 'vitest'
import { oneLine, plain, plainJson } from './plain.ts'

test.each([
  ['a\u001b[31mred\u001b[39m', 'a\u001b[31mred\u001b[39m'],
  ['\u001b[2J\u001b[8mhidden', '␛[2J␛[8mhidden'],
  ['\u001b]0;title\u0007', '␛]0;title␇'],
  ['\u009b31m \u0090', '�31m �'],
  ['over\rwritten\b\b', 'over␍written␈␈'],
  ['two\nlines\tand 中文 🙂', 'two\nlines\tand 中文 🙂'],
  ['\u202egnp.exe\u2066', '�gnp.exe�'],
  ['\u0000\u007f', '␀␡'],
])('%j', (text, shown) => expect(plain(text)).toBe(shown))

test('one line stays one, and takes no colour', () => {
  expect(oneLine('\u001b[31mred\u001b[39m\u0007')).toBe('␛[31mred␛[39m␇')
  expect(oneLine('a\n+ ingress ACCEPT all\r\nb\tc')).toBe('a⏎+ ingress ACCEPT all⏎b c')
})

test('JSON means the same', () => {
  const value = { text: '\u001b\u009b\u007f\u202e中' }
  expect(JSON.parse(plainJson(value))).toEqual(value)
  expect(plainJson(value)).toBe('{"text":"\\u001b\\u009b\\u007f\\u202e中"}')
})
