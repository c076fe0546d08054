// Judges the rows of a packet table by real packets through real routers.

import type { Eni } from '../../src/core/model/network.ts'
import type { Packet } from '../../src/core/model/packet.ts'
import { TCP } from '../../src/core/model/protocol.ts'
import type { Action } from '../../src/core/model/rule.ts'
import { endpointsOf, eniHas, eniShows } from '../../src/core/policy/endpoint.ts'
import { asSent, openAll, openReceivers, openSenders, sendingEni } from '../compile/judge.ts'
import { answerTo, apart, questionOf } from '../compile/sessions.ts'
import { isAtEdge, type PacketTable, type Row } from '../packets/table.ts'
import type { Lab, Landing, Shot } from './lab.ts'

/** Where a row cannot be sent; undefined = it can. */
export function reasonNotToSend(row: Row): string | undefined {
  return row.skips.get('kernel')
}

export async function judgeRow(lab: Lab, table: PacketTable, row: Row): Promise<Action> {
  const surgery = row.side === 'egress' ? openReceivers : row.side === 'ingress' ? openSenders : undefined
  if (surgery !== undefined) lab.load(table.world, 1, surgery)
  try {
    lab.forgetSessions()
    return (await judgeLoaded(lab, table, row)) === null ? 'drop' : 'accept'
  } finally {
    if (surgery !== undefined) lab.load(table.world)
  }
}

/** Its sessions need a handshake of their own. */
const SCTP = 132

/** Opens a session for each row between two ENIs while everything is open; then the answers are judged first. */
export async function judgeSessions(
  lab: Lab,
  table: PacketTable,
): Promise<readonly { readonly row: Row; readonly action: Action | 'differs' }[]> {
  lab.load(table.world, 1, openAll)
  lab.forgetSessions()
  const rows = table.rows.filter(
    (row) =>
      row.kind === 'first' &&
      row.side === null &&
      row.packet.protocol !== SCTP &&
      !isAtEdge(row) &&
      !row.skips.has('kernel'),
  )
  const offered = rows.flatMap((row) => {
    const shot = shotOf(table, row.packet, row.from, 'syn')
    // An answer to a translated packet would have to be translated as well.
    const isPlain = shot?.sender !== null && shot?.packet.source === row.packet.source
    return shot !== null && isPlain ? [{ row, shot }] : []
  })
  const distinct = apart(offered.map(({ shot }) => shot.packet))
  const asked = offered.filter(({ shot }) => distinct.includes(shot.packet))
  const landings = await lab.shoot(asked.map(({ shot }) => shot))
  const answerers = landings.map((landing) =>
    landing === null ? undefined : table.world.get('eni', landing),
  )
  const sessions = asked.flatMap(({ row, shot }, index) => {
    const sender = answerers[index]
    if (sender === undefined || !isUntranslated(shot, sender)) return []
    return [{ row, shot, answer: { sender, packet: answerTo(shot.packet) } }]
  })
  const answered = await lab.shoot(sessions.map(({ answer }) => ({ ...answer, segment: 'synAck' as const })))
  const live = sessions.filter((_, index) => answered[index] !== null)
  await lab.shoot(live.map(({ shot }) => ({ ...shot, segment: 'ack' as const })))
  lab.load(table.world, 2)
  const after = await lab.shoot(live.map(({ answer }) => ({ ...answer, segment: 'answerAck' as const })))
  const again = await lab.shoot(live.map(({ shot }) => ({ ...shot, segment: 'ack' as const })))
  lab.load(table.world)
  return live.map(({ row }, index) => {
    const [answer, packet] = [after, again].map((each) => (each[index] === null ? 'drop' : 'accept'))
    return { row, action: answer === packet ? (answer as Action) : 'differs' }
  })
}

/** Within the VPC, or between addresses that both stand on their interfaces (P10). */
const isUntranslated = ({ sender, packet }: Shot, receiver: Eni): boolean =>
  eniHas(receiver, packet.destination) ||
  (sender !== null && eniShows(sender, packet.source) && eniShows(receiver, packet.destination))

async function judgeLoaded(lab: Lab, table: PacketTable, row: Row): Promise<Landing> {
  if (row.kind !== 'reply') {
    return one(lab, shotOf(table, row.packet, row.from, row.kind === 'midstream' ? 'ack' : 'syn'))
  }
  const opened = await one(lab, shotOf(table, questionOf(row.packet), row.to, 'syn'))
  // Without a session an answer is a segment in mid-stream (C4): a SYN-ACK alone is void for conntrack.
  return one(lab, shotOf(table, row.packet, row.from, opened === null ? 'ack' : 'synAck'))
}

const one = async (lab: Lab, shot: Shot | null): Promise<Landing> =>
  shot === null ? null : ((await lab.shoot([shot]))[0] ?? null)

/** Null: the sender has no interface to send by. */
function shotOf(
  { world }: PacketTable,
  packet: Packet,
  from: string | null,
  segment: NonNullable<Shot['segment']>,
): Shot | null {
  const found = endpointsOf(world, packet).from
  const id = from ?? (found.kind === 'eni' ? found.eniId : null)
  const sender: Eni | null = id === null ? null : (world.get('eni', id) ?? null)
  const extra = packet.protocol === TCP ? { segment } : {}
  if (sender === null) return { sender, packet, ...extra }
  const state = sender.instanceId === null ? undefined : world.get('instance', sender.instanceId)?.state
  return state === 'running'
    ? { sender: sendingEni(world, sender, packet), packet: asSent(world, sender, packet), ...extra }
    : null
}
