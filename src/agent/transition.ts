// From what is there to what must be there, as three scripts: close what goes, build what comes, open what is ready.

import { UPLINK } from '../core/compile/ports.ts'
import type { VpcId } from '../core/model/ids.ts'
import {
  add,
  addNamespaces,
  addPort,
  configureInstance,
  configureRouter,
  del,
  forgetTable,
  itemBatch,
  itemRemoval,
  killProcesses,
  makeRouter,
  makeUplink,
  markOf,
  openPort,
  publicRoute,
  removeLinks,
  removeNamespaces,
  setMark,
  without,
} from './commands.ts'
import {
  type HostLayout,
  type InstanceLayout,
  type Item,
  networkOfPort,
  type PortLayout,
  type RouterLayout,
  SINK,
  VISIBLE_ITEMS,
} from './layout.ts'
import type { Names } from './names.ts'
import type { Observed } from './observe.ts'
import { ipBatch, ipBatchForced } from './script.ts'
import { looseSources, promptProxyArp } from './sysctls.ts'

export interface Transition {
  /** Runs first: no address or name is free for reuse before its old holder is gone. */
  readonly close: readonly string[]
  /** Runs next; no link of an instance carries traffic yet. */
  readonly build: readonly string[]
  /** Runs per router once its policy stands: the ports go up. */
  readonly open: ReadonlyMap<VpcId, readonly string[]>
}

/** What the last transition of this process left behind; absent after a start. */
export type Before = HostLayout | null

interface PortStep {
  readonly instance: InstanceLayout
  readonly port: PortLayout
  /** `same`: nothing to do. `alter`: addresses change on a live link. `make`: from scratch. */
  readonly how: 'same' | 'alter' | 'make'
  readonly before: PortLayout | null
}

export function transition(
  observed: Observed,
  before: Before,
  desired: HostLayout,
  names: Names,
): Transition {
  const steps = [...desired.instances.values()].flatMap((instance) =>
    instance.ports.flatMap((port) => {
      const router = desired.routers.get(networkOfPort({ instance, port }))
      return router === undefined ? [] : [portStep(observed, before, router.namespace, instance, port)]
    }),
  )
  return {
    close: closing(observed, before, desired, names, steps),
    build: building(observed, before, desired, names, steps),
    open: new Map(
      [...desired.routers.values()].map((router) => [
        router.vpcId,
        opening(observed, desired, names, router, steps),
      ]),
    ),
  }
}

function portStep(
  observed: Observed,
  before: Before,
  router: string,
  instance: InstanceLayout,
  port: PortLayout,
): PortStep {
  const seen = observed.links.get(router)?.get(port.port)
  const old =
    before?.instances.get(instance.id)?.ports.find((candidate) => candidate.port === port.port) ?? null
  const step = (how: PortStep['how']): PortStep => ({ instance, port, how, before: old })
  if (seen === undefined || !seen.up || !observed.namespaces.has(instance.namespace)) return step('make')
  if (seen.mark === markOf(port)) return step('same')
  const alterable = old !== null && seen.mark === markOf(old)
  const isSameLink = alterable && old.device === port.device && old.mac === port.mac
  return step(isSameLink && keepsAddress(old, port) ? 'alter' : 'make')
}

/** With its last IPv4 address a link loses all its routes. */
function keepsAddress(old: PortLayout, port: PortLayout): boolean {
  const before = new Set(old.instance.map(add))
  return port.instance.some((item) => isV4Address(item) && before.has(add(item)))
}

const isV4Address = ({ object, rest }: Item): boolean => object === 'addr' && !rest.includes(':')

function closing(
  observed: Observed,
  before: Before,
  desired: HostLayout,
  names: Names,
  steps: readonly PortStep[],
): string[] {
  const script: string[] = []
  const staying = new Set(steps.filter((step) => step.how !== 'make').map((step) => step.port.port))
  const wanted = wantedNamespaces(desired, names)
  for (const [namespace, links] of observed.links) {
    if (!wanted.has(namespace)) continue
    script.push(
      ...removeLinks(
        namespace,
        [...links.keys()].filter((link) => link !== UPLINK && !staying.has(link)),
      ),
    )
  }
  script.push(...forgetting(observed, before, desired))
  for (const step of steps) {
    const { namespace } = step.instance
    if (step.how === 'make' && observed.namespaces.has(namespace)) {
      // Its other end may sit in a router namespace that lost its name.
      script.push(...ipBatchForced(namespace, [`link del ${step.port.device}`]))
      script.push(...forgetTable(namespace, step.port))
    }
    if (step.how !== 'alter' || step.before === null) continue
    const router = desired.routers.get(networkOfPort(step))?.namespace ?? ''
    script.push(...itemRemoval(router, without(step.before.router, step.port.router)))
    script.push(...itemRemoval(namespace, without(step.before.instance, step.port.instance)))
  }
  for (const [address, link] of observed.publicRoutes) {
    const route = desired.publicRoutes.get(address)
    if (route !== undefined && desired.routers.get(route.vpcId)?.uplinkPeer === link) continue
    script.push(...ipBatchForced(names.internet, [`route del ${address}/32 dev ${link}`]))
  }
  for (const router of desired.routers.values()) {
    const old = before?.routers.get(router.vpcId)
    if (old === undefined || !observed.namespaces.has(router.namespace)) continue
    script.push(...ipBatchForced(router.namespace, without(old.items, router.items).map(del)))
  }
  for (const instance of desired.instances.values()) {
    const ran = before?.instances.get(instance.id)?.running ?? true
    if (!instance.running && ran && observed.namespaces.has(instance.namespace)) {
      script.push(killProcesses(instance.namespace))
    }
  }
  script.push(...removeNamespaces([...observed.namespaces].filter((name) => !wanted.has(name))))
  return script
}

/** What links that were taken out of an instance leave behind in it. */
function forgetting(observed: Observed, before: Before, desired: HostLayout): string[] {
  return [...desired.instances.values()].flatMap((instance) => {
    if (!observed.namespaces.has(instance.namespace)) return []
    const kept = new Set(instance.ports.map((port) => port.port))
    const gone = (before?.instances.get(instance.id)?.ports ?? []).filter((port) => !kept.has(port.port))
    return gone.flatMap((port) => forgetTable(instance.namespace, port))
  })
}

function building(
  observed: Observed,
  before: Before,
  desired: HostLayout,
  names: Names,
  steps: readonly PortStep[],
): string[] {
  const missing = [...desired.routers.values(), ...desired.instances.values()]
    .map((one) => one.namespace)
    .filter((name) => !observed.namespaces.has(name))
  const script = addNamespaces(missing)
  for (const router of desired.routers.values()) {
    script.push(...buildRouter(observed, before, router, names))
  }
  for (const router of desired.routers.values()) {
    const made = steps.filter((step) => step.how === 'make' && networkOfPort(step) === router.vpcId)
    script.push(
      ...ipBatch(
        router.namespace,
        made.map((step) => addPort(step.port, step.instance.namespace)),
      ),
    )
  }
  for (const step of steps) {
    if (step.how === 'make') {
      const { namespace } = step.instance
      if (step.port.table !== null) script.push(looseSources(namespace, step.port.device))
      script.push(...configureInstance(namespace, step.port))
    }
    if (step.how === 'alter') {
      const added = without(step.port.instance, step.before?.instance ?? [])
      script.push(...itemBatch(step.instance.namespace, [], added))
    }
  }
  return script
}

function buildRouter(observed: Observed, before: Before, router: RouterLayout, names: Names): string[] {
  const uplink = observed.links.get(router.namespace)?.get(UPLINK)
  if (!observed.namespaces.has(router.namespace))
    return [...makeRouter(router, names.internet), ...configureRouter(router, router.items)]
  if (needsUplink(observed, router) || uplink === undefined) {
    return [...makeUplink(router, names.internet), ...configureRouter(router, router.items)]
  }
  if (uplink.mark === markOf(router)) return []
  const old = before?.routers.get(router.vpcId)
  if (old !== undefined && uplink.mark === markOf(old)) {
    return configureRouter(router, without(router.items, old.items))
  }
  // Unknown older layout: its gateways and blocks go, all of ours come.
  return [
    ...ipBatchForced(router.namespace, [
      ...['addr flush dev lo scope global', `route flush dev ${SINK}`],
      ...VISIBLE_ITEMS.map(del),
    ]),
    ...configureRouter(router, router.items),
  ]
}

function opening(
  observed: Observed,
  desired: HostLayout,
  names: Names,
  router: RouterLayout,
  steps: readonly PortStep[],
): string[] {
  const own = steps.filter((step) => networkOfPort(step) === router.vpcId)
  const made = own.filter((step) => step.how === 'make')
  const commands = own.flatMap((step) => {
    if (step.how === 'same') return []
    if (step.how === 'make') return openPort(step.port)
    const added = without(step.port.router, step.before?.router ?? [])
    return [
      ...added.map((item) => `${item.object} replace ${item.rest}`),
      setMark(step.port.port, markOf(step.port)),
    ]
  })
  const routes = [...desired.publicRoutes]
    .filter(([, route]) => route.vpcId === router.vpcId)
    .filter(
      ([address]) =>
        needsUplink(observed, router) || observed.publicRoutes.get(address) !== router.uplinkPeer,
    )
    .map(([address]) => `route replace ${publicRoute(address, router.uplinkPeer)}`)
  return [
    ...ipBatch(router.namespace, commands),
    ...promptProxyArp(
      router.namespace,
      made.map((step) => step.port.port),
    ),
    ...ipBatch(names.internet, routes),
  ]
}

/** Its other end, and with it every public route, goes when the router's namespace goes. */
const needsUplink = (observed: Observed, router: RouterLayout): boolean =>
  observed.links.get(router.namespace)?.has(UPLINK) !== true

/** The internet and outside hosts belong to nobody's resources and stay. */
function wantedNamespaces(desired: HostLayout, names: Names): { has(name: string): boolean } {
  const wanted = new Set(
    [...desired.routers.values(), ...desired.instances.values()].map((one) => one.namespace),
  )
  return { has: (name) => wanted.has(name) || name === names.internet || name.startsWith(names.outside('')) }
}

/** What `observe` would see once the transition is through. */
export function expected(desired: HostLayout, outside: ReadonlySet<string>, names: Names): Observed {
  const links = new Map<string, Map<string, { up: boolean; mark: string }>>()
  for (const router of desired.routers.values()) {
    links.set(router.namespace, new Map([[UPLINK, { up: true, mark: markOf(router) }]]))
  }
  const namespaces = new Set(outside)
  for (const one of [...desired.routers.values(), ...desired.instances.values()])
    namespaces.add(one.namespace)
  if (desired.routers.size > 0) namespaces.add(names.internet)
  for (const instance of desired.instances.values()) {
    for (const port of instance.ports) {
      const router = desired.routers.get(networkOfPort({ instance, port }))
      links.get(router?.namespace ?? '')?.set(port.port, { up: true, mark: markOf(port) })
    }
  }
  const publicRoutes = new Map<string, string>()
  for (const [address, { vpcId }] of desired.publicRoutes) {
    publicRoutes.set(address, desired.routers.get(vpcId)?.uplinkPeer ?? '')
  }
  return { namespaces, links, publicRoutes }
}
