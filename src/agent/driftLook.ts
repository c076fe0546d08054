// Looks at everything that the agent made, and tells what is not as it left it.

import type { VpcId } from '../core/model/ids.ts'
import type { HostGate } from './hostGate.ts'
import type { HostNetwork } from './network.ts'
import type { RouterPolicy } from './routerPolicy.ts'

/** Every so many looks rulesets are read as well where the kernel tells of edits by itself. */
const THOROUGH = 10

export interface DriftLookParts {
  readonly network: HostNetwork
  readonly gate: HostGate
  readonly policies: ReadonlyMap<VpcId, RouterPolicy>
  readonly failed: (reason: string) => void
}

export class DriftLook {
  readonly #parts: DriftLookParts
  #looks = 0

  constructor(parts: DriftLookParts) {
    this.#parts = parts
  }

  async differences(): Promise<{ readonly texts: readonly string[]; readonly vpcIds: Set<VpcId> }> {
    const { network, gate, policies } = this.#parts
    const vpcIds = new Set<VpcId>()
    const texts = [...(await this.#orNone(network.drift()))]
    const isThorough = this.#looks++ % THOROUGH === 0
    for (const [vpcId, policy] of policies) {
      if (policy.isWatched && !isThorough) continue
      const changed = await this.#orNone(policy.drift())
      if (changed.length > 0) vpcIds.add(vpcId)
      texts.push(...changed.map((difference) => `${vpcId}: ${difference}`))
    }
    if (isThorough || !gate.isWatched) texts.push(...(await this.#orNone(gate.drift())))
    return { texts, vpcIds }
  }

  /** One look that fails must not keep the others from being taken. */
  async #orNone(look: Promise<readonly string[]>): Promise<readonly string[]> {
    try {
      return await look
    } catch (error) {
      this.#parts.failed((error as Error).message)
      return []
    }
  }
}
