// Looks at what the kernel holds of one network's rules: by netlink, element by element, or where that cannot be, at nft's listings.

import type { RulesetPlan } from '../core/compile/nftables/ast.ts'
import { nftables } from '../core/compile/nftables/backend.ts'
import { judged, type Known } from '../core/compile/nftables/netlink/foundDrift.ts'
import { giveBackMemory } from './heap.ts'
import { dumpOf } from './rulesetDump.ts'
import { sameListing } from './rulesetFacts.ts'
import { listed, listedInFull, type Place } from './rulesetReading.ts'

/** What others do to their own tables tears what we read of ours. */
const MOST_TRIES = 8

/** A hash that grows while it is read may tell one element twice and another not at all: what is other stays other. */
const SIGHTS = 3
const BETWEEN_SIGHTS_MS = 100

const NOTHING: Known = new Map()

export class RulesetLook {
  readonly #place: Place
  /** What the kernel made of the chains and sets that it holds, as far as they have been looked at. */
  #known = NOTHING
  /** nft's listing of exactly what we hold; null until it has been compared. */
  #listing: string | null = null
  /** Loading all of it took much, of which the first look may still use some. */
  #isLoadedAnew = false

  constructor(place: Place) {
    this.#place = place
  }

  /** We have changed something ourselves. */
  changed(): void {
    this.#listing = null
  }

  /** All of it is new. */
  loadedAnew(): void {
    this.#listing = null
    this.#known = NOTHING
    this.#isLoadedAnew = true
  }

  /** What is not as planned, or not as it was; nothing where we changed something meanwhile, which `isStill` tells. */
  async differences(plan: RulesetPlan, isStill: () => boolean): Promise<readonly string[]> {
    let sights = 0
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const found = await dumpOf(this.#place.namespace, plan.tables).catch(() => null)
      if (!isStill()) return []
      if (found === null) break
      if (found.isTorn) continue
      const { differences, known } = judged(plan, found, this.#known)
      if (differences.length === 0) this.#know(known)
      if (differences.length === 0 || ++sights === SIGHTS) return differences
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_SIGHTS_MS))
      if (!isStill()) return []
    }
    return this.#differencesListed(plan, isStill)
  }

  #know(known: Known): void {
    this.#known = known
    if (this.#isLoadedAnew) giveBackMemory()
    this.#isLoadedAnew = false
  }

  async #differencesListed(plan: RulesetPlan, isStill: () => boolean): Promise<readonly string[]> {
    const listing = await listed(this.#place)
    // Another look may be under way: what it finds out meanwhile is none of this one's.
    const before = this.#listing
    if (listing !== null && before !== null && sameListing(listing, before)) return []
    const differences =
      listing === null ? ['our tables are gone'] : nftables.drift(plan, await listedInFull(this.#place))
    giveBackMemory()
    if (!isStill()) return []
    if (differences.length === 0 && before !== null) return ['rules were edited']
    if (differences.length === 0) this.#listing = listing
    return differences
  }
}
