// Judges the rows of a packet table by the reference: whole paths or single sides, with sessions for replies.

import { type Packet, reply } from '../../src/core/model/packet.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import type { Action } from '../../src/core/model/rule.ts'
import type { PathVerdict, SideVerdict, Why } from '../../src/core/model/verdict.ts'
import { type Endpoint, endpointOf, endpointsOf } from '../../src/core/policy/endpoint.ts'
import type { SessionState } from '../../src/core/policy/evaluate.ts'
import { judgePath, judgeSide } from '../../src/core/policy/path.ts'
import { createResolver, type Resolver } from '../../src/core/policy/resolve.ts'
import { createSessions } from '../../src/core/policy/sessions.ts'
import type { PacketTable, Row } from './table.ts'

export interface Judgement {
  readonly action: Action
  /** What decided: the last side, or that there is no way. */
  readonly why: Why | null
  readonly sides: readonly SideVerdict[]
}

/** A function from row to judgement; peers are resolved once for the table. */
export function referenceJudge(table: PacketTable): (row: Row) => Judgement {
  const resolver = createResolver(table.world)
  return (row) => {
    const judge = (packet: Packet, session: SessionState) =>
      judgeOnce(table.world, resolver, row, packet, session)
    if (row.kind !== 'reply') return judge(row.packet, 'none')
    // The packet that a reply answers comes first, whatever its fate: only an accepted one opens a session.
    const sessions = createSessions(judge)
    sessions.offer(reply(row.packet))
    return sessions.offer(row.packet)
  }
}

function judgeOnce(
  world: ResourceReader,
  resolver: Resolver,
  row: Row,
  packet: Packet,
  session: SessionState,
): Judgement {
  const { from, to } = endsOf(world, row, packet)
  const options = { resolver, session }
  if (row.side === null) return fromPath(judgePath(world, packet, from, to, options))
  const side = judgeSide(world, packet, from, to, row.side, options)
  if (side === undefined) throw new Error(`no ENI on the ${row.side} side of \`${row.text}\``)
  return { action: side.action, why: side.why, sides: [side] }
}

const fromPath = ({ action, sides, noRoute }: PathVerdict): Judgement => ({
  action,
  why: noRoute ?? sides.at(-1)?.why ?? null,
  sides,
})

/** `from` and `to` of a row are about the row's own packet; the packet a reply answers goes the other way. */
function endsOf(world: ResourceReader, row: Row, packet: Packet): { from: Endpoint; to: Endpoint } {
  const found = endpointsOf(world, packet)
  const isRowsOwn = packet === row.packet
  const named = (id: string | null, otherwise: Endpoint): Endpoint => {
    const eni = id === null ? undefined : world.get('eni', id)
    return eni === undefined ? otherwise : endpointOf(eni)
  }
  return {
    from: named(isRowsOwn ? row.from : row.to, found.from),
    to: named(isRowsOwn ? row.to : row.from, found.to),
  }
}
