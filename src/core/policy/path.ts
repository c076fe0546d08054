// A packet's whole way judged: the sender's groups, the edges of both vSwitches, the receiver's groups; all must accept (P1, A1).

import { type Direction, type Packet, reply } from '../model/packet.ts'
import type { ResourceReader } from '../model/resources.ts'
import type { PathVerdict, SideVerdict } from '../model/verdict.ts'
import type { Endpoint } from './endpoint.ts'
import { evaluate, evaluateEdge, type SessionState } from './evaluate.ts'
import { createResolver, type Resolver } from './resolve.ts'
import { type Hop, type NoRouteReason, type Route, routeOf } from './route.ts'

export interface PathOptions {
  /** Give one when judging many packets against one state. */
  readonly resolver?: Resolver
  readonly session?: SessionState
}

export function judgePath(
  reader: ResourceReader,
  packet: Packet,
  from: Endpoint,
  to: Endpoint,
  options: PathOptions = {},
): PathVerdict {
  const verdict = firstDrop(reader, packet, from, to, options)
  if (verdict.action === 'accept' || verdict.sides.at(-1)?.keeps !== true) return verdict
  const { sides, noRoute } = judgeWay(reader, packet, from, to, options)
  const isKept = noRoute === null && sides.every((side) => side.action === 'accept' || side.keeps === true)
  return isKept ? { ...verdict, keeps: true } : verdict
}

function firstDrop(
  reader: ResourceReader,
  packet: Packet,
  from: Endpoint,
  to: Endpoint,
  options: PathOptions,
): PathVerdict {
  const route = routeOf(reader, packet, from, to)
  const policies = options.resolver ?? createResolver(reader)
  const judge = hopJudge(policies, options.session)
  if (route.sender !== null && route.receiver !== null && isLocal(route.sender, route.receiver)) {
    return { action: 'accept', sides: [], noRoute: null }
  }
  const egress = route.sender && judge(route.sender, 'egress')
  if (egress !== null && (egress.action === 'drop' || egress.why.kind === 'system')) {
    return { action: egress.action, sides: [egress], noRoute: null }
  }
  const sides = egress === null ? [] : [egress]
  if (route.noRoute !== null) return noWay(sides, route.noRoute)
  for (const side of edgeSides(route, policies)) {
    sides.push(side)
    if (side.action === 'drop') return { action: 'drop', sides, noRoute: null }
  }
  const ingress = route.receiver && judge(route.receiver, 'ingress')
  return ingress === null
    ? { action: 'accept', sides, noRoute: null }
    : { action: ingress.action, sides: [...sides, ingress], noRoute: null }
}

/** One side of the way with the packet as it looks there. */
export interface WaySide extends SideVerdict {
  readonly packet: Packet
}

export interface Way {
  /** Within one instance, where nothing is asked. */
  readonly isLocal: boolean
  readonly sides: readonly WaySide[]
  readonly noRoute: NoRouteReason | null
}

/** Like `judgePath`, but what stands behind a drop is asked as well: for who wants to know all that would have to change. */
export function judgeWay(
  reader: ResourceReader,
  packet: Packet,
  from: Endpoint,
  to: Endpoint,
  options: PathOptions = {},
): Way {
  const route = routeOf(reader, packet, from, to)
  const { sender, receiver, noRoute } = route
  if (sender !== null && receiver !== null && isLocal(sender, receiver)) {
    return { isLocal: true, sides: [], noRoute: null }
  }
  const policies = options.resolver ?? createResolver(reader)
  const judge = hopJudge(policies, options.session)
  const egress = sender === null ? [] : [{ ...judge(sender, 'egress'), packet: sender.packet }]
  if (egress[0]?.why.kind === 'system') return { isLocal: false, sides: egress, noRoute: null }
  if (noRoute !== null) return { isLocal: false, sides: egress, noRoute }
  const edges = edgeSides(route, policies).flatMap((side) => {
    const hop = side.direction === 'egress' ? sender : receiver
    return hop === null ? [] : [{ ...side, packet: hop.packet }]
  })
  const ingress = receiver === null ? [] : [{ ...judge(receiver, 'ingress'), packet: receiver.packet }]
  return { isLocal: false, sides: [...egress, ...edges, ...ingress], noRoute: null }
}

/**
 * The answer to an accepted packet: a session excuses it from all groups, but not from network ACLs (A1).
 * Public addresses are translated back on its way as they were on the packet's.
 */
export function judgeAnswer(
  reader: ResourceReader,
  packet: Packet,
  from: Endpoint,
  to: Endpoint,
  options: Pick<PathOptions, 'resolver'> = {},
): PathVerdict {
  return judgePath(reader, answerTo(reader, packet, from, to), to, from, { ...options, session: 'accepted' })
}

/** As the receiver sends it. */
export function answerTo(reader: ResourceReader, packet: Packet, from: Endpoint, to: Endpoint): Packet {
  return reply(routeOf(reader, packet, from, to).receiver?.packet ?? packet)
}

/** The groups of one side alone, whatever network ACLs and the other side say; undefined when no ENI stands there. */
export function judgeSide(
  reader: ResourceReader,
  packet: Packet,
  from: Endpoint,
  to: Endpoint,
  direction: Direction,
  options: PathOptions = {},
): SideVerdict | undefined {
  const route = routeOf(reader, packet, from, to)
  const hop = direction === 'egress' ? route.sender : route.receiver
  if (hop === null) return undefined
  return hopJudge(options.resolver ?? createResolver(reader), options.session)(hop, direction)
}

/** A1: where the packet leaves a vSwitch and where it enters one; nowhere when it stays within. */
function edgeSides({ sender, receiver }: Route, policies: Resolver): readonly SideVerdict[] {
  const staysWithin = sender?.eni.vSwitchId === receiver?.eni.vSwitchId && sender?.packet === receiver?.packet
  if (staysWithin) return []
  const sideOf = (hop: Hop | null, direction: Direction): readonly SideVerdict[] => {
    const edge = hop === null ? null : (policies.policyOf(hop.eni.id)?.edge ?? null)
    if (hop === null || edge === null) return []
    return [{ ...evaluateEdge(edge, direction, hop.packet), eniId: hop.eni.id, direction }]
  }
  return [...sideOf(sender, 'egress'), ...sideOf(receiver, 'ingress')]
}

function hopJudge(policies: Resolver, session: SessionState | undefined) {
  return (hop: Hop, direction: Direction): SideVerdict => {
    const policy = policies.policyOf(hop.eni.id)
    if (policy === undefined) throw new Error(`INVARIANT: a hop's ENI exists: ${hop.eni.id}`)
    return { ...evaluate(policy, direction, hop.packet, session), eniId: hop.eni.id, direction }
  }
}

/** Within one instance a packet never meets a security group; the detour through an EIP leaves it. */
const isLocal = (sender: Hop, receiver: Hop): boolean =>
  sender.eni.instanceId === receiver.eni.instanceId && sender.packet === receiver.packet

const noWay = (sides: readonly SideVerdict[], reason: NoRouteReason): PathVerdict => ({
  action: 'drop',
  sides,
  noRoute: { kind: 'noRoute', reason },
})
