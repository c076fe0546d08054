// Whether this server does its work: the store answers, and the agent of this machine enforces.

import { SILENCE_MS } from '../feed/hosts.ts'
import type { Feed } from '../feed/server.ts'
import type { Store } from '../store/store.ts'

export interface Health {
  readonly ok: boolean
  readonly revision: number
  /** Each one line; empty when all is well. */
  readonly problems: readonly string[]
}

export interface LocalAgent {
  /** Null where rules are simulated and no agent is expected. */
  readonly hostId: string | null
}

export function healthOf(store: Store, feed: Feed, agent: LocalAgent, now: number): Health {
  const problems = [...storeProblems(store), ...agentProblems(feed, agent, now)]
  return { ok: problems.length === 0, revision: store.revision, problems }
}

function storeProblems(store: Store): string[] {
  try {
    store.check()
    return []
  } catch (error) {
    return [`store: ${(error as Error).message}`]
  }
}

function agentProblems(feed: Feed, agent: LocalAgent, now: number): string[] {
  if (agent.hostId === null) return []
  const host = feed.hosts().find((one) => one.hostId === agent.hostId)
  if (host === undefined) return ['agent: not connected yet']
  if (host.failure !== null) return [`agent: ${host.failure}`]
  return now - host.lastSeen > SILENCE_MS
    ? [`agent: silent for ${Math.round((now - host.lastSeen) / 1000)} s`]
    : []
}
