// Epochs in half a mark: never the same number twice without all marks having been cleared in between.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Kernel } from '../../src/agent/script.ts'
import { SharedEpochs } from '../../src/agent/sharedEpochs.ts'

const folder = mkdtempSync(join(tmpdir(), 'menshen-epochs-'))
afterAll(() => rmSync(folder, { recursive: true }))

const CLEARS: Kernel = { shell: ['true'] }
const CANNOT: Kernel = { shell: ['false'] }

/** Few numbers, so that they come round within a test. */
const LAST = 100

test('C3: between two uses of a number all marks were cleared, also across restarts', async () => {
  let clears = 0
  const counting = (): SharedEpochs => {
    const made = new SharedEpochs(folder, LAST)
    const clear = made.afterChange.bind(made)
    made.afterChange = async (kernel) => {
      const before = JSON.stringify(readNote())
      await clear(kernel)
      if (JSON.stringify(readNote()) !== before) clears++
    }
    return made
  }
  const readNote = (): unknown => JSON.parse(readFileSync(join(folder, 'gate-epochs.json'), 'utf8')).cleared
  let epochs = counting()
  const last = new Map<number, number>()
  let repeated = 0
  for (let count = 1; count <= 1000; count++) {
    if (count % 130 === 0) epochs = counting()
    const epoch = epochs.next()
    expect(epoch).toBeGreaterThan(0)
    expect(epoch).toBeLessThanOrEqual(LAST)
    const before = last.get(epoch)
    if (before !== undefined) {
      repeated++
      expect(clears - before).toBeGreaterThanOrEqual(1)
    }
    await epochs.afterChange(CLEARS)
    last.set(epoch, clears)
  }
  expect(repeated).toBeGreaterThan(500)
}, 60_000)

test('numbers are noted before they are needed: a change between two others writes no file', async () => {
  const place = mkdtempSync(join(folder, 'ahead-'))
  const file = join(place, 'gate-epochs.json')
  const epochs = new SharedEpochs(place)
  epochs.next()
  await epochs.afterChange(CLEARS)
  for (let count = 0; count < 100; count++) {
    const noted = readFileSync(file, 'utf8')
    const epoch = epochs.next()
    expect(readFileSync(file, 'utf8')).toBe(noted)
    expect(new SharedEpochs(place).next()).toBeGreaterThan(epoch)
    writeFileSync(file, noted)
    await epochs.afterChange(CLEARS)
  }
})

test('while marks cannot be cleared, no number of the other half is given out', async () => {
  const epochs = new SharedEpochs(mkdtempSync(join(folder, 'stuck-')), LAST)
  epochs.next()
  await epochs.afterChange(CLEARS)
  for (let count = 1; count < LAST; count++) epochs.next()
  await expect(epochs.afterChange(CANNOT)).rejects.toThrow('cannot clear marks of sessions')
  expect(() => epochs.next()).toThrow('no more changes until they are')
})
