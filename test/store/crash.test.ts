// kill -9 in the middle of a write storm, and torn write-ahead logs: no acknowledged change is lost, none is half there.

import { spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, test } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import { numbers, take, upTo } from './changes.ts'
import { stormState } from './stormWrites.ts'

const directory = mkdtempSync(join(tmpdir(), 'menshen-crash-'))
afterAll(() => rmSync(directory, { recursive: true }))

const STORM = join(import.meta.dirname, 'storm.ts')

interface Storm {
  /** The last revision that the child was told to be durable; 0 when it had not come so far. */
  readonly acknowledged: number
}

/** Runs the storm until it is killed: by us `delayMs` after its first acknowledgement, or by itself. */
function storm(
  file: string,
  writers: number,
  end: { delayMs: number } | { commit: number; when: string },
): Promise<Storm> {
  const own = 'commit' in end ? [String(end.commit), end.when] : []
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', STORM, file, String(writers), ...own],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let output = ''
  let timer: NodeJS.Timeout | undefined
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    if ('delayMs' in end) timer ??= setTimeout(() => child.kill('SIGKILL'), end.delayMs)
  })
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      if (signal !== 'SIGKILL') return reject(new Error(`the storm ended by itself: ${code}`))
      const lines = output
        .slice(0, output.lastIndexOf('\n') + 1)
        .trim()
        .split('\n')
      return resolve({ acknowledged: Math.max(0, ...lines.map((line) => Number(line.replace('open ', '')))) })
    })
  })
}

/** Opens what was left: whole, without gaps, exactly the state of its last revision. Gives that revision. */
async function checkWhole(file: string): Promise<number> {
  const store = await openStore(file, { keepChanges: 200 })
  const { revision, oldest } = store
  expect(new Map([...store.list('account')].map((one) => [one.id, one]))).toEqual(stormState(revision))
  expect(numbers(await take(store, oldest, revision - oldest))).toEqual(upTo(oldest + 1, revision))
  await store.close()
  const database = new DatabaseSync(file)
  expect(database.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
  database.close()
  return revision
}

test('24 kills at any moment of a write storm lose no acknowledged change', async () => {
  const file = join(directory, 'storm.db')
  let last = 0
  for (let round = 0; round < 24; round++) {
    const { acknowledged } = await storm(file, 1 + (round % 3) * 8, { delayMs: (round * 37) % 90 })
    const revision = await checkWhole(file)
    expect(revision).toBeGreaterThanOrEqual(Math.max(acknowledged, last))
    last = revision
  }
  // How far it comes in between is the machine’s affair; nowhere would be no storm.
  expect(last).toBeGreaterThan(50)
}, 120_000)

test.each([
  { when: 'before', kept: 0 },
  { when: 'after', kept: 1 },
])(
  'death in mid-commit, $when it takes effect, leaves $kept of it',
  async ({ when, kept }) => {
    const file = join(directory, `commit-${when}.db`)
    await storm(file, 1, { delayMs: 20 })
    for (const commit of [1, 2, 9]) {
      const before = await checkWhole(file)
      await storm(file, 1, { commit, when })
      expect(await checkWhole(file)).toBe(before + commit - 1 + kept)
    }
  },
  60_000,
)

test('a write-ahead log torn at any byte gives the state of some revision, whole', async () => {
  const file = join(directory, 'torn.db')
  // Few enough commits that all of them still lie in the log.
  await storm(file, 4, { commit: 60, when: 'after' })
  const size = statSync(`${file}-wal`).size
  const revisions = []
  for (let cut = 0; cut < 40; cut++) {
    const copy = join(directory, `torn-${cut}.db`)
    copyFileSync(file, copy)
    copyFileSync(`${file}-wal`, `${copy}-wal`)
    truncateSync(`${copy}-wal`, Math.floor((size * cut) / 39))
    revisions.push(await checkWhole(copy))
  }
  expect(revisions).toEqual([...revisions].sort((a, b) => a - b))
  expect(new Set(revisions).size).toBeGreaterThan(10)
}, 60_000)
