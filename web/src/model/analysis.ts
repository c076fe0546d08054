// Asks the judge beside the page; it is started with the first question and fed with every change from then on.

import type { Write } from '../../../src/core/model/resources.ts'
import type { Nic } from '../../../src/core/model/rule.ts'
import type { Effect, RuleState } from './judge.ts'
import type { Answered, Asked } from './judge.worker.ts'
import type { LiveTouch, SessionSide } from './liveTouch.ts'
import type { Topology, TopologyQuestion } from './topology.ts'
import { replica } from './useModel.ts'

type Question =
  | { readonly kind: 'effect'; readonly writes: readonly Write[] }
  | {
      readonly kind: 'sessions'
      readonly writes: readonly Write[]
      readonly sides: readonly SessionSide[]
    }
  | { readonly kind: 'topology'; readonly question: TopologyQuestion }
  | {
      readonly kind: 'shadows'
      readonly groupId: string
      readonly nic: Nic
      readonly writes: readonly Write[]
    }

const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
let judge: Worker | undefined
let count = 0

export const askEffect = (writes: readonly Write[]): Promise<Effect> =>
  ask({ kind: 'effect', writes }) as Promise<Effect>

/** Of live sessions, as the hosts told them. */
export const askLiveTouch = (writes: readonly Write[], sides: readonly SessionSide[]): Promise<LiveTouch> =>
  ask({ kind: 'sessions', writes, sides }) as Promise<LiveTouch>

/** Of one group's rules, with some writes on top; null: too much to decide. */
export const askShadows = (
  groupId: string,
  nic: Nic,
  writes: readonly Write[] = [],
): Promise<readonly RuleState[] | null> =>
  ask({ kind: 'shadows', groupId, nic, writes }) as Promise<readonly RuleState[] | null>

/** Between buckets of groups, on one service. */
export const askTopology = (question: TopologyQuestion): Promise<Topology> =>
  ask({ kind: 'topology', question }) as Promise<Topology>

function ask(question: Question): Promise<unknown> {
  judge ??= begin()
  const id = ++count
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    judge?.postMessage({ ...question, id } as Asked)
  })
}

function begin(): Worker {
  const worker = new Worker(new URL('./judge.worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
    const asker = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.problem !== undefined) asker?.reject(new Error(data.problem))
    else asker?.resolve(data.value)
  })
  replica.feed((whole, writes) => worker.postMessage({ kind: 'state', whole, writes } satisfies Asked))
  return worker
}
