// An analysis thread: keeps a copy of the state by the changes it is sent, and answers questions one after the other.

import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { mayDecide } from '../../core/analysis/change/touched.ts'
import { FaultError } from '../../core/model/faults.ts'
import { ResourceTables } from '../../core/model/tables.ts'
import { LiveResolver } from '../../core/policy/liveResolver.ts'
import { QuestionError } from '../api/questionError.ts'
import type { FromThread, Refused, ToThread } from './messages.ts'
import { questionNamed } from './questions/index.ts'

const PROGRESS_EVERY = 100

const port = parentPort ?? fail('it is started by the server as a thread')
const state = new ResourceTables()
const resolver = new LiveResolver(() => state)
/** Null until the snapshot is whole. */
let revision: number | null = null

// On Linux the thread that asks is meant; elsewhere it would be the whole process.
const { nice } = workerData as { readonly nice: number }
if (nice > 0 && process.platform === 'linux') setPriority(nice)

const send = (message: FromThread): void => port.postMessage(message)

port.on('message', (message: ToThread) => {
  switch (message.kind) {
    case 'snapshot':
      state.apply(message)
      return
    case 'state':
      state.apply(message)
      if (revision === null) resolver.restart()
      else resolver.take(message.writes.filter(mayDecide))
      revision = message.revision
      return
    case 'question':
      answer(message)
  }
})

function answer({ id, name, input, budget }: ToThread & { kind: 'question' }): void {
  send({ kind: 'begun', id })
  const end = performance.now() + budget
  let told = performance.now()
  const onProgress = (done: number, of: number): void => {
    if (performance.now() - told < PROGRESS_EVERY) return
    told = performance.now()
    send({ kind: 'progress', id, done, of })
  }
  try {
    if (revision === null) throw new Error('INVARIANT: the state comes before questions')
    const tools = { state, revision, resolver, isOver: () => performance.now() > end, onProgress }
    send({ kind: 'answer', id, revision, value: questionNamed(name)(input, tools) })
  } catch (error) {
    send({ kind: 'refused', id, why: refusedBy(error) })
  }
}

function refusedBy(error: unknown): Refused {
  if (error instanceof FaultError) return { kind: 'fault', fault: error.fault }
  if (error instanceof QuestionError) return { kind: 'question', key: error.key, values: error.values }
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  return { kind: 'error', message, stack }
}

function fail(reason: string): never {
  throw new Error(reason)
}
