// A gate that passes nothing to or from bound interfaces and a machine that is an instance: for whoever has nothing better yet.

import { MACHINE, type RouterInput, type RouterPort, type SparedFlow } from '../core/compile/backend.ts'
import { nftables } from '../core/compile/nftables/backend.ts'
import { planRouter } from '../core/compile/nftables/plan.ts'
import type { Bindings } from './bindings.ts'

/** What a place in the machine's own network has nothing of. */
export const NO_ROUTER = {
  vpcId: null,
  eips: [],
  uplink: null,
  vpcRanges: [],
} as const satisfies Partial<RouterInput>

const NOBODY = new Map<string, RouterPort>()

/** Passes nothing. */
export function nobody(name: string): RouterPort {
  const made = NOBODY.get(name) ?? {
    name,
    mac: null,
    addresses: [],
    prefixes: [],
    gateways: [],
    policy: null,
  }
  NOBODY.set(name, made)
  return made
}

/** For `nft -f`. */
export function closedGate(bindings: Bindings, spared: readonly SparedFlow[], epoch: number): string {
  const machine = bindings.machine === null ? null : nobody(MACHINE)
  const input: RouterInput = {
    ...NO_ROUTER,
    ports: bindings.ports.map((port) => nobody(port.interface)),
    epoch,
    shared: { guards: bindings.guards, machine, spared },
  }
  return nftables.render(planRouter(input))
}
