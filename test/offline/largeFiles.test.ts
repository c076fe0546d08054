// Files from people that are far too large: a clear answer or a clear error, and bounded memory, of the real command.

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { groupAnswer, permission } from './files.ts'

const MIB = 1024 * 1024
const PEAK = fileURLToPath(new URL('./peakMemory.ts', import.meta.url))

const folder = mkdtempSync(join(tmpdir(), 'menshen-large-'))
const huge = join(folder, 'huge.json')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** `piece` again and again, up to a size, between a head and a tail. */
function fill(path: string, size: number, [head, piece, tail]: readonly [string, string, string]): void {
  const descriptor = openSync(path, 'w')
  const many = piece.repeat(Math.ceil(MIB / piece.length))
  writeSync(descriptor, head)
  for (let written = 0; written < size; written += many.length) writeSync(descriptor, many)
  writeSync(descriptor, `${piece.slice(0, -1)}${tail}`)
  closeSync(descriptor)
}

/** A shell runs `$@`, so that what it reads can be a pipe. */
function menshen(script: string, ...args: readonly string[]) {
  const peakFile = join(folder, 'peak')
  const { status, stdout, stderr } = spawnSync(
    'sh',
    ['-c', script, 'sh', process.execPath, `--import=${PEAK}`, 'src/cli/main.ts', ...args],
    {
      encoding: 'utf8',
      maxBuffer: 512 * MIB,
      env: {
        ...process.env,
        LC_ALL: 'C',
        MENSHEN_LANG: '',
        NODE_NO_WARNINGS: '1',
        PEAK_MEMORY_FILE: peakFile,
      },
    },
  )
  return { status, stdout, stderr, peak: Number(readFileSync(peakFile, 'utf8')) / 1024 }
}

describe('large files', { timeout: 300_000 }, () => {
  beforeAll(() => {
    const [head = '', tail = ''] = JSON.stringify(groupAnswer([{ rules: true }])).split('{"rules":true}')
    fill(huge, 200 * MIB, [head, `${JSON.stringify(permission())},`, tail])
  })

  test.each([
    ['check', []],
    ['exposure', ['--to', 'tcp/22']],
  ] as const)('200 MB of rules are refused by `%s` before they are read', (verb, options) => {
    const { status, stdout, stderr, peak } = menshen('"$@"', verb, huge, ...options)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toBe(
      `menshen: \`${huge}\`: 201 MiB are more than the 128 MiB that are read at once: save one group or one page of rules per file\n`,
    )
    expect(peak).toBeLessThan(250)
  })

  test('200 MB that come through a pipe, which does not say its length, are read up to the limit', () => {
    const { status, stderr, peak } = menshen(`cat '${huge}' | "$@"`, 'check', '/dev/stdin')
    expect(status).toBe(2)
    expect(stderr).toContain('are more than the 128 MiB that are read at once')
    expect(peak).toBeLessThan(500)
  })

  test('a file that never ends is refused', () => {
    const { status, stderr, peak } = menshen('"$@"', 'check', '/dev/zero')
    expect(status).toBe(2)
    expect(stderr).toContain('are more than the 128 MiB')
    expect(peak).toBeLessThan(500)
  })

  test('Ctrl-C ends it at once and without a word', async () => {
    const pipe = join(folder, 'pipe')
    spawnSync('mkfifo', [pipe])
    const child = spawn(process.execPath, ['src/cli/main.ts', 'check', pipe], {
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
    const writer = await open(pipe, 'w')
    // More than a pipe holds: once this is taken, the file is being read.
    await writer.write(' '.repeat(MIB))
    child.kill('SIGINT')
    const [code, signal] = await once(child, 'close')
    await writer.close()
    expect([code, signal, said]).toEqual([null, 'SIGINT', ''])
  })

  test('a file of nothing but small values, each of which needs more memory than text, is refused', () => {
    const path = join(folder, 'dense.json')
    fill(path, 120 * MIB, ['[', '{},', ']'])
    const { status, stderr, peak } = menshen('"$@"', 'check', path)
    expect(status).toBe(2)
    expect(stderr).toContain('values are more than the 20000000 that are read at once')
    expect(peak).toBeLessThan(800)
  })

  test('100,000 rules are audited, each high-risk port over all of them', () => {
    const rows = Array.from({ length: 100_000 }, (_, at) => ({
      ...permission({ SecurityGroupRuleId: `sgr-${at}`, PortRange: at % 10 === 0 ? '-1/-1' : '22/22' }),
      SourceCidrIp: `${1 + (at >> 16)}.${(at >> 8) & 255}.${at & 255}.0/24`,
      ...{ Policy: at % 7 === 0 ? 'Drop' : 'Accept', Priority: String(1 + (at % 100)) },
    }))
    const path = join(folder, 'many.json')
    writeFileSync(path, JSON.stringify(groupAnswer(rows)))
    const { status, stdout, stderr, peak } = menshen('"$@"', 'check', path, '--json')
    expect([status, stderr]).toEqual([1, ''])
    const { findings } = JSON.parse(stdout) as { findings: readonly { readonly check: string }[] }
    expect(findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['exposed-port', 'quota-pressure']),
    )
    expect(peak).toBeLessThan(1200)
  })
})
