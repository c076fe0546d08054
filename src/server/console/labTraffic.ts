// Live traffic in labs: one real connection after the other, some that the rules let through and some that they stop.

import type { ResourceReader } from '../../core/model/resources.ts'
import { LAB_TAG } from '../../service/lab/createLab.ts'
import { probe } from './probing.ts'

const PAUSE_MS = 2_000

/** Instances by name; `internet` as everywhere. */
const WAYS = [
  ['internet', 'lab-web-1', '80'],
  ['lab-web-1', 'lab-app-1', '8080'],
  ['lab-app-1', 'lab-db-1', '3306'],
  ['internet', 'lab-web-2', '80'],
  ['lab-web-2', 'lab-app-1', '8080'],
  ['internet', 'lab-web-1', '22'],
  ['lab-app-1', 'lab-db-1', '5432'],
  ['lab-web-1', 'lab-db-1', '3306'],
] as const

/** Gives the way to end it. */
export function startLabTraffic(state: ResourceReader, dataDir: string): () => void {
  let turn = 0
  let timer: NodeJS.Timeout | undefined
  const next = (): void => {
    timer = setTimeout(() => void send().finally(next), PAUSE_MS)
    timer.unref()
  }
  const send = async (): Promise<void> => {
    const way = WAYS[turn++ % WAYS.length]
    const ids = labInstances(state)
    if (way === undefined || ids.size === 0) return
    const [from, to, port] = way
    const [source, target] = [from === 'internet' ? from : ids.get(from), ids.get(to)]
    if (source === undefined || target === undefined) return
    // What comes of it is what the counters and the flow log show.
    await probe(state, dataDir, { from: source, to: `${target}:${port}` }).catch(() => {})
  }
  next()
  return () => clearTimeout(timer)
}

/** From their names to their ids: another instance may be called the same. */
function labInstances(state: ResourceReader): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const instance of state.list('instance')) {
    if (LAB_TAG in instance.tags && instance.state === 'running') found.set(instance.name, instance.id)
  }
  return found
}
