// The checkpoint thread: copies the log into the store's file and starts it anew, beside the event loop.

import { statSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { copyLog, startLogAnew } from './checkpoint.ts'
import type { FromThread, OfFile, ToThread } from './checkpointMessages.ts'
import { connect, RUNNING_PRAGMAS } from './sqliteConnection.ts'

const port = parentPort ?? fail('it is started by the store as a thread')
const { path, inode } = workerData as OfFile
const database = connect(path)
// Nothing is read before the first statement: of another file in its place, with our log beside it, it would make rubble.
if (statSync(path).ino !== inode) fail(`the file \`${path}\` was removed or replaced`)
database.exec(RUNNING_PRAGMAS)

port.on('message', (step: ToThread) => {
  if (step === 'close') {
    database.close()
    port.close()
  } else port.postMessage(answer(step))
})

function answer(step: 'copy' | 'empty'): FromThread {
  try {
    const left = copyLog(database)
    if (step === 'empty' && left === 0) startLogAnew(database)
    return { left }
  } catch (error) {
    return { failure: (error as Error).message }
  }
}

function fail(reason: string): never {
  throw new Error(reason)
}
