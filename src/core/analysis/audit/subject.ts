// One interface under audit: what several checks ask about it is worked out once.

import type { EniId, SecurityGroupId } from '../../model/ids.ts'
import type { Direction } from '../../model/packet.ts'
import type { EniPolicy } from '../../policy/policy.ts'
import { type CertainLists, certainLists } from '../certainLists.ts'
import { type DoubtfulPolicy, doubtfulPolicy } from '../exposure/doubt.ts'
import { type AskExposure, exposuresIn } from '../exposure/exposure.ts'
import { findOverlaps, type Overlap } from '../overlaps.ts'
import { PolicyGrounds } from '../policyGrounds.ts'
import { findRedundancy, type Redundancy } from '../shadow.ts'
import type { AuditSubject, AuditWorld } from './audit.ts'

export class JudgedSubject {
  readonly world: AuditWorld
  readonly eniId: EniId
  readonly groupIds: readonly SecurityGroupId[]
  readonly #policy: EniPolicy
  #doubtful: DoubtfulPolicy | undefined
  #ask: AskExposure | undefined
  #lists: CertainLists | undefined
  #grounds: PolicyGrounds | undefined
  readonly #redundancies = new Map<Direction, Redundancy>()
  readonly #overlaps = new Map<Direction, readonly Overlap[]>()

  constructor(world: AuditWorld, { eniId, groupIds }: AuditSubject, policy: EniPolicy) {
    this.world = world
    this.eniId = eniId
    this.groupIds = groupIds
    this.#policy = policy
  }

  get #all(): DoubtfulPolicy {
    this.#doubtful ??= doubtfulPolicy(this.world.reader, this.#policy, this.world.knowledge)
    return this.#doubtful
  }

  get ask(): AskExposure {
    this.#ask ??= exposuresIn(this.world.reader, this.#all)
    return this.#ask
  }

  get lists(): CertainLists {
    this.#lists ??= certainLists(this.#all)
    return this.#lists
  }

  /** Of the certain lists. */
  get grounds(): PolicyGrounds {
    this.#grounds ??= new PolicyGrounds(this.lists.policy)
    return this.#grounds
  }

  redundancy(direction: Direction): Redundancy {
    const known = this.#redundancies.get(direction) ?? findRedundancy(this.grounds, direction)
    this.#redundancies.set(direction, known)
    return known
  }

  overlaps(direction: Direction): readonly Overlap[] {
    const known = this.#overlaps.get(direction) ?? findOverlaps(this.grounds, direction)
    this.#overlaps.set(direction, known)
    return known
  }
}
