// What every enforcement backend is given and must give back, in terms of the model only.

import type { Address } from '../model/address.ts'
import type { AddressRange } from '../model/cidr.ts'
import type { VpcId } from '../model/ids.ts'
import type { EniPolicy } from '../policy/policy.ts'
import { portName } from './ports.ts'

/** One ENI's place in the router. */
export interface RouterPort {
  /** Interface in the router's namespace, see `portName`. */
  readonly name: string
  readonly mac: string
  readonly addresses: readonly Address[]
  readonly prefixes: readonly AddressRange[]
  /** Addresses of the router that answer ping and DHCP on this port (S1). */
  readonly gateways: readonly Address[]
  /** Null while unknown: the port then passes nothing, in neither direction. */
  readonly policy: EniPolicy | null
}

export interface RouterInput {
  readonly vpcId: VpcId
  /** 1 … 2^32 - 1, higher after each change that may narrow what passes (C3). */
  readonly epoch: number
  readonly ports: readonly RouterPort[]
  /** One public address stands for one private address; a private address has at most one. */
  readonly eips: readonly { readonly private: Address; readonly public: Address }[]
  /** Interface to the internet namespace; null = none. */
  readonly uplink: string | null
  /** The VPC's own blocks: nobody may come from outside with such a source address (S2). */
  readonly vpcRanges: readonly AddressRange[]
}

export interface Backend<Plan> {
  readonly name: string
  plan(input: RouterInput): Plan
  /** What the kernel's tool reads; applied as one transaction. */
  render(plan: Plan): string
  /** Differences between what was planned and what the kernel's tool lists, one a line; none = the same. */
  drift(plan: Plan, listing: string): readonly string[]
}

export const portOf = (policy: EniPolicy): RouterPort => ({
  name: portName(policy.eniId),
  mac: policy.mac,
  addresses: policy.addresses,
  prefixes: policy.prefixes,
  gateways: policy.gateways,
  policy,
})
