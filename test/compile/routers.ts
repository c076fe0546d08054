// All routers of a world as interpreted plans, joined by an internet that knows the public addresses.

import { portOf, type RouterInput } from '../../src/core/compile/backend.ts'
import type { RulesetPlan } from '../../src/core/compile/nftables/ast.ts'
import { NOTHING_MET, type Ruleset } from '../../src/core/compile/nftables/interpret.ts'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import { VISIBLE_MARK } from '../../src/core/compile/nftables/visible.ts'
import { type Delivery, type Routing, Walk } from '../../src/core/compile/nftables/walk.ts'
import { portName, UPLINK } from '../../src/core/compile/ports.ts'
import { type Address, formatAddress, parseAddress } from '../../src/core/model/address.ts'
import { setContains } from '../../src/core/model/addressSet.ts'
import { addressBehind } from '../../src/core/model/borne.ts'
import type { VpcId } from '../../src/core/model/ids.ts'
import type { Eni } from '../../src/core/model/network.ts'
import { formatPacket, type Packet } from '../../src/core/model/packet.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import { PARTIES } from '../../src/core/model/system.ts'
import { eniHas, eniShows } from '../../src/core/policy/endpoint.ts'
import { blocksOf } from '../../src/core/policy/peers.ts'
import { createResolver } from '../../src/core/policy/resolve.ts'

/** ENIs that are plugged in: those of running instances. */
export const pluggedEnis = (world: ResourceReader, vpcId: VpcId): readonly Eni[] =>
  world
    .by('eni', 'vpc', vpcId)
    .filter((eni) => eni.instanceId !== null && world.get('instance', eni.instanceId)?.state === 'running')

export function routerInput(world: ResourceReader, vpcId: VpcId, epoch = 1): RouterInput {
  const resolver = createResolver(world)
  const vpc = world.get('vpc', vpcId)
  const enis = pluggedEnis(world, vpcId)
  const policies = enis.flatMap((eni) => resolver.policyOf(eni.id) ?? [])
  return {
    vpcId,
    epoch,
    ports: policies.map(portOf),
    eips: [...world.list('eip')].flatMap((eip) => {
      const pub = parseAddress(eip.address)
      const own = parseAddress(addressBehind(eip) ?? '')
      const isHere = enis.some((eni) => eni.id === eip.association?.eniId)
      return isHere && pub !== undefined && own !== undefined ? [{ private: own, public: pub }] : []
    }),
    uplink: UPLINK,
    vpcRanges: vpc === undefined ? [] : blocksOf(vpc),
  }
}

/** Changes a plan before it is used, for example to judge one side alone. */
export type Surgery = (plan: RulesetPlan) => RulesetPlan

export class Routers {
  readonly #plans = new Map<VpcId, RulesetPlan>()
  readonly #walks = new Map<VpcId, Walk>()
  readonly #stopsAtSender: boolean
  #world: ResourceReader
  #gateways: ReadonlySet<string>

  /** With `stopsAtSender` a packet has arrived as soon as its sender's router lets it go, wherever it goes. */
  constructor(world: ResourceReader, surgery: Surgery = (plan) => plan, stopsAtSender = false) {
    this.#world = world
    this.#gateways = gatewaysIn(world)
    this.#stopsAtSender = stopsAtSender
    for (const vpc of world.list('vpc')) {
      this.#plans.set(vpc.id, surgery(planRouter(routerInput(world, vpc.id))))
    }
    this.afresh()
  }

  /** Forgets all sessions. */
  afresh(): this {
    for (const [vpcId, plan] of this.#plans) this.#walks.set(vpcId, new Walk(plan))
    return this
  }

  /** New rules for the same VPCs; sessions stay. */
  replan(world: ResourceReader, epoch: number): void {
    this.#world = world
    this.#gateways = gatewaysIn(world)
    for (const [vpcId, walk] of this.#walks) walk.replan(planRouter(routerInput(world, vpcId, epoch)))
  }

  /** Rulesets that are just being changed, in a world with one VPC. */
  under(ruleset: Ruleset): void {
    for (const walk of this.#walks.values()) walk.under(ruleset)
  }

  /** As long as its sender has an interface to send by. */
  sendFrom(eni: Eni, packet: Packet, etherSource = eni.mac): Delivery {
    if (!pluggedEnis(this.#world, eni.vpcId).includes(eni)) return nowhere(packet)
    return this.#send(eni.vpcId, { iif: portName(eni.id), etherSource, packet })
  }

  sendFromOutside(packet: Packet): Delivery {
    const eip = this.#world.by('eip', 'address', formatAddress(packet.destination))[0]
    if (eip === undefined) return nowhere(packet)
    const eni = eip.association && this.#world.get('eni', eip.association.eniId)
    if (!eni || !pluggedEnis(this.#world, eni.vpcId).includes(eni)) return nowhere(packet)
    return this.#send(eni.vpcId, { iif: UPLINK, etherSource: '02:00:00:00:00:01', packet })
  }

  #send(vpcId: VpcId, frame: Parameters<Walk['send']>[0]): Delivery {
    const walk = this.#walks.get(vpcId)
    if (walk === undefined) throw new Error(`no router for \`${vpcId}\``)
    const delivery = walk.send(frame, this.#routing(vpcId))
    if (delivery.verdict === 'drop' || delivery.oif !== UPLINK || this.#stopsAtSender) return delivery
    const isOurs = this.#world.by('eip', 'address', formatAddress(delivery.packet.destination)).length > 0
    // Some host outside: it gets whatever is let out.
    if (!isOurs) return delivery
    const onward = this.sendFromOutside(delivery.packet)
    return { ...onward, comments: [...delivery.comments, ...onward.comments] }
  }

  #routing(vpcId: VpcId): Routing {
    return (destination, { iif, mark }) => {
      if (isSystem(destination) || this.#gateways.has(`${vpcId} ${formatAddress(destination)}`))
        return 'local'
      if (mark === VISIBLE_MARK) return { oif: UPLINK }
      const eni = pluggedEnis(this.#world, vpcId).find(
        (each) => eniHas(each, destination) || (iif === UPLINK && eniShows(each, destination)),
      )
      if (eni !== undefined) return { oif: portName(eni.id) }
      const vpc = this.#world.get('vpc', vpcId)
      const isInside = vpc !== undefined && setContains(blocksOf(vpc), destination)
      const isNowhere = isInside || destination.family === 6
      return isNowhere && !this.#stopsAtSender ? null : { oif: UPLINK }
    }
  }
}

const nowhere = (packet: Packet): Delivery => ({
  ...{ verdict: 'drop', oif: null, packet, comments: [], met: NOTHING_MET },
})

function gatewaysIn(world: ResourceReader): ReadonlySet<string> {
  const resolver = createResolver(world)
  const gateways = [...world.list('eni')].flatMap((eni) =>
    (resolver.policyOf(eni.id)?.gateways ?? []).map((address) => `${eni.vpcId} ${formatAddress(address)}`),
  )
  return new Set(gateways)
}

const SYSTEM = [PARTIES.metadata, PARTIES.resolver, PARTIES.timeServer, PARTIES.broadcast, PARTIES.multicast]
const isSystem = (address: Address): boolean => SYSTEM.some((set) => setContains(set, address))

/** Who sends a packet of a random world. */
export const eniAt = (world: ResourceReader, packet: Packet): Eni => {
  const eni = world.get('eni', `eni-${packet.source.value & 0xffn}`)
  if (eni === undefined) throw new Error(`nobody sends ${formatPacket(packet)}`)
  return eni
}
