// `menshen exposure` and `menshen check` as scripts call them: exit codes, JSON, both languages, bad input.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { groupAnswer, permission } from './files.ts'

const folder = mkdtempSync(join(tmpdir(), 'menshen-offline-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

function menshen(...args: string[]) {
  const node = ['--disable-warning=ExperimentalWarning', 'src/cli/main.ts', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, node, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', MENSHEN_LANG: '' },
  })
  return { status, stdout, stderr }
}

const open = file('open.json', groupAnswer([permission()]))
const byList = file('list.json', groupAnswer([permission({ SourceCidrIp: '', SourcePrefixListId: 'pl-1' })]))

describe('menshen exposure', { timeout: 60_000 }, () => {
  test('open: exit 1, with exactly the promised fields', () => {
    const { status, stdout } = menshen('exposure', open, '--to', 'tcp/22', '--json')
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toEqual({
      open: true,
      witness: { src: expect.any(String), proto: 'tcp', dport: 22 },
      rules: ['sgr-1'],
      because: 'tcp/22 is open to the internet by rule sgr-1 (sg-a, 1)',
    })
  })

  test('closed: exit 0', () => {
    const { status, stdout } = menshen('exposure', open, '--to', 'tcp/80', '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ open: false, witness: null, rules: [] })
  })

  test('unknown: exit 4, and decided once the context is given', () => {
    const { status, stdout } = menshen('exposure', byList, '--to', 'tcp/22', '--json')
    expect(status).toBe(4)
    expect(JSON.parse(stdout)).toMatchObject({ open: 'unknown', witness: null, rules: ['sgr-1'] })
    const context = file('pl.json', { 'pl-1': ['10.0.0.0/8'] })
    expect(menshen('exposure', byList, '--to', 'tcp/22', '--context', context).status).toBe(0)
    expect(
      menshen('exposure', byList, '--to', 'tcp/22', '--context', context, '--from', '10.1.0.0/16').status,
    ).toBe(1)
  })

  test('a reader that has enough ends it without a word', () => {
    const many = Array.from({ length: 2000 }, (_, at) =>
      permission({ SecurityGroupRuleId: `sgr-${at}`, SourceCidrIp: `10.${at >> 8}.${at & 255}.0/24` }),
    )
    const path = file('many.json', groupAnswer(many))
    const command = `"${process.execPath}" --disable-warning=ExperimentalWarning src/cli/main.ts check "${path}" --severity info | head -1`
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' })
    expect([stdout.split('\n').length, stderr]).toEqual([2, ''])
  })

  test('a dash reads what comes in by a pipe', () => {
    const node = [
      '--disable-warning=ExperimentalWarning',
      'src/cli/main.ts',
      'exposure',
      '-',
      '--to',
      'tcp/22',
    ]
    const input = JSON.stringify(groupAnswer([permission()]))
    expect(spawnSync(process.execPath, node, { encoding: 'utf8', input }).status).toBe(1)
  })

  test('in Chinese', () => {
    const { stdout } = menshen('exposure', open, '--to', 'tcp/22', '--lang', 'zh-CN')
    expect(stdout).toContain('开放  tcp/22 对互联网开放，由规则 sgr-1 (sg-a, 1) 放行')
  })

  test('usage: exit 2 with one line that says what is expected', () => {
    const ports = menshen('exposure', open, '--to', 'tcp/99999')
    expect([ports.status, ports.stdout]).toEqual([2, ''])
    expect(ports.stderr).toBe(
      'menshen: cannot read `tcp/99999`: expected tcp/22, udp/53, tcp/1-65535, icmp, ip/50 or all\n',
    )
    expect(menshen('exposure', open, '--to', 'tcp/22', '--from', 'anywhere').status).toBe(2)
    expect(menshen('exposure', open).status).toBe(2)
    expect(menshen('exposure', join(folder, 'absent.json'), '--to', 'tcp/22').stderr).toContain('ENOENT')
  })

  test('a file of 200 MiB is refused before it is read', () => {
    const huge = file('huge.json', '')
    truncateSync(huge, 200 * 1024 * 1024)
    const { status, stderr } = menshen('exposure', huge, '--to', 'tcp/22', '--lang', 'zh-CN')
    expect(status).toBe(2)
    expect(stderr).toContain('200 MiB 超过一次可读取的 128 MiB')
  })

  test('100,000 rules are answered', () => {
    const rows = Array.from({ length: 100_000 }, (_, at) => ({
      ...{ SecurityGroupRuleId: `sgr-${at}`, Direction: 'ingress', IpProtocol: 'TCP', PortRange: '22/22' },
      SourceCidrIp: `${1 + (at >> 16)}.${(at >> 8) & 255}.${at & 255}.0/24`,
      ...{ Policy: at % 2 === 0 ? 'Accept' : 'Drop', Priority: String(1 + (at % 100)) },
    }))
    const many = file('many.json', groupAnswer(rows))
    const { status, stdout } = menshen('exposure', many, '--to', 'tcp/22', '--json')
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ open: true, witness: { dport: 22 } })
  })
})

describe('menshen check', { timeout: 60_000 }, () => {
  test('a finding: exit 1, JSON with witness, remedy and effect', () => {
    const { status, stdout } = menshen('check', open, '--json')
    expect(status).toBe(1)
    const { findings } = JSON.parse(stdout) as { findings: readonly Record<string, unknown>[] }
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({
      check: 'exposed-port',
      severity: 'high',
      groups: ['sg-a'],
      rules: ['sgr-1'],
    })
    expect(Object.keys(findings[0] ?? {}).sort()).toEqual([
      'changes',
      'check',
      'effect',
      'groups',
      'message',
      'remedy',
      'rules',
      'severity',
      'witness',
    ])
  })

  test('clean: exit 0 in both languages', () => {
    const clean = file('clean.json', groupAnswer([permission({ SourceCidrIp: '10.0.0.0/8' })]))
    expect(menshen('check', clean)).toEqual({ status: 0, stdout: 'no finding\n', stderr: '' })
    expect(menshen('check', clean, '--lang', 'zh-CN').stdout).toBe('没有发现\n')
  })

  test('SARIF names the check, the level and the file', () => {
    const { stdout } = menshen('check', open, '-o', 'sarif')
    const { version, runs } = JSON.parse(stdout)
    expect(version).toBe('2.1.0')
    expect(runs[0].results).toHaveLength(1)
    expect(runs[0].results[0]).toMatchObject({ ruleId: 'exposed-port', level: 'error' })
    expect(runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toContain('open.json')
  })

  test('JUnit has one case per check, and texts from files do no harm', () => {
    const odd = file('odd.json', groupAnswer([permission()], { SecurityGroupName: '<a> & "b"\u0007' }))
    const { stdout } = menshen('check', odd, '-o', 'junit', '--severity', 'info')
    expect(stdout.match(/<testcase /g)).toHaveLength(13)
    expect(stdout).toContain('failures="2"')
    expect(stdout).toContain('&lt;a&gt; &amp; &quot;b&quot;')
  })

  test('an output that does not exist: exit 2', () => {
    const { status, stderr } = menshen('check', open, '-o', 'pdf')
    expect([status, stderr]).toEqual([
      2,
      'menshen: cannot use `pdf`: expected one of text, json, sarif, junit\n',
    ])
  })
})
