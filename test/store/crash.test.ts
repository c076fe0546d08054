// kill -9 in the middle of a write storm, and torn write-ahead logs: no acknowledged change is lost, none is half there.

import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import { numbers, take, upTo } from './changes.ts'
import { stormState } from './stormWrites.ts'

const directory = mkdtempSync(join(tmpdir(), 'menshen-crash-'))
afterAll(() => rmSync(directory, { recursive: true }))

const run = promisify(execFile)

const STORM = join(import.meta.dirname, 'storm.ts')
const DIE_IN_THREAD = join(import.meta.dirname, 'dieInThread.ts')

interface Storm {
  /** The last revision that the child was told to be durable; 0 when it had not come so far. */
  readonly acknowledged: number
}

interface Weather {
  readonly writers: number
  /** Pages of the log that make it take a checkpoint. */
  readonly pages?: number | undefined
  /** By us so long after its first acknowledgement, or by itself. */
  readonly end:
    | { readonly delayMs: number }
    | { readonly commit: number; readonly when: string }
    | { readonly statement: string; readonly round: number; readonly when: string }
}

function start(file: string, { writers, pages, end }: Weather): ChildProcessByStdio<null, Readable, null> {
  const own = 'commit' in end ? [String(end.commit), end.when] : []
  const inThread = 'statement' in end ? ['--import', DIE_IN_THREAD] : []
  const environment =
    'statement' in end
      ? { DIE_AT: end.statement, DIE_AFTER: String(end.round), DIE_WHEN: end.when }
      : undefined
  return spawn(
    process.execPath,
    [
      ...['--disable-warning=ExperimentalWarning', ...inThread],
      ...[STORM, file, String(writers), String(pages ?? ''), ...own],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...environment } },
  )
}

/** Runs the storm until it is killed. */
function storm(file: string, weather: Weather): Promise<Storm> {
  const child = start(file, weather)
  const { end } = weather
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

test.each([
  { kills: 24, checkpoints: 'none', pages: undefined, longest: 90 },
  // The thread is there some 50 ms after the first one was wanted.
  { kills: 12, checkpoints: 'one after the other', pages: 8, longest: 300 },
])(
  '$kills kills at any moment of a write storm lose no acknowledged change; checkpoints: $checkpoints',
  async ({ kills, pages, longest }) => {
    const file = join(directory, `storm-${pages}.db`)
    let last = 0
    for (let round = 0; round < kills; round++) {
      const end = { delayMs: (round * 67) % longest }
      const { acknowledged } = await storm(file, { writers: 1 + (round % 3) * 8, pages, end })
      const revision = await checkWhole(file)
      expect(revision).toBeGreaterThanOrEqual(Math.max(acknowledged, last))
      last = revision
    }
    // How far it comes in between is the machine’s affair; nowhere would be no storm.
    expect(last).toBeGreaterThan(50)
  },
  240_000,
)

test.each([
  { when: 'before', kept: 0 },
  { when: 'after', kept: 1 },
])(
  'death in mid-commit, $when it takes effect, leaves $kept of it',
  async ({ when, kept }) => {
    const file = join(directory, `commit-${when}.db`)
    await storm(file, { writers: 1, end: { delayMs: 20 } })
    for (const commit of [1, 2, 9]) {
      const before = await checkWhole(file)
      await storm(file, { writers: 1, end: { commit, when } })
      expect(await checkWhole(file)).toBe(before + commit - 1 + kept)
    }
  },
  60_000,
)

describe('death in the checkpoint thread', () => {
  test.each([
    { at: 'copying the log', statement: 'wal_checkpoint', rounds: [1, 2, 3, 7] },
    { at: 'starting it anew', statement: 'user_version', rounds: [1, 2, 5] },
  ])(
    'before and after $at loses nothing',
    async ({ statement, rounds }) => {
      const file = join(directory, `${statement}.db`)
      let last = 0
      for (const round of rounds)
        for (const when of ['before', 'after']) {
          const end = { statement, round, when }
          const { acknowledged } = await storm(file, { writers: 3, pages: 12, end })
          const revision = await checkWhole(file)
          expect(acknowledged).toBeGreaterThan(last)
          expect(revision).toBeGreaterThanOrEqual(acknowledged)
          last = revision
        }
    },
    120_000,
  )
})

describe('a write-ahead log torn at any byte gives the state of some revision, whole', () => {
  /** What is left of it, torn at forty places. */
  async function torn(file: string): Promise<readonly number[]> {
    const size = statSync(`${file}-wal`).size
    const revisions = []
    for (let cut = 0; cut < 40; cut++) {
      const copy = `${file}-${cut}`
      copyFileSync(file, copy)
      copyFileSync(`${file}-wal`, `${copy}-wal`)
      truncateSync(`${copy}-wal`, Math.floor((size * cut) / 39))
      revisions.push(await checkWhole(copy))
    }
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b))
    return revisions
  }

  test('when it holds everything', async () => {
    const file = join(directory, 'torn.db')
    // Few enough commits that all of them still lie in the log.
    await storm(file, { writers: 4, end: { commit: 60, when: 'after' } })
    expect(new Set(await torn(file)).size).toBeGreaterThan(10)
  }, 60_000)

  test('when it was started anew, and older pages lie behind its end', async () => {
    const file = join(directory, 'torn-anew.db')
    const end = { statement: 'user_version', round: 3, when: 'after' }
    const { acknowledged } = await storm(file, { writers: 4, pages: 300, end })
    await storm(file, { writers: 1, end: { commit: 25, when: 'after' } })
    const revisions = await torn(file)
    expect(revisions[0]).toBeGreaterThanOrEqual(acknowledged)
    expect(new Set(revisions).size).toBeGreaterThan(5)
  }, 60_000)
})

test('no other process gets at the file while checkpoints are taken, and the next server once it is dead', async () => {
  const file = join(directory, 'taken.db')
  const child = start(file, { writers: 2, pages: 8, end: { delayMs: 0 } })
  const dead = once(child, 'close')
  let acknowledged = 0
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    acknowledged = Number(text.trim().split('\n').at(-1)) || acknowledged
  })
  await vi.waitFor(() => expect(acknowledged).toBeGreaterThan(300), { timeout: 30_000 })
  // Processes of their own: this one must go on reading what the storm says.
  const refused = (...args: string[]) => run(process.execPath, args).catch((error: Error) => error.message)
  expect(await refused(STORM, file)).toContain(
    `cannot open the store \`${file}\`: another server is using it`,
  )
  const plain = `new (require('node:sqlite').DatabaseSync)(process.argv[1]).exec('select * from res')`
  expect(await refused('-e', plain, file)).toContain('database is locked')
  child.kill('SIGKILL')
  await dead
  expect(await checkWhole(file)).toBeGreaterThanOrEqual(acknowledged)
}, 60_000)
