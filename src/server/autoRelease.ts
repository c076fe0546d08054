// Looks now and then whether an instance's time has come.

import { instancesDue, releaseDue } from '../service/instance/autoRelease.ts'
import type { PipelineParts } from '../service/pipeline.ts'

const EVERY = 10_000

export function startAutoRelease(
  { store, now, ids }: Pick<PipelineParts, 'store' | 'now' | 'ids'>,
  onFailure: (error: unknown) => void,
): { stop(): void } {
  const timer = setInterval(() => {
    if (instancesDue(store, now()).length === 0) return
    store.transact((state) => releaseDue({ state, now: now(), ids })).catch(onFailure)
  }, EVERY)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
