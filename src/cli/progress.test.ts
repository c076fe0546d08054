// What a person sees of long work, and what a script does not.

import { expect, test } from 'vitest'
import { Progress } from './progress.ts'

function shown(isTTY: boolean, times: readonly number[]): string {
  let now = 0
  let text = ''
  const stderr = { isTTY, write: (part: string) => (text += part) } as unknown as NodeJS.WritableStream
  const progress = new Progress({ stderr }, () => now)
  for (const each of times) {
    now = each
    progress.show(() => `at ${each}`)
  }
  progress.end()
  return text
}

test('on a terminal one line, from the second on, not more than ten times a second, and gone at the end', () => {
  expect(shown(true, [0, 500, 1100, 1150, 1250])).toBe('\r\u001b[Kat 1100\r\u001b[Kat 1250\r\u001b[K')
})

test('nothing of what is over within a second', () => {
  expect(shown(true, [0, 400, 900])).toBe('')
})

test('nothing where nobody looks', () => {
  expect(shown(false, [0, 2000, 4000])).toBe('')
})
