// A lab: one real router per VPC of a world, with bare wires where instances and the internet would be.

import type { RulesetPlan } from '../../src/core/compile/nftables/ast.ts'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import { type Readback, readback } from '../../src/core/compile/nftables/readback.ts'
import { renderTable } from '../../src/core/compile/nftables/render.ts'
import { VISIBLE_MARK } from '../../src/core/compile/nftables/visible.ts'
import { portName, UPLINK } from '../../src/core/compile/ports.ts'
import { formatAddress } from '../../src/core/model/address.ts'
import { publicAddressesOn } from '../../src/core/model/borne.ts'
import { formatCidr, parseCidr } from '../../src/core/model/cidr.ts'
import type { VpcId } from '../../src/core/model/ids.ts'
import type { Eni } from '../../src/core/model/network.ts'
import type { Packet } from '../../src/core/model/packet.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import { PARTIES } from '../../src/core/model/system.ts'
import { addressTextsOf } from '../../src/core/policy/peers.ts'
import { createResolver } from '../../src/core/policy/resolve.ts'
import { pluggedEnis, routerInput, type Surgery } from '../compile/routers.ts'
import { frameOf, readFrame, type Segment } from './frames.ts'
import { addNamespace, inside, ipBatch, newPrefix, removeNamespaces } from './labKernel.ts'
import { type Wire, Wires } from './wires.ts'

const ROUTER_MAC = '02:ff:00:00:00:01'
const OUTSIDE = { mac: '02:ff:00:00:00:02', address: '169.254.254.1', target: '169.254.254.2' }

/** Where packets came out: an ENI's id, `router`, `outside`, or null = nowhere. */
export type Landing = string | null

export interface Shot {
  /** Null: from outside. */
  readonly sender: Eni | null
  readonly packet: Packet
  readonly segment?: Segment
  /** Another than the sender's own. */
  readonly mac?: string
}

interface Router {
  readonly vpcId: VpcId
  readonly namespace: string
  readonly uplink: string
}

export class Lab {
  readonly prefix = newPrefix()
  #world: ResourceReader
  readonly #routers = new Map<VpcId, Router>()
  #wires: Wires | undefined
  #tag = 0
  #taken = 0

  private constructor(world: ResourceReader) {
    this.#world = world
  }

  static async open(world: ResourceReader): Promise<Lab> {
    const lab = new Lab(world)
    try {
      await lab.#build()
    } catch (error) {
      await lab.close()
      throw error
    }
    return lab
  }

  /** Replaces the rulesets of all routers; the world's ENIs must be those that the lab was made for. */
  load(world: ResourceReader, epoch = 1, surgery: Surgery = (plan) => plan): void {
    this.#world = world
    for (const { vpcId } of this.#routers.values()) {
      this.loadPlan(vpcId, surgery(planRouter(routerInput(world, vpcId, epoch))))
    }
  }

  loadPlan(vpcId: VpcId, plan: RulesetPlan): void {
    inside(this.#router(vpcId).namespace, 'nft', ['-f', '-'], renderTable(plan))
  }

  read(vpcId: VpcId): Readback {
    return readback(inside(this.#router(vpcId).namespace, 'nft', ['-n', '-j', 'list', 'ruleset']))
  }

  nft(vpcId: VpcId, ...args: readonly string[]): string {
    return inside(this.#router(vpcId).namespace, 'nft', args)
  }

  forgetSessions(): void {
    for (const { namespace } of this.#routers.values()) inside(namespace, 'conntrack', ['-F'])
  }

  /** How far conntrack believes its TCP sessions to be: `ESTABLISHED`, `CLOSE` … */
  tcpStates(): readonly string[] {
    return [...this.#routers.values()].flatMap(({ namespace }) => {
      const listed = inside(namespace, 'conntrack', ['-L', '-p', 'tcp', '-o', 'extended'])
      return [...listed.matchAll(/ tcp +6 \d+ ([A-Z_]+) /g)].map(([, state = '']) => state)
    })
  }

  /** Sends all, one right behind the other, and says where each came out. */
  async shoot(shots: readonly Shot[]): Promise<readonly Landing[]> {
    const wires = this.#wires as Wires
    const tags = shots.map(() => this.#nextTag())
    wires.take()
    for (const [index, shot] of shots.entries()) this.#put(shot, tags[index] as number)
    const landings = new Map<number, Landing>()
    // A packet may go through the internet and a second router.
    for (let hop = 0; hop < 2; hop++) {
      await wires.settle()
      for (const { wire, frame } of wires.take()) {
        const read = readFrame(frame)
        if (read === undefined || !tags.includes(read.tag)) continue
        landings.set(read.tag, this.#land(wire, frame, read.destination))
      }
    }
    // The router counts what it takes for itself; with several shots nobody could tell whose that was.
    if (shots.length === 1 && landings.size === 0 && this.#routerHasTaken()) return ['router']
    return tags.map((tag) => landings.get(tag) ?? null)
  }

  async close(): Promise<void> {
    await this.#wires?.close()
    removeNamespaces(this.prefix)
  }

  async #build(): Promise<void> {
    const far = `${this.prefix}w`
    addNamespace(far)
    inside(far, 'sysctl', ['-qw', 'net.ipv6.conf.default.disable_ipv6=1', 'net.ipv6.conf.all.disable_ipv6=1'])
    ipBatch(far, ['link set lo up'])
    const wires: Wire[] = []
    for (const vpc of this.#world.list('vpc')) {
      const number = this.#routers.size
      const router = { vpcId: vpc.id, namespace: `${this.prefix}r${number}`, uplink: `${UPLINK}${number}` }
      this.#routers.set(vpc.id, router)
      wires.push(...buildRouter(this.#world, router, far))
    }
    this.load(this.#world)
    this.#wires = await Wires.open(far, wires)
  }

  #put({ sender, packet, segment = 'syn', mac }: Shot, tag: number): void {
    const from = mac ?? sender?.mac ?? OUTSIDE.mac
    const wire = sender === null ? this.#uplinkTo(formatAddress(packet.destination)) : portName(sender.id)
    if (wire === null) return
    this.#wires?.send(wire, frameOf(packet, { from, to: ROUTER_MAC, tag, segment }))
  }

  /** What leaves by an uplink goes to whoever has the public address, as the internet would do. */
  #land(wire: string, frame: Buffer, destination: string): Landing {
    const eni = [...this.#world.list('eni')].find((each) => portName(each.id) === wire)
    if (eni !== undefined) return eni.id
    if (this.#world.by('eip', 'address', destination).length === 0) return 'outside'
    const onward = this.#uplinkTo(destination)
    if (onward !== null) this.#wires?.send(onward, readdressed(frame))
    return null
  }

  #uplinkTo(address: string): string | null {
    const [eip] = this.#world.by('eip', 'address', address)
    const eni = eip?.association && this.#world.get('eni', eip.association.eniId)
    const isPlugged = eni ? pluggedEnis(this.#world, eni.vpcId).includes(eni) : false
    return eni && isPlugged ? this.#router(eni.vpcId).uplink : null
  }

  /** Since this was asked last. */
  #routerHasTaken(): boolean {
    const counts = [...this.#routers.values()].flatMap(({ namespace }) => {
      const listing = inside(namespace, 'nft', ['list', 'table', 'inet', 'lab'])
      return [...listing.matchAll(/packets (\d+)/g)].map(([, packets]) => Number(packets))
    })
    const sum = counts.reduce((all, count) => all + count, 0)
    const isMore = sum > this.#taken
    this.#taken = sum
    return isMore
  }

  #router(vpcId: VpcId): Router {
    const router = this.#routers.get(vpcId)
    if (router === undefined) throw new Error(`no router for \`${vpcId}\``)
    return router
  }

  #nextTag(): number {
    this.#tag = (this.#tag % 0xffff) + 1
    return this.#tag
  }
}

function buildRouter(world: ResourceReader, router: Router, far: string): Wire[] {
  const { namespace, vpcId } = router
  addNamespace(namespace)
  inside(namespace, 'sysctl', ['-qw', ...SETTINGS])
  // Behind our input chain: counts what that chain lets through to the router itself.
  inside(namespace, 'nft', ['-f', '-'], COUNTER_TABLE)
  const resolver = createResolver(world)
  const policies = pluggedEnis(world, vpcId).flatMap((eni) => {
    const policy = resolver.policyOf(eni.id)
    return policy === undefined ? [] : [{ eni, policy }]
  })
  const gateways = policies.flatMap(({ policy }) => policy.gateways.filter((each) => each.family === 4))
  const own = [...new Set(gateways.map(formatAddress))]
  const services = [PARTIES.metadata, PARTIES.resolver, PARTIES.timeServer].flat()
  const serviceTexts = services
    .flatMap((range) => [range.first, range.last])
    .map((value) => formatAddress({ family: 4, value }))
  ipBatch(namespace, [
    'link set lo up',
    ...[...own, ...new Set(serviceTexts)].map((address) => `addr add ${address}/32 dev lo`),
    ...link(UPLINK, router.uplink, far),
    `addr add ${OUTSIDE.target}/32 dev ${UPLINK}`,
    `neigh replace ${OUTSIDE.address} lladdr ${OUTSIDE.mac} dev ${UPLINK} nud permanent`,
    `route add default via ${OUTSIDE.address} dev ${UPLINK} onlink`,
    ...policies.flatMap(({ eni }) => portCommands(eni, far)),
    ...(policies.some(({ eni }) => eni.visible !== undefined) ? VISIBLE_ROUTING : []),
  ])
  ipBatch(
    far,
    [router.uplink, ...policies.map(({ eni }) => portName(eni.id))].map(
      (name) => `link set ${name} up arp off`,
    ),
  )
  return [
    { name: router.uplink, beacon: OUTSIDE },
    ...policies.map(({ eni }) => ({
      name: portName(eni.id),
      beacon: { mac: eni.mac, address: addressTextsOf(eni)[0] ?? '', target: own[0] ?? '' },
    })),
  ]
}

const link = (name: string, peer: string, far: string): string[] => [
  `link add ${name} address ${ROUTER_MAC} type veth peer name ${peer} netns ${far}`,
  `link set ${name} up`,
]

function portCommands(eni: Eni, far: string): string[] {
  const name = portName(eni.id)
  const addresses = addressTextsOf(eni).flatMap((text) => parseCidr(text) ?? [])
  const shown = publicAddressesOn(eni)
  return [
    ...link(name, name, far),
    `addr add fe80::1/64 dev ${name} nodad`,
    ...addresses.flatMap((cidr) => {
      const hop = formatAddress({ family: cidr.family, value: cidr.base })
      return [
        `route add ${formatCidr(cidr)} dev ${name}${shown.includes(hop) ? ' table 77' : ''}`,
        `neigh replace ${hop} lladdr ${eni.mac} dev ${name} nud permanent`,
      ]
    }),
  ]
}

/** As the agent's routers have it (P10). */
const VISIBLE_ROUTING = [
  `rule add pref 100 iif ${UPLINK} lookup 77`,
  `rule add pref 102 fwmark ${VISIBLE_MARK} lookup 78`,
  `route add default via ${OUTSIDE.address} dev ${UPLINK} onlink table 78`,
]

/** A frame as the internet hands it on to the next router. */
const readdressed = (frame: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${ROUTER_MAC}${OUTSIDE.mac}`.replaceAll(':', ''), 'hex'), frame.subarray(12)])

const SETTINGS = [
  'net.ipv4.ip_forward=1',
  'net.ipv6.conf.all.forwarding=1',
  'net.ipv4.conf.all.rp_filter=0',
  'net.ipv4.conf.default.rp_filter=0',
  'net.ipv4.conf.all.send_redirects=0',
  'net.ipv4.conf.default.send_redirects=0',
  'net.ipv6.conf.default.accept_dad=0',
  'net.ipv6.conf.default.addr_gen_mode=1',
  'net.ipv6.conf.default.mldv2_unsolicited_report_interval=0',
  'net.netfilter.nf_conntrack_tcp_loose=1',
]

// Solicited-node groups: whose address is asked for has joined, the router has not, so there is no input hook to count.
const COUNTER_TABLE = `table inet lab {
  chain taken { type filter hook input priority 300; policy accept;
    counter
  }
  chain heard { type filter hook prerouting priority -299; policy accept;
    ip6 daddr ff02::1:ff00:0/104 counter
  }
}
`
