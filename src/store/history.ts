// The way back: what each resource that changed since was at an earlier revision, from the kept changes and their base.

import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Kind, Resources, Write } from '../core/model/resources.ts'
import type { ChangeLog } from './changeLog.ts'
import type { Driver } from './driver.ts'
import { CompactedError } from './store.ts'

interface Touched {
  readonly kind: Kind
  readonly id: string
  /** As far as a change up to then tells. */
  before?: Resources[Kind] | null
  changedSince: boolean
}

/** Others go on in between: what is forgotten meanwhile is noticed, and then it starts anew. */
const TURN_EVERY = 100

export async function writesBack(
  driver: Driver,
  log: ChangeLog,
  past: number,
): Promise<{ readonly revision: number; readonly writes: readonly Write[] }> {
  const base = await driver.baseRevision()
  const { revision } = log
  if (past < base) throw new CompactedError(past, base)
  if (past > revision) throw new RangeError(`revision ${past} is not there yet: the newest is ${revision}`)
  const touched = await touchedSince(log, { base, past, revision }).catch(async (error: unknown) => {
    const moved = error instanceof CompactedError && (await driver.baseRevision()) !== base
    if (moved) return null
    throw error
  })
  if (touched === null) return writesBack(driver, log, past)
  const writes: Write[] = []
  for (const { kind, id, before, changedSince } of touched) {
    if (!changedSince) continue
    const body = before === undefined ? await driver.bodyAtBase(kind, id) : before
    writes.push({ kind, id, body } as Write)
  }
  // Had the base moved while it was read, it would have told of a later state.
  if ((await driver.baseRevision()) !== base) return writesBack(driver, log, past)
  return { revision, writes }
}

async function touchedSince(
  log: ChangeLog,
  { base, past, revision }: { base: number; past: number; revision: number },
): Promise<readonly Touched[]> {
  if (base === revision) return []
  const touched = new Map<string, Touched>()
  const ended = new AbortController()
  for await (const change of log.watch(base, ended.signal)) {
    for (const { kind, id, body } of change.writes) {
      const key = `${kind} ${id}`
      const known = touched.get(key) ?? { kind, id, changedSince: false }
      touched.set(key, known)
      if (change.revision <= past) known.before = body
      else known.changedSince = true
    }
    if (change.revision === revision) break
    if (change.revision % TURN_EVERY === 0) await nextTurn()
  }
  return [...touched.values()]
}
