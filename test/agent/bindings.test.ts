// Bindings are changed by one command at a time, whatever those before it left behind.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { bindingsFile, changeBindings, readBindings } from '../../src/agent/bindings.ts'

const folder = mkdtempSync(join(tmpdir(), 'menshen-bindings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const guarded = (name: string) =>
  changeBindings(folder, (before) => ({ ...before, guards: [...before.guards, name] }))

test('many at once: none is lost, and nothing is left', async () => {
  const names = Array.from({ length: 20 }, (_, at) => `g${at}`)
  await Promise.all(names.map(guarded))
  expect([...readBindings(folder).guards].sort()).toEqual([...names].sort())
  expect(readdirSync(folder)).toEqual(['ports.json'])
})

test('a lock of a command that was killed, or that says nothing, holds nobody up', async () => {
  const ended = spawnSync('true').pid
  for (const text of [`${ended} 1\n`, '', 'nonsense']) {
    writeFileSync(`${bindingsFile(folder)}.lock`, text)
    const start = performance.now()
    await guarded(`after${text.length}`)
    expect(performance.now() - start).toBeLessThan(10_000)
  }
  expect(readdirSync(folder)).toEqual(['ports.json'])
})
