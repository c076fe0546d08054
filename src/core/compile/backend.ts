// What every enforcement backend is given and must give back, in terms of the model only.

import type { Address } from '../model/address.ts'
import type { AddressRange } from '../model/cidr.ts'
import type { VpcId } from '../model/ids.ts'
import type { Direction } from '../model/packet.ts'
import type { EniPolicy } from '../policy/policy.ts'
import { portName } from './ports.ts'

/** `all`: first packets of accepted sessions too. */
export type FlowLogging = 'drops' | 'all'

/** One ENI's place in the router. */
export interface RouterPort {
  /** Interface in the router's namespace, see `portName`. */
  readonly name: string
  /** Null: what comes by it has no Ethernet header, or may have any address in it. */
  readonly mac: string | null
  readonly addresses: readonly Address[]
  /** Those of them that others reach from outside only (P10), on a router of our own; absent: none. */
  readonly visible?: readonly Address[]
  readonly prefixes: readonly AddressRange[]
  /** Addresses of the router that answer ping and DHCP on this port (S1). */
  readonly gateways: readonly Address[]
  /** Null while unknown: the port then passes nothing, in neither direction. */
  readonly policy: EniPolicy | null
}

export interface RouterInput {
  /** Null in a place that ENIs of several VPCs share. */
  readonly vpcId: VpcId | null
  /** From 1 up (see `epochSpace`), another one after each change that may narrow what passes (C3). */
  readonly epoch: number
  readonly ports: readonly RouterPort[]
  /** One public address stands for one private address; a private address has at most one. */
  readonly eips: readonly { readonly private: Address; readonly public: Address }[]
  /** Interface to the internet namespace; null = none. */
  readonly uplink: string | null
  /** The VPC's own blocks: nobody may come from outside with such a source address (S2). */
  readonly vpcRanges: readonly AddressRange[]
  /** Which packets are handed to the flow log; absent: none. */
  readonly flowLog?: FlowLogging
  /** Absent: a network of our own, in which nobody else has anything. */
  readonly shared?: SharedPlace
}

/** A gate in the machine's own network, beside what others do there: only bound interfaces and the machine itself are judged. */
export interface SharedPlace {
  /** Interfaces whose names begin like this pass nothing until they are bound. */
  readonly guards: readonly string[]
  /** The machine as an instance, under `MACHINE`; null = it is none, and its own traffic is nobody's business here. */
  readonly machine: RouterPort | null
  /** What no rule of the machine's may cut. */
  readonly spared: readonly SparedFlow[]
}

/** Connections between the machine and a peer; both directions of them pass. */
export interface SparedFlow {
  /** `egress`: the machine opens it, to this port of the peer; `ingress`: the peer does, to this port of the machine. */
  readonly direction: Direction
  readonly protocol: 'tcp' | 'udp'
  readonly peer: AddressRange
  readonly port: number
}

/** No interface is called so: where the kernel sees none, the machine itself stands. */
export const MACHINE = ''

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
  ...(policy.visible === undefined ? {} : { visible: policy.visible }),
  prefixes: policy.prefixes,
  gateways: policy.gateways,
  policy,
})
