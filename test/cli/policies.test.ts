// Declarative policy and questions over all packets, typed as a user types them, against a server of their own.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CommandResult, TestServer } from '../sdk/server.ts'

const folder = mkdtempSync(join(tmpdir(), 'menshen-policy-'))
const server = new TestServer(folder)
const EXAMPLE = new URL('../../examples/policy', import.meta.url).pathname

beforeAll(() => server.start({ MENSHEN_ENFORCE: 'simulated' }), 120_000)
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

const menshen = (...args: string[]): CommandResult => server.command(args)
const json = (...args: string[]) => JSON.parse(menshen(...args, '--json').stdout)

describe('the example policy', { timeout: 240_000 }, () => {
  test('is planned, applied from the plan, and then as declared', () => {
    const planned = menshen('plan', '-f', EXAMPLE)
    expect(planned.code).toBe(1)
    expect(planned.stdout).toMatch(/\+ securityGroup sg-new\d+ shop-data/)
    expect(planned.stdout).toContain('5 passed, 0 failed, 0 undecided')
    const [, plan = ''] = /plan saved: (plan-\w+)/.exec(planned.stdout) ?? []
    const applied = menshen('apply', plan)
    expect([applied.code, applied.stderr]).toEqual([0, ''])
    const again = menshen('plan', '-f', EXAMPLE)
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('nothing to do: policy `shop`')])
    expect(menshen('apply', plan)).toMatchObject({ code: 2, stderr: expect.stringContaining(plan) })
    const twice = menshen('apply', '-f', EXAMPLE, '--lang', 'zh-CN')
    expect([twice.code, twice.stdout]).toEqual([0, expect.not.stringContaining('+')])
  })

  test('its tests run in CI, in every form', () => {
    expect(menshen('test', EXAMPLE).stdout).toContain('5 passed, 0 failed')
    const junit = menshen('test', '--junit')
    expect(junit.stdout).toMatch(/<testsuite name="menshen test" tests="5" failures="0" errors="0">/)
    expect(junit.stdout).toMatch(/file=".*shop\.test\.yaml" line="\d+"/)
    expect(JSON.parse(menshen('test', '--sarif').stdout).runs[0].results).toEqual([])
    expect(menshen('tests', 'ls').stdout).toContain('nobody outside reaches the data')
    const bad = join(folder, 'bad.yaml')
    writeFileSync(bad, 'tests:\n  - allow: any => any\n')
    expect(menshen('test', bad)).toMatchObject({ code: 2, stderr: expect.stringContaining('bad.yaml:2:5: ') })
  })

  test('a failing test names its line and ends with 1', () => {
    const file = join(folder, 'wish.yaml')
    writeFileSync(file, 'policy: wish\ntests:\n  - name: nobody\n    allow: internet -> group:none\n')
    expect(menshen('test', file).stderr).toContain('no file declares a group `none`')
    writeFileSync(file, `policy: wish\ngroups:\n  none: {}\ntests:\n  - allow: internet -> 10.0.0.0/8\n`)
    // Nobody is there: nothing to let through.
    for (const form of [[], ['--junit']])
      expect(menshen('test', file, ...form)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('nobody now'),
      })
  })

  test('nothing declared is nothing to do, and a misspelled name is no success', () => {
    const file = join(folder, 'empty.yaml')
    writeFileSync(file, 'policy: empty\n')
    const planned = menshen('plan', '-f', file)
    expect([planned.code, planned.stdout]).toEqual([
      0,
      expect.stringContaining('nothing to do: policy `empty`'),
    ])
    expect(planned.stdout).not.toContain('plan-')
    writeFileSync(file, 'policy: empty\ntests:\n  - deny: internet -> shop-db-1x\n')
    const refused = menshen('test', file)
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('empty.yaml:3:5: nobody is called `shop-db-1x`'),
    ])
  })

  test('drift is shown and undone', () => {
    const [group] = json('sg', 'ls').filter(({ name }: { name: string }) => name === 'shop-web')
    menshen('rule', 'add', group.id, 'mysql', '--from', '0.0.0.0/0')
    const planned = menshen('plan', '-f', EXAMPLE)
    expect(planned.stdout).toMatch(/drift .*\n- .*3306/)
    expect(menshen('apply', '-f', EXAMPLE, '--dry-run').stdout).toContain('preview')
    menshen('apply', '-f', EXAMPLE)
    expect(menshen('plan', '-f', EXAMPLE).code).toBe(0)
  })

  test('a group and its own export are the same, what its lists hold included', () => {
    const [group] = json('sg', 'ls').filter(({ name }: { name: string }) => name === 'shop-web')
    const file = join(folder, 'web.json')
    menshen('sg', 'export', group.id, '-o', file)
    const differs = menshen('diff', group.id, file)
    expect([differs.code, differs.stdout]).toEqual([0, expect.not.stringContaining('not known')])
  })

  test('no file, or one in the code page of an old spreadsheet', () => {
    expect(menshen('plan').stderr).toContain("required option '-f, --file <path>'")
    const file = join(folder, 'gbk.yaml')
    // `数据` in GBK.
    const name = Buffer.from([0xca, 0xfd, 0xbe, 0xdd])
    writeFileSync(
      file,
      Buffer.concat([
        Buffer.from('policy: gbk\ngroups:\n  data: { description: '),
        name,
        Buffer.from(' }\n'),
      ]),
    )
    const [group] = json('plan', '-f', file, '--no-save').changes
    expect(group.after.description).toBe('数据')
  })

  test('the published schema is the one that is read', async () => {
    const published = JSON.parse(
      readFileSync(new URL('../../docs/policy.schema.json', import.meta.url), 'utf8'),
    )
    const answer = await fetch(`${server.credentials.endpoint}/api/v1/policy.schema.json`)
    expect(await answer.json()).toEqual(published)
  })
})

describe('recorded flows', { timeout: 240_000 }, () => {
  test('under policy files and between revisions, of a log in a file or of the server itself', async () => {
    const [group] = json('sg', 'ls').filter(({ name }: { name: string }) => name === 'shop-web')
    const { endpoint, api } = server.credentials
    const status = await fetch(`${endpoint}/api/v1/status`, {
      headers: { authorization: `Bearer ${api.token}` },
    })
    const { revision } = (await status.json()) as { revision: number }
    menshen('sg', 'modify', group.id, '--name', 'shop-web-2')
    const log = join(folder, 'vpc.log')
    writeFileSync(log, '1 1 eni-none 203.0.113.9 10.0.0.5 40000 22 6 3 180 1793520000 1793520060 ACCEPT OK\n')
    const told = json('replay', String(revision), '--flows', log)
    expect(told).toMatchObject({ from: revision, answers: 0, recorded: { flows: 1, unplaced: 1, opens: [] } })
    menshen('sg', 'modify', group.id, '--name', 'shop-web')
    const planned = menshen('replay', '-f', EXAMPLE)
    expect([planned.code, planned.stdout]).toEqual([0, expect.stringContaining('the flow log is empty')])
    expect(menshen('replay', '-f', EXAMPLE, '--flows', log, '--lang', 'zh-CN').stdout).toContain('1 条记录')
    expect(menshen('replay', '999999')).toMatchObject({ code: 2, stderr: expect.stringContaining('999999') })
  })
})

describe('questions over all packets', { timeout: 240_000 }, () => {
  test('exit codes tell scripts what was found', () => {
    expect(menshen('prove', 'internet !-> 10.0.0.0/8').code).toBe(0)
    const some = menshen('prove', 'internet -> 10.0.0.0/8')
    expect([some.code, some.stdout]).toEqual([1, expect.stringContaining('not one packet gets there')])
    expect(menshen('prove', 'nobody !-> any')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nobody'),
    })
    expect(menshen('prove', 'any to any', '--lang', 'zh-CN').stderr).toContain('无法理解')
    expect(menshen('prove', 'any !-> any', '--data', join(folder, 'none')).code).toBe(2)
  })

  test('reach and audit', () => {
    expect(menshen('reach', 'any', 'tcp/22').stdout).toContain('0 of the interfaces here reach it on tcp/22')
    const matrix = menshen('reach', '--service', 'tcp/22', '--matrix').stdout
    expect(matrix).toContain('0 of 0 pairs')
    expect(matrix).toMatch(/groups without interfaces, left out here: \d+/)
    expect(matrix).not.toContain('shop-app')
    expect(menshen('who-can-reach', 'any').stderr).toContain('name a service')
    const [group] = json('sg', 'ls').filter(({ name }: { name: string }) => name === 'shop-app')
    const asked = menshen('reach', '--service', 'tcp/22', '--matrix', '--groups', group.id).stdout
    expect(asked).toContain(`${group.id} shop-app`)
    menshen('rule', 'add', group.id, 'ssh', '--from', '0.0.0.0/0')
    const audit = menshen('audit', '--fail-on', 'high')
    expect(audit.code).toBe(1)
    expect(audit.stdout).toContain(group.id)
    expect(JSON.parse(menshen('audit', '-o', 'sarif').stdout).version).toBe('2.1.0')
    expect(menshen('audit', '-o', 'junit').stdout).toContain('<testsuites')
    expect(json('audit', group.id).findings.length).toBeGreaterThan(0)
    menshen('apply', '-f', EXAMPLE)
  })
})
