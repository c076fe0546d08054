// The lists of a subject's clauses as far as they are certain: what is said about them holds whatever is unknown.

import type { Direction } from '../model/packet.ts'
import type { EniPolicy } from '../policy/policy.ts'
import { certainOf, type DoubtfulPolicy } from './exposure/doubt.ts'
import { anyEniWith } from './ground.ts'

/** L1: more rules than one interface can have are a file of something else. */
const RULES_AT_MOST = 2000

export interface CertainLists {
  /** With every address there is, so that nothing depends on which one the interface has. */
  readonly policy: EniPolicy
  /** Directions that are small enough to be judged. */
  readonly directions: readonly { readonly direction: Direction; readonly isWhole: boolean }[]
}

export function certainLists({ lists }: DoubtfulPolicy): CertainLists {
  const policy = anyEniWith({ ingress: certainOf(lists.ingress), egress: certainOf(lists.egress) })
  const directions = (['ingress', 'egress'] as const)
    .filter((direction) => policy[direction].length <= RULES_AT_MOST)
    .map((direction) => ({ direction, isWhole: policy[direction].length === lists[direction].length }))
  return { policy, directions }
}
