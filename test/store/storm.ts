// Child process of the crash test: writes without pause and prints each revision once it is acknowledged.

import { writeSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { openStore } from '../../src/store/index.ts'
import { stormWrites } from './stormWrites.ts'

const [file = '', writers = '1', pages = '', killAtCommit = '0', when = 'before'] = process.argv.slice(2)

if (killAtCommit !== '0') dieAtCommit(Number(killAtCommit), when)

const store = await openStore(file, {
  keepChanges: 200,
  ...(pages === '' ? {} : { checkpointPages: Number(pages) }),
})
writeSync(1, `open ${store.revision}\n`)
await Promise.all(Array.from({ length: Number(writers) }, storm))

async function storm(): Promise<never> {
  for (;;) {
    const { revision } = await store.transact((transaction) => {
      for (const body of stormWrites(Number(transaction.get('account', 'count')?.name ?? 0) + 1)) {
        if (body.remove) transaction.remove('account', body.account.id)
        else transaction.put('account', body.account)
      }
    })
    // Synchronous: what the parent has not read when we die still lies in the pipe.
    writeSync(1, `${revision}\n`)
  }
}

/** Dies with everything written but COMMIT, or with COMMIT done and nobody told. */
function dieAtCommit(count: number, moment: string): void {
  const exec = DatabaseSync.prototype.exec
  let left = count
  DatabaseSync.prototype.exec = function (sql) {
    if (sql === 'commit') left -= 1
    if (left === 0 && moment === 'before') process.kill(process.pid, 'SIGKILL')
    exec.call(this, sql)
    if (left === 0) process.kill(process.pid, 'SIGKILL')
  }
}
