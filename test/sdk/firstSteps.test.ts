// The example of the README, run as it stands.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reasonNotToRun } from '../kernel/machine.ts'
import { describeUnless } from '../skipReason.ts'
import { TestServer } from './server.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

describeUnless(reasonNotToRun(), 'the first steps of the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'menshen-sdk-'))
  const server = new TestServer(folder)
  beforeAll(async () => {
    cpSync(at('../../examples/first-steps.mjs'), join(folder, 'first-steps.mjs'))
    symlinkSync(at('node_modules'), join(folder, 'node_modules'))
    await server.start()
    await server.healthy()
  }, 60_000)
  afterAll(() => server.remove(), 60_000)

  test('the connection succeeds and fails with the rule', () => {
    const settings = JSON.parse(server.command(['env', 'aliyun', '--format', 'json']).stdout) as Record<
      string,
      string
    >
    const done = spawnSync(process.execPath, [join(folder, 'first-steps.mjs')], {
      env: { ...process.env, ...settings, MENSHEN: at('../../menshen'), MENSHEN_DATA: server.dataDir },
      encoding: 'utf8',
    })
    expect(done.stderr).toBe('')
    expect(done.stdout.match(/connected|no answer/g)).toEqual([
      'no answer',
      'connected',
      'no answer',
      'connected',
    ])
  })
})
