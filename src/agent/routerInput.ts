// What one VPC's router is to enforce: policies of the ENIs plugged in here, public addresses, its own addresses.

import { type FlowLogging, portOf, type RouterInput, type RouterPort } from '../core/compile/backend.ts'
import { UPLINK } from '../core/compile/ports.ts'
import { parseAddress } from '../core/model/address.ts'
import { type AddressRange, parseCidr, rangeOf } from '../core/model/cidr.ts'
import type { VpcId } from '../core/model/ids.ts'
import { ipv6BlocksOf, type Vpc } from '../core/model/network.ts'
import type { ResourceReader } from '../core/model/resources.ts'
import type { EniPolicy } from '../core/policy/policy.ts'
import type { Resolver } from '../core/policy/resolve.ts'
import { type HostLayout, networkOfPort } from './layout.ts'

type Input = Omit<RouterInput, 'epoch'>

interface Made {
  readonly layout: HostLayout
  readonly vpc: Vpc | undefined
  readonly input: Input
}

/** Gives what did not change as the same objects again, by which the compiler sees that it did not. */
export class RouterInputs {
  readonly #made = new Map<VpcId, Made>()
  readonly #flowLog: { readonly flowLog?: FlowLogging }

  constructor(flowLog?: FlowLogging) {
    this.#flowLog = flowLog === undefined ? {} : { flowLog }
  }

  of(reader: ResourceReader, resolver: Resolver, layout: HostLayout, vpcId: VpcId): Input {
    const before = this.#made.get(vpcId)
    const vpc = reader.get('vpc', vpcId)
    const isPlaceSame = before !== undefined && before.layout === layout && before.vpc === vpc
    const ports = [...layout.instances.values()]
      .flatMap((instance) => instance.ports.filter((port) => networkOfPort({ instance, port }) === vpcId))
      .flatMap((port) => resolver.policyOf(port.eniId) ?? [])
      .map(portOnce)
    const arePortsSame =
      before?.input.ports.length === ports.length &&
      ports.every((port, index) => port === before.input.ports[index])
    const input: Input = {
      vpcId,
      ports: arePortsSame ? before.input.ports : ports,
      eips: isPlaceSame ? before.input.eips : publicAddressesOf(layout, vpcId),
      uplink: UPLINK,
      vpcRanges: isPlaceSame ? before.input.vpcRanges : rangesOf(vpc),
      ...this.#flowLog,
    }
    this.#made.set(vpcId, { layout, vpc, input })
    return input
  }

  forget(vpcId: VpcId): void {
    this.#made.delete(vpcId)
  }
}

const portsMade = new WeakMap<EniPolicy, RouterPort>()

function portOnce(policy: EniPolicy): RouterPort {
  const known = portsMade.get(policy)
  if (known !== undefined) return known
  const port = portOf(policy)
  portsMade.set(policy, port)
  return port
}

function rangesOf(vpc: Vpc | undefined): readonly AddressRange[] {
  const blocks = vpc === undefined ? [] : [vpc.cidr, ...vpc.secondaryCidrs, ...ipv6BlocksOf(vpc)]
  return blocks.flatMap((text) => parseCidr(text) ?? []).map(rangeOf)
}

function publicAddressesOf(layout: HostLayout, vpcId: VpcId): RouterInput['eips'] {
  return [...layout.publicRoutes]
    .filter(([, route]) => route.vpcId === vpcId)
    .flatMap(([address, { borne }]) => {
      const own = parseAddress(borne)
      const pub = parseAddress(address)
      return own === undefined || pub === undefined ? [] : [{ private: own, public: pub }]
    })
}
