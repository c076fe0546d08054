// What a commit costs in each store, beside the bare limit: INSERT and COMMIT in a loop on the same disk in the same run.

import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openStore } from '../src/store/index.ts'
import type { Store } from '../src/store/store.ts'
import { rule } from '../test/store/bodies.ts'
import { newFolder } from './leftovers.ts'
import { mustGo } from './teardown.ts'

interface Figures {
  readonly perSecond: number
  readonly cpuMs: number
}

const transactions = 10_000
const resources = 200_000
const directory = newFolder()

export async function run(): Promise<void> {
  const remove = mustGo(() => rmSync(directory, { recursive: true }))
  try {
    await commits()
    await restart()
  } finally {
    await remove()
  }
}

async function commits(): Promise<void> {
  // In rounds, best of each, so that a neighbour's noise does not fall on one of them only.
  const rounds = [1, 2, 3]
  const bare: Figures[] = []
  const memory: Figures[] = []
  const alone: Figures[] = []
  const together: Figures[] = []
  for (const round of rounds) {
    bare.push(await bareLimit(`bare-${round}.db`))
    memory.push(await storeCommits('memory:', 1))
    alone.push(await storeCommits(join(directory, `alone-${round}.db`), 1))
    together.push(await storeCommits(join(directory, `together-${round}.db`), 16))
  }
  console.log(`${transactions} transactions of one rule each, best of ${rounds.length} rounds`)
  const limit = best(bare)
  print('bare INSERT + COMMIT (node:sqlite)', limit, limit)
  print('memory store', best(memory), limit)
  print('sqlite store, 1 writer', best(alone), limit)
  print('sqlite store, 16 writers', best(together), limit)
}

/** The least that a durable change with its log entry can cost here. */
async function bareLimit(name: string): Promise<Figures> {
  const database = new DatabaseSync(join(directory, name))
  database.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full')
  database.exec('create table res (place integer primary key, body text not null)')
  const insert = database.prepare('insert into res values (?, ?)')
  const figures = await measure(async () => {
    for (let n = 0; n < transactions; n++) {
      database.exec('begin immediate')
      insert.run(n, JSON.stringify(rule(`sgr-${n}`, `sg-${n % 100}`)))
      database.exec('commit')
    }
  })
  database.close()
  return figures
}

async function storeCommits(url: string, writers: number): Promise<Figures> {
  const store = await openStore(url)
  let next = 0
  const writer = async (): Promise<void> => {
    while (next < transactions) {
      const n = next++
      await store.transact((transaction) => transaction.put('rule', rule(`sgr-${n}`, `sg-${n % 100}`)))
    }
  }
  const figures = await measure(() => Promise.all(Array.from({ length: writers }, writer)))
  if (store.revision !== transactions) throw new Error('transactions are missing')
  await store.close()
  return figures
}

async function measure(work: () => Promise<unknown>): Promise<Figures> {
  const cpu = process.cpuUsage()
  const begin = performance.now()
  await work()
  const seconds = (performance.now() - begin) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return { perSecond: transactions / seconds, cpuMs: (user + system) / 1000 / transactions }
}

function best(figures: readonly Figures[]): Figures {
  return {
    perSecond: Math.max(...figures.map((one) => one.perSecond)),
    cpuMs: Math.min(...figures.map((one) => one.cpuMs)),
  }
}

function print(name: string, { perSecond, cpuMs }: Figures, limit: Figures): void {
  const rate = `${Math.round(perSecond)}/s (${(perSecond / limit.perSecond).toFixed(2)} x bare)`
  const cpu = `${cpuMs.toFixed(3)} CPU-ms each (${(cpuMs / limit.cpuMs).toFixed(2)} x bare)`
  console.log(`${name.padEnd(36)} ${rate.padEnd(26)} ${cpu}`)
}

async function restart(): Promise<void> {
  const file = join(directory, 'restart.db')
  const first = await openStore(file)
  for (let from = 0; from < resources; from += 1000) await fillFrom(first, from)
  await first.close()
  const begin = performance.now()
  const second = await openStore(file)
  const ms = Math.round(performance.now() - begin)
  console.log(
    `restart with ${second.count('rule')} rules, ${Math.round(statSync(file).size / 1e6)} MB: ${ms} ms`,
  )
  await second.close()
}

function fillFrom(store: Store, from: number): Promise<unknown> {
  return store.transact((transaction) => {
    for (let n = from; n < Math.min(from + 1000, resources); n++) {
      transaction.put('rule', rule(`sgr-${n}`, `sg-${n % 2000}`))
    }
  })
}
