// The spaces of one policy, made once for all that is asked about it.

import type { Family } from '../model/address.ts'
import type { Direction } from '../model/packet.ts'
import type { EniPolicy } from '../policy/policy.ts'
import { Ground, hasFamily } from './ground.ts'

/** Diagrams only grow: beyond this many nodes the next question gets a new one. */
const MOST_NODES = 1_000_000

export class PolicyGrounds {
  readonly policy: EniPolicy
  /** Those that the ENI has an address of. */
  readonly families: readonly Family[]
  readonly #known = new Map<string, Ground>()

  constructor(policy: EniPolicy) {
    this.policy = policy
    this.families = ([4, 6] as const).filter((family) => hasFamily(policy, family))
  }

  of(direction: Direction, family: Family): Ground {
    const key = `${direction} ${family}`
    const known = this.#known.get(key)
    if (known !== undefined && known.space.diagram.size < MOST_NODES) return known
    const made = new Ground([{ policy: this.policy, direction }], family)
    this.#known.set(key, made)
    return made
  }
}
