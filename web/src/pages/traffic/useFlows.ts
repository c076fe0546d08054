// Packets that hosts told of: the newest first, the same again counted, followed as they come.

import { useEffect, useState } from 'react'
import { call } from '../../client/client.ts'
import type { Flow } from '../../client/generated.ts'

/** Flows that differ in nothing but their source port. */
export interface Talk {
  readonly key: string
  readonly flow: Flow
  readonly count: number
  readonly last: string
}

export interface Talks {
  readonly talks: readonly Talk[]
  readonly isLive: boolean
  readonly error: Error | undefined
}

const KEPT = 300
const AT_FIRST = 500
/** The page is drawn anew no more often than that, however much comes. */
const DRAW_MS = 500

export function useFlows(denied: boolean, isPaused: boolean): Talks {
  const [talks, setTalks] = useState<ReadonlyMap<string, Talk>>(new Map())
  const [isLive, setLive] = useState(false)
  const [error, setError] = useState<Error>()
  useEffect(() => {
    if (isPaused) return
    let come: Flow[] = []
    let isGone = false
    setTalks(new Map())
    setError(undefined)
    call('listFlows', { query: { denied: String(denied) as 'true', limit: AT_FIRST } }).then(
      // The newest come first there.
      ({ items }) => isGone || setTalks((before) => added(before, items.toReversed())),
      (problem: Error) => isGone || setError(problem),
    )
    const source = new EventSource(`/api/v1/flows/stream?denied=${denied}`)
    source.addEventListener('open', () => setLive(true))
    source.addEventListener('error', () => setLive(false))
    source.addEventListener('flow', ({ data }) => come.push(JSON.parse(data) as Flow))
    const drawing = setInterval(() => {
      if (come.length === 0) return
      const taken = come
      come = []
      setTalks((before) => added(before, taken))
    }, DRAW_MS)
    return () => {
      isGone = true
      source.close()
      clearInterval(drawing)
      setLive(false)
    }
  }, [denied, isPaused])
  return { talks: [...talks.values()].toReversed(), isLive, error }
}

export const keyOf = (flow: Flow): string =>
  [
    flow.action,
    flow.direction,
    flow.protocol,
    flow.source,
    flow.destination,
    flow.destinationPort,
    flow.ruleId ?? flow.reason,
  ].join(' ')

/** What came last stands last; beyond so many the oldest are let go. */
export function added(before: ReadonlyMap<string, Talk>, flows: readonly Flow[]): ReadonlyMap<string, Talk> {
  const after = new Map(before)
  for (const flow of flows) {
    const key = keyOf(flow)
    const count = (after.get(key)?.count ?? 0) + 1
    after.delete(key)
    after.set(key, { key, flow, count, last: flow.at })
  }
  for (const key of after.keys()) {
    if (after.size <= KEPT) break
    after.delete(key)
  }
  return after
}
