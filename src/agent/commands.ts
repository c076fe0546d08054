// The scripts that make, change and remove one namespace or link; what to do when is decided in transition.ts.

import { UPLINK } from '../core/compile/ports.ts'
import { fnv64 } from '../core/model/fnv.ts'
import {
  GATEWAY_MAC,
  INTERNET_MAC,
  type Item,
  type PortLayout,
  ROUTER_HOP,
  type RouterLayout,
  SINK,
  UPLINK_MAC,
} from './layout.ts'
import { ipBatch, ipBatchForced } from './script.ts'
import { routerSysctls } from './sysctls.ts'

const MTU = 1500
/** Links are deleted as one group: the kernel then waits once, not once for each. */
const DOOMED_GROUP = 7280

/** Written on the link once it is complete; another layout gives another mark. */
export const markOf = (layout: PortLayout | RouterLayout): string =>
  `${'eniId' in layout ? layout.eniId : layout.vpcId} ${fnv64(JSON.stringify(layout))}`

export const add = (item: Item): string =>
  `${item.object} ${item.object === 'rule' ? 'add' : 'replace'} ${item.rest}`
export const del = (item: Item): string => `${item.object} del ${item.rest}`

/** Items of `from` that `kept` lacks. */
export function without(from: readonly Item[], kept: readonly Item[]): readonly Item[] {
  const keys = new Set(kept.map(add))
  return from.filter((item) => !keys.has(add(item)))
}

/** `ip rule` alone cannot tell the family from the address. */
const isV6Rule = (item: Item): boolean => item.object === 'rule' && item.rest.includes(':')
const asV6 = (batch: readonly string[]): string[] =>
  batch.map((line, index) => (index === 0 ? line.replace('ip ', 'ip -6 ') : line))

export const itemBatch = (namespace: string, before: readonly string[], items: readonly Item[]): string[] => [
  ...ipBatch(namespace, [...before, ...items.filter((item) => !isV6Rule(item)).map(add)]),
  ...asV6(ipBatch(namespace, items.filter(isV6Rule).map(add))),
]

/** What is gone already is no error. */
export const itemRemoval = (namespace: string, items: readonly Item[]): string[] => [
  ...ipBatchForced(namespace, items.filter((item) => !isV6Rule(item)).map(del)),
  ...asV6(ipBatchForced(namespace, items.filter(isV6Rule).map(del))),
]

/** Rules outlive the link whose table they name: the next link in that place would inherit them. */
export function forgetTable(instance: string, { table }: PortLayout): string[] {
  if (table === null) return []
  const commands = [`rule flush table ${table}`, `route flush table ${table}`]
  return [...ipBatchForced(instance, commands), ...asV6(ipBatchForced(instance, commands))]
}

export const addNamespaces = (namespaces: readonly string[]): string[] => [
  ...ipBatch(
    null,
    namespaces.map((name) => `netns add ${name}`),
  ),
]

/** Processes first: they would keep the namespace alive, unseen. */
export const removeNamespaces = (namespaces: readonly string[]): string[] => [
  ...namespaces.map(killProcesses),
  ...ipBatchForced(
    null,
    namespaces.map((name) => `netns del ${name}`),
  ),
]

export const killProcesses = (namespace: string): string =>
  `ip netns pids ${namespace} 2>/dev/null | xargs -r kill -9 2>/dev/null || :`

/** A new router: settings first, so that its links inherit them. */
export const makeRouter = (router: RouterLayout, internet: string): string[] => [
  routerSysctls(router.namespace),
  ...ipBatch(router.namespace, [
    'link set lo up',
    `link add ${SINK} type veth peer name ${SINK}-end`,
    `link set ${SINK}-end up`,
    `link set ${SINK} arp off up`,
  ]),
  ...makeUplink(router, internet),
]

export const makeUplink = (router: RouterLayout, internet: string): string[] => [
  ...ipBatchForced(internet, [`link del ${router.uplinkPeer}`]),
  ...ipBatch(router.namespace, [
    `link add ${UPLINK} address ${UPLINK_MAC} mtu ${MTU} type veth peer name ${router.uplinkPeer} address ${INTERNET_MAC} mtu ${MTU} netns ${internet}`,
    `link set ${UPLINK} up`,
  ]),
  ...ipBatch(internet, [
    `link set ${router.uplinkPeer} up`,
    `neigh replace ${ROUTER_HOP} lladdr ${UPLINK_MAC} dev ${router.uplinkPeer} nud permanent`,
  ]),
]

/** Rules cannot be replaced: those that are there already go first. */
export const configureRouter = (router: RouterLayout, items: readonly Item[]): string[] => [
  ...ipBatchForced(router.namespace, items.filter(({ object }) => object === 'rule').map(del)),
  ...ipBatch(router.namespace, [...items.map(add), setMark(UPLINK, markOf(router))]),
]

/** The veth pair; both ends stay down on the router's side until its policy stands. */
export const addPort = (port: PortLayout, instance: string): string =>
  `link add ${port.port} address ${GATEWAY_MAC} mtu ${MTU} type veth peer name ${port.device} address ${port.mac} mtu ${MTU} netns ${instance}`

export const configureInstance = (instance: string, port: PortLayout): string[] => {
  const [addresses, others] = [
    port.instance.filter((item) => item.object === 'addr'),
    port.instance.filter((item) => item.object !== 'addr'),
  ]
  return itemBatch(instance, ['link set lo up', ...addresses.map(add), `link set ${port.device} up`], others)
}

export const openPort = (port: PortLayout): string[] => [
  `link set ${port.port} up`,
  ...port.router.map(add),
  setMark(port.port, markOf(port)),
]

export const removeLinks = (namespace: string, links: readonly string[]): string[] =>
  links.length === 0
    ? []
    : ipBatchForced(namespace, [
        ...links.map((link) => `link set ${link} down group ${DOOMED_GROUP}`),
        `link del group ${DOOMED_GROUP}`,
      ])

export const setMark = (link: string, mark: string): string => `link set ${link} alias "${mark}"`

export const publicRoute = (address: string, link: string): string =>
  `${address}/32 via ${ROUTER_HOP} dev ${link} onlink`
