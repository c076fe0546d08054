// What a process that was killed has kept of its nonces, whole lines or torn ones, and what another boot means.

import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createNonces } from '../cloud/aliyun/nonces.ts'
import { openNonceJournal } from './nonceJournal.ts'

const MINUTE = 60_000
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'menshen-nonces-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a nonce that was taken before a kill is not taken after it', () => {
  expect(createNonces(openNonceJournal(folder, 0)).take('a', 'n', 15 * MINUTE, 0)).toBe(true)
  const after = createNonces(openNonceJournal(folder, 0))
  expect(after.take('a', 'n', 15 * MINUTE, MINUTE)).toBe(false)
  expect(after.take('a', 'm', 15 * MINUTE, MINUTE)).toBe(true)
})

test('a torn last line costs neither the lines before nor those after it', () => {
  createNonces(openNonceJournal(folder, 0)).take('a', 'n', 15 * MINUTE, 0)
  appendFileSync(join(folder, '15'), 'torn')
  createNonces(openNonceJournal(folder, 0)).take('a', 'm', 15 * MINUTE, 0)
  const third = createNonces(openNonceJournal(folder, 0))
  expect(third.take('a', 'n', 15 * MINUTE, 0)).toBe(false)
  expect(third.take('a', 'm', 15 * MINUTE, 0)).toBe(false)
})

test('files go when their minute is over', () => {
  const nonces = createNonces(openNonceJournal(folder, 0))
  nonces.take('a', 'n', 15 * MINUTE, 0)
  nonces.take('a', 'm', 32 * MINUTE, 17 * MINUTE)
  expect(readdirSync(folder).sort()).toEqual(['32', 'boot'])
})

test('the same boot knows everything; after another one, what is stamped before the start is unsure', () => {
  expect(openNonceJournal(folder, 5_700).unsureBefore).toBeNull()
  expect(openNonceJournal(folder, 5_700).unsureBefore).toBeNull()
  writeFileSync(join(folder, 'boot'), 'another\n')
  expect(openNonceJournal(folder, 5_700).unsureBefore).toBe(5_000)
  expect(openNonceJournal(folder, 9_900).unsureBefore).toBe(5_000)
})
