// What this host's network must look like: derived from resources alone, spelled as `ip` command lines.

import { VISIBLE_MARK } from '../core/compile/nftables/visible.ts'
import { portName, UPLINK } from '../core/compile/ports.ts'
import { formatAddress, parseAddress } from '../core/model/address.ts'
import { addressBehind, prefixesOn, privateAddressesOn, publicAddressesOn } from '../core/model/borne.ts'
import { type Cidr, formatCidr, parseCidr } from '../core/model/cidr.ts'
import { isLink } from '../core/model/classicLink.ts'
import { asId, type EniId, type HostId, type InstanceId, type VpcId } from '../core/model/ids.ts'
import type { Eni, Instance, Vpc, VSwitch } from '../core/model/network.ts'
import type { ResourceReader } from '../core/model/resources.ts'
import { GATEWAY_V6, gatewayOf, PARTIES } from '../core/model/system.ts'
import { classicItems, linkItems } from './classicItems.ts'
import type { Names } from './names.ts'

/** One ENI: a veth pair from the router (`port`) to the instance (`device`). */
export interface PortLayout {
  readonly eniId: EniId
  /** Whose it is: the same link elsewhere is another one, also when nobody saw it free in between. */
  readonly instanceId: InstanceId
  readonly port: string
  readonly device: string
  readonly mac: string
  /** Whose router it is plugged into; absent: its instance's own VPC's. */
  readonly linkedTo?: VpcId
  /** Routing table of its own in the instance; null for the primary one, which uses the main table. */
  readonly table: number | null
  /** `ip` operands that only hold once the link exists; each can be set and removed alone. */
  readonly instance: readonly Item[]
  readonly router: readonly Item[]
}

/** One address, route, neighbour or rule: `ip <object> replace|add <rest>` makes it, `del` removes it. */
export interface Item {
  readonly object: 'addr' | 'route' | 'neigh' | 'rule'
  readonly rest: string
}

/** Whose router a port of this instance is plugged into (K3). */
export const networkOfPort = ({ instance, port }: { instance: InstanceLayout; port: PortLayout }): VpcId =>
  port.linkedTo ?? instance.vpcId

export interface InstanceLayout {
  readonly id: InstanceId
  readonly name: string
  readonly hostName: string
  readonly vpcId: VpcId
  readonly namespace: string
  readonly running: boolean
  readonly addresses: readonly string[]
  readonly responderPorts: readonly number[]
  /** Empty while stopped: a stopped instance has no link at all. */
  readonly ports: readonly PortLayout[]
}

export interface RouterLayout {
  readonly vpcId: VpcId
  readonly namespace: string
  /** Name of the uplink's other end in the internet namespace. */
  readonly uplinkPeer: string
  /** Gateway addresses, the VPC's blocks, the default route. */
  readonly items: readonly Item[]
}

export interface HostLayout {
  readonly routers: ReadonlyMap<VpcId, RouterLayout>
  readonly instances: ReadonlyMap<InstanceId, InstanceLayout>
  /** Public address → who has it. */
  readonly publicRoutes: ReadonlyMap<string, PublicRoute>
}

export interface PublicRoute {
  /** Its router translates the address, or hands it on as it is (P10). */
  readonly vpcId: VpcId
  /** On the interface's wire. */
  readonly borne: string
}

/** The same on every link, as in Alibaba Cloud's VPCs: each instance sees it as its gateway's. */
export const GATEWAY_MAC = 'ee:ff:ff:ff:ff:ff'
export const UPLINK_MAC = '02:00:5e:00:00:02'
export const INTERNET_MAC = '02:00:5e:00:00:01'
/** Never seen by anybody: the next hop of the uplink, resolved by a permanent neighbour. */
export const INTERNET_HOP = '169.254.254.1'
export const ROUTER_HOP = '169.254.254.2'

/** A link in every router from which nothing comes out. */
export const SINK = 'sink'

const FIRST_TABLE = 100

/** Of a router: ways to public addresses that stand on its ports, and the way of what comes from such (P10). */
const VISIBLE_TABLE = 77
const FROM_VISIBLE_TABLE = 78

/** Only where there is such an address: with rules the kernel has more to ask for every packet. */
export const VISIBLE_ITEMS: readonly Item[] = [
  // From outside, and from the router itself. Neighbours take the way outside as well: that is how they are seen as public.
  item('rule', `pref 100 iif ${UPLINK} lookup ${VISIBLE_TABLE}`),
  item('rule', `pref 101 iif lo lookup ${VISIBLE_TABLE}`),
  item('rule', `pref 102 fwmark ${VISIBLE_MARK} lookup ${FROM_VISIBLE_TABLE}`),
  item('route', `default via ${INTERNET_HOP} dev ${UPLINK} onlink table ${FROM_VISIBLE_TABLE}`),
]

export function layoutOf(reader: ResourceReader, hostId: HostId, names: Names): HostLayout {
  const instances = new Map<InstanceId, InstanceLayout>()
  const vpcIds = new Set<VpcId>()
  const showing = new Set<VpcId>()
  for (const instance of reader.list('instance')) {
    if (instance.hostId !== hostId) continue
    instances.set(instance.id, instanceLayout(reader, instance, names))
    vpcIds.add(instance.vpcId)
    for (const eni of reader.by('eni', 'instance', instance.id)) if (isLink(eni)) vpcIds.add(eni.vpcId)
    if (reader.by('eni', 'instance', instance.id).some((eni) => eni.visible !== undefined))
      showing.add(instance.vpcId)
  }
  const routers = new Map<VpcId, RouterLayout>()
  for (const vpcId of vpcIds) {
    const vpc = reader.get('vpc', vpcId)
    if (vpc !== undefined) routers.set(vpcId, routerLayout(reader, vpc, names, showing.has(vpcId)))
  }
  return { routers, instances, publicRoutes: publicRoutesOf(reader, instances, routers) }
}

function instanceLayout(reader: ResourceReader, instance: Instance, names: Names): InstanceLayout {
  const enis = reader.by('eni', 'instance', instance.id)
  const running = instance.state === 'running'
  return {
    id: instance.id,
    name: instance.name,
    hostName: instance.hostName,
    vpcId: instance.vpcId,
    namespace: names.instance(instance.id),
    running,
    addresses: enis.flatMap((eni) => [...privateAddressesOn(eni), ...publicAddressesOn(eni)]),
    responderPorts: running ? instance.responderPorts : [],
    ports: running
      ? enis.map((eni) => portLayout(reader, eni, instance.id)).filter((port) => port !== null)
      : [],
  }
}

function portLayout(reader: ResourceReader, eni: Eni, instanceId: InstanceId): PortLayout | null {
  const vSwitch = reader.get('vSwitch', eni.vSwitchId)
  const cidr = parseCidr(vSwitch?.cidr ?? '')
  if (cidr === undefined) return null
  const port = portName(eni.id)
  const device = eni.kind === 'primary' ? 'eth0' : `eth${eni.deviceIndex}`
  const table = eni.kind === 'primary' || isLink(eni) ? null : FIRST_TABLE + eni.deviceIndex
  return {
    eniId: eni.id,
    instanceId,
    port,
    device,
    mac: eni.mac,
    ...(isLink(eni) ? { linkedTo: eni.vpcId } : {}),
    table,
    instance: isLink(eni)
      ? linkItems(eni, reader.get('vpc', eni.vpcId), device)
      : eni.nic === undefined
        ? instanceItems(eni, cidr, formatAddress(gatewayOf(cidr, vSwitch)), device, table)
        : classicItems(eni, eni.nic, cidr, device),
    router: routerPortItems(eni, port),
  }
}

/** The primary ENI has the default route; others get a table of their own, so that answers leave where they came in. */
function instanceItems(
  eni: Eni,
  vSwitch: Cidr,
  gateway: string,
  device: string,
  table: number | null,
): readonly Item[] {
  const { v4, v6, visible, prefixes } = borneBy(eni)
  const gateway6 = formatAddress(GATEWAY_V6)
  const inTable = table === null ? '' : ` table ${table}`
  const hasV6 = v6.length > 0 || prefixes.some((prefix) => prefix.includes(':'))
  // Addresses of delegated blocks are the instance's own to give to whom it likes; only their way out is ours.
  const rules =
    table === null
      ? []
      : [...v4, ...visible, ...v6, ...prefixes].map((from) => item('rule', `from ${from}${inTable}`))
  return [
    ...v4.map((address) => item('addr', `${address}/${vSwitch.length} dev ${device}`)),
    ...visible.map((address) => item('addr', `${address}/32 dev ${device}`)),
    ...v6.map((address) => item('addr', `${address}/128 dev ${device} nodad`)),
    item('route', `default via ${gateway} dev ${device} onlink${inTable}`),
    ...(hasV6 ? [item('route', `::/0 via ${gateway6} dev ${device}${inTable}`)] : []),
    ...rules,
  ]
}

const borneBy = (eni: Eni) => {
  const own = privateAddressesOn(eni)
  return {
    v4: own.filter((address) => !address.includes(':')),
    v6: own.filter((address) => address.includes(':')).map(canonical),
    visible: publicAddressesOn(eni),
    prefixes: prefixesOn(eni).flatMap(canonicalCidr),
  }
}

function routerPortItems(eni: Eni, port: string): readonly Item[] {
  const { v4, v6, visible, prefixes } = borneBy(eni)
  return [
    item('addr', `${formatAddress(GATEWAY_V6)}/64 dev ${port} nodad`),
    ...v4.map((address) => item('route', `${address}/32 dev ${port}`)),
    ...v6.map((address) => item('route', `${address}/128 dev ${port}`)),
    ...visible.map((address) => item('route', `${address}/32 dev ${port} table ${VISIBLE_TABLE}`)),
    // Permanent: an instance cannot take another's place by answering ARP or ND for it.
    ...[...v4, ...visible, ...v6].map((address) =>
      item('neigh', `${address} lladdr ${eni.mac} dev ${port} nud permanent`),
    ),
    ...prefixes.flatMap((text) => prefixItems(eni, port, text, v6[0])),
  ]
}

/** A delegated block is handed to the instance unasked: nobody in there has to answer ARP or ND for it. */
function prefixItems(eni: Eni, port: string, text: string, v6: string | undefined): readonly Item[] {
  const prefix = parseCidr(text)
  if (prefix === undefined) return []
  const route = (via: string): Item => item('route', `${formatCidr(prefix)} via ${via} dev ${port} onlink`)
  if (prefix.family === 4) return [route(eni.primaryAddress)]
  if (v6 !== undefined) return [route(v6)]
  const via = linkLocalOf(eni.mac)
  return [item('neigh', `${via} lladdr ${eni.mac} dev ${port} nud permanent`), route(via)]
}

/** The address that stands for an interface with blocks but no IPv6 address (RFC 4291, appendix A). */
function linkLocalOf(mac: string): string {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = mac.split(':').map((part) => Number.parseInt(part, 16))
  const groups = [((a ^ 2) << 8) | b, (c << 8) | 0xff, 0xfe00 | d, (e << 8) | f]
  return canonical(`fe80::${groups.map((group) => group.toString(16)).join(':')}`)
}

function routerLayout(reader: ResourceReader, vpc: Vpc, names: Names, isShowing: boolean): RouterLayout {
  const vSwitches = reader.by('vSwitch', 'vpc', vpc.id)
  const cidrs = [vpc.cidr, ...vpc.secondaryCidrs].flatMap((text) => canonicalCidr(text))
  return {
    vpcId: vpc.id,
    namespace: names.router(vpc.id),
    uplinkPeer: portName(asId<EniId>(vpc.id)),
    items: [
      ...vSwitches.flatMap((vSwitch) => gatewayItems(vSwitch)),
      // Link scope keeps them from becoming the source of the router's own ICMP errors.
      ...PARTIES.metadata.map(({ family, first }) =>
        item('addr', `${formatAddress({ family, value: first })}/32 dev lo scope link`),
      ),
      // What nobody in the VPC has must not leave by the uplink. A route to a link and not a blackhole: for
      // that the router would not answer ARP, and a neighbour started later would be waited for in vain.
      ...cidrs.map((cidr) => item('route', `${cidr} dev ${SINK}`)),
      item('neigh', `${INTERNET_HOP} lladdr ${INTERNET_MAC} dev ${UPLINK} nud permanent`),
      item('route', `default via ${INTERNET_HOP} dev ${UPLINK} onlink`),
      item('route', 'blackhole ::/0'),
      ...(isShowing ? VISIBLE_ITEMS : []),
    ],
  }
}

function gatewayItems(vSwitch: VSwitch): readonly Item[] {
  const cidr = parseCidr(vSwitch.cidr)
  return cidr === undefined ? [] : [item('addr', `${formatAddress(gatewayOf(cidr, vSwitch))}/32 dev lo`)]
}

function publicRoutesOf(
  reader: ResourceReader,
  instances: HostLayout['instances'],
  routers: HostLayout['routers'],
): HostLayout['publicRoutes'] {
  const routes = new Map<string, PublicRoute>()
  for (const eip of reader.list('eip')) {
    const borne = addressBehind(eip)
    if (eip.association === null || borne === null) continue
    const { eniId } = eip.association
    const eni = reader.get('eni', eniId)
    if (eni === undefined || eni.instanceId === null || !routers.has(eni.vpcId)) continue
    if (instances.get(eni.instanceId)?.running !== true) continue
    routes.set(eip.address, { vpcId: eni.vpcId, borne })
  }
  return routes
}

function item(object: Item['object'], rest: string): Item {
  return { object, rest }
}

/** As the kernel prints it; texts in resources may be written otherwise. */
function canonical(text: string): string {
  const address = parseAddress(text)
  return address === undefined ? text : formatAddress(address)
}

function canonicalCidr(text: string): readonly string[] {
  const cidr = parseCidr(text)
  return cidr === undefined ? [] : [formatCidr(cidr)]
}
