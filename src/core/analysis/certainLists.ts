// The lists of a subject's clauses as far as they are certain: what is said about them holds whatever is unknown.

import type { EniId } from '../model/ids.ts'
import type { Direction } from '../model/packet.ts'
import type { ResourceReader } from '../model/resources.ts'
import type { EniPolicy } from '../policy/policy.ts'
import { resolvePolicy } from '../policy/resolve.ts'
import { certainOf, doubtful, type Knowledge } from './exposure/doubt.ts'
import { anyEniWith } from './ground.ts'

/** L1: more rules than one interface can have are a file of something else. */
const RULES_AT_MOST = 2000

export interface CertainLists {
  /** With every address there is, so that nothing depends on which one the interface has. */
  readonly policy: EniPolicy
  /** Directions that are small enough to be judged. */
  readonly directions: readonly { readonly direction: Direction; readonly isWhole: boolean }[]
}

/** Undefined when there is no such ENI. */
export function certainLists(
  reader: ResourceReader,
  eniId: EniId,
  knowledge: Knowledge,
): CertainLists | undefined {
  const policy = resolvePolicy(reader, eniId)
  if (policy === undefined) return undefined
  const doubts = {
    ingress: doubtful(reader, policy.ingress, knowledge),
    egress: doubtful(reader, policy.egress, knowledge),
  }
  const lists = anyEniWith({ ingress: certainOf(doubts.ingress), egress: certainOf(doubts.egress) })
  const directions = (['ingress', 'egress'] as const)
    .filter((direction) => lists[direction].length <= RULES_AT_MOST)
    .map((direction) => ({ direction, isWhole: lists[direction].length === doubts[direction].length }))
  return { policy: lists, directions }
}
