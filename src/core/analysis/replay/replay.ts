// Which recorded flows would get another verdict in another state; each that is named is judged by the reference, before and after.

import { type Direction, formatPacket, type Packet } from '../../model/packet.ts'
import type { PathVerdict, SideVerdict } from '../../model/verdict.ts'
import { crossesEdge } from '../../policy/edges.ts'
import { evaluate, evaluateEdge } from '../../policy/evaluate.ts'
import type { EniPolicy } from '../../policy/policy.ts'
import { asksForSourcePort } from '../../policy/sourcePorts.ts'
import { doubtedAmong, type EndsPair } from './doubted.ts'
import type { FlowEnds, FlowWorld } from './flowWorld.ts'
import type { RecordedFlow } from './recordedFlow.ts'

export interface ChangedFlow {
  readonly flow: RecordedFlow
  readonly before: PathVerdict
  readonly after: PathVerdict
}

export interface Replay {
  readonly changed: readonly ChangedFlow[]
  /** Flows with nobody of ours at either end, before or after. */
  readonly unplaced: number
  /** Flows that were not looked into to the end; 0 = this is everything. */
  readonly undecided: number
}

export interface ReplayOptions {
  /** True ends the work, the rest stays undecided. */
  readonly isOver?: () => boolean
  readonly onProgress?: (done: number, of: number) => void
  /** As `decidingPlaces` takes it. */
  readonly few?: number
}

/** So many flows between two looks at the time. */
const PORTION = 256

export function replay(
  flows: readonly RecordedFlow[],
  before: FlowWorld,
  after: FlowWorld,
  { isOver = () => false, onProgress, few }: ReplayOptions = {},
): Replay {
  const placed: (EndsPair & { readonly flow: RecordedFlow })[] = []
  for (const flow of flows) {
    const [was, is] = [before.endsOf(flow), after.endsOf(flow)]
    if (isNobodys(was) && isNobodys(is)) continue
    placed.push({ flow, packet: flow.packet, was, is })
  }
  const doubted = doubtedAmong(placed, few)
  const asked = placed.filter((_, place) => doubted[place] === 1)
  const [judgeBefore, judgeAfter] = [judgeOnce(), judgeOnce()]
  const changed: ChangedFlow[] = []
  let done = 0
  for (const { flow, packet, was, is } of asked) {
    if (done % PORTION === PORTION - 1) {
      if (isOver()) break
      onProgress?.(done, asked.length)
    }
    done++
    const [from, to] = [judgeBefore(was, packet), judgeAfter(is, packet)]
    if (from.action !== to.action) changed.push({ flow, before: from, after: to })
  }
  return { changed, unplaced: flows.length - placed.length, undecided: asked.length - done }
}

const isNobodys = ({ sender, receiver }: FlowEnds): boolean => sender === null && receiver === null

/**
 * The sender's groups, the edges of both vSwitches, the receiver's groups; all must accept (P1, A1). Ways are not looked
 * at: a flow that was recorded had one.
 */
function judgeEnds(ends: FlowEnds, packet: Packet): PathVerdict {
  const { sender, receiver } = ends
  const sides: SideVerdict[] = []
  if (sender === null && receiver === null) {
    return { action: 'drop', sides, noRoute: { kind: 'noRoute', reason: 'noSuchAddress' } }
  }
  const isOwn = sender !== null && sender.eniId === receiver?.eniId
  if (!isOwn) {
    for (const ask of questionsOf(ends, packet)) {
      const side = ask()
      sides.push(side)
      if (side.action === 'drop') return { action: 'drop', sides, noRoute: null }
    }
  }
  return { action: 'accept', sides, noRoute: null }
}

function questionsOf(
  { sender, receiver, unasked }: FlowEnds,
  packet: Packet,
): readonly (() => SideVerdict)[] {
  const crosses = crossesEdge(packet, sender ?? unasked ?? undefined, receiver ?? unasked ?? undefined)
  const groups = (policy: EniPolicy | null, direction: Direction) =>
    policy === null
      ? []
      : [() => ({ ...evaluate(policy, direction, packet), eniId: policy.eniId, direction })]
  const edges = (policy: EniPolicy | null, direction: Direction) => {
    const edge = policy?.edge
    if (policy === null || edge == null || !crosses) return []
    return [() => ({ ...evaluateEdge(edge, direction, packet), eniId: policy.eniId, direction })]
  }
  return [
    ...groups(sender, 'egress'),
    ...edges(sender, 'egress'),
    ...edges(receiver, 'ingress'),
    ...groups(receiver, 'ingress'),
  ]
}

/** Flows that differ in nothing that anybody looks at are one question. */
function judgeOnce(): (ends: FlowEnds, packet: Packet) => PathVerdict {
  const known = new Map<string, PathVerdict>()
  const asks = (policy: EniPolicy | null, direction: Direction, packet: Packet): boolean =>
    policy !== null && asksForSourcePort(policy, direction, packet)
  return (ends, packet) => {
    const { sender, receiver } = ends
    const isAsked = asks(sender, 'egress', packet) || asks(receiver, 'ingress', packet)
    const asked = formatPacket(isAsked ? packet : { ...packet, sourcePort: 0 })
    const key = `${sender?.eniId ?? ''} ${receiver?.eniId ?? ''} ${asked}`
    const verdict = known.get(key) ?? judgeEnds(ends, packet)
    known.set(key, verdict)
    return verdict
  }
}
