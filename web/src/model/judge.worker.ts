// Judges beside the page, on a copy of the state, so that typing and scrolling never wait for it.

import type { Write } from '../../../src/core/model/resources.ts'
import type { Nic } from '../../../src/core/model/rule.ts'
import { ResourceTables } from '../../../src/core/model/tables.ts'
import { effectOf, shadowsIn } from './judge.ts'
import { liveTouchOf, type SessionSide } from './liveTouch.ts'
import { type TopologyQuestion, topologyOf } from './topology.ts'

/** `state`: the writes since the last one, or all of them anew. */
export type Asked =
  | { readonly kind: 'state'; readonly whole: boolean; readonly writes: readonly Write[] }
  | { readonly kind: 'effect'; readonly id: number; readonly writes: readonly Write[] }
  | {
      readonly kind: 'sessions'
      readonly id: number
      readonly writes: readonly Write[]
      readonly sides: readonly SessionSide[]
    }
  | { readonly kind: 'topology'; readonly id: number; readonly question: TopologyQuestion }
  | {
      readonly kind: 'shadows'
      readonly id: number
      readonly groupId: string
      readonly nic: Nic
      readonly writes: readonly Write[]
    }

export interface Answered {
  readonly id: number
  readonly value?: unknown
  readonly problem?: string
}

let tables = new ResourceTables()

self.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  if (data.kind === 'state') {
    if (data.whole) tables = new ResourceTables()
    for (const write of data.writes) tables.write(write)
    return
  }
  try {
    self.postMessage({ id: data.id, value: answerTo(data) } satisfies Answered)
  } catch (error) {
    self.postMessage({ id: data.id, problem: (error as Error).message } satisfies Answered)
  }
})

function answerTo(asked: Exclude<Asked, { readonly kind: 'state' }>): unknown {
  switch (asked.kind) {
    case 'effect':
      return effectOf(tables, asked.writes)
    case 'sessions':
      return liveTouchOf(tables, asked.writes, asked.sides)
    case 'topology':
      return topologyOf(tables, asked.question)
    case 'shadows':
      return shadowsIn(tables, asked.groupId, asked.nic, asked.writes)
  }
}
