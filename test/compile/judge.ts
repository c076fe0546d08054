// Judges the rows of a packet table by the compiled plan alone: the interpreter's routers, no policy in sight.

import type { RulesetPlan, Table } from '../../src/core/compile/nftables/ast.ts'
import { ACCEPT, goto, rule } from '../../src/core/compile/nftables/ast.ts'
import { CHAINS, SETS } from '../../src/core/compile/nftables/names.ts'
import type { Delivery } from '../../src/core/compile/nftables/walk.ts'
import { formatAddress, parseAddress } from '../../src/core/model/address.ts'
import { addressBehind } from '../../src/core/model/borne.ts'
import type { Eni } from '../../src/core/model/network.ts'
import type { Packet } from '../../src/core/model/packet.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import { endpointsOf } from '../../src/core/policy/endpoint.ts'
import { linkTowards } from '../../src/core/policy/route.ts'
import type { PacketTable, Row } from '../packets/table.ts'
import { Routers } from './routers.ts'
import { questionOf } from './sessions.ts'

/** The last rule comment that is the word for a clause; null = something else decided. */
export const CLAUSE_WORDS = /^(sgr-|nae-|networkAcl:|inner:|default$|noGroup$|smtp$|otherNetwork$)/

export function interpreterJudge(table: PacketTable): (row: Row) => Delivery {
  const whole = new Routers(table.world)
  const egress = new Routers(table.world, openReceivers, true)
  const ingress = new Routers(table.world, openSenders)
  return (row) => {
    // Of its own: what an earlier row left behind must not make this row's packet part of a session.
    const routers = { whole, egress, ingress }[row.side ?? 'whole'].afresh()
    if (row.kind === 'reply') send(table.world, routers, questionOf(row.packet), { from: row.to })
    return send(table.world, routers, row.packet, row)
  }
}

export function send(
  world: ResourceReader,
  routers: Routers,
  packet: Packet,
  ends: Pick<Row, 'from'>,
): Delivery {
  const found = endpointsOf(world, packet).from
  const id = ends.from ?? (found.kind === 'eni' ? found.eniId : null)
  const sender = id === null ? undefined : world.get('eni', id)
  return sender === undefined
    ? routers.sendFromOutside(packet)
    : routers.sendFrom(sendingEni(world, sender, packet), asSent(world, sender, packet))
}

/** By which of its interfaces an instance sends. */
export const sendingEni = (world: ResourceReader, sender: Eni, packet: Packet): Eni =>
  linkTowards(world, sender, packet.destination) ?? sender

/** Tables may call a sender by its public address; on its own wire it has the private one. */
export function asSent(world: ResourceReader, sender: Eni, packet: Packet): Packet {
  const eip = world.by('eip', 'eni', sender.id).find((each) => each.address === formatAddress(packet.source))
  const source = parseAddress((eip && addressBehind(eip)) ?? '')
  return source === undefined ? packet : { ...packet, source }
}

/** Every receiver accepts, so that the sender's side is judged alone. */
export const openReceivers = (plan: RulesetPlan): RulesetPlan =>
  withTable(plan, (table) => ({
    ...table,
    chains: table.chains.map((chain) =>
      chain.name === CHAINS.ingress || chain.name === CHAINS.leave
        ? { ...chain, rules: [rule(ACCEPT)] }
        : chain,
    ),
  }))

/** Every sender accepts, so that the receiver's side is judged alone. */
export const openSenders = (plan: RulesetPlan): RulesetPlan =>
  withTable(plan, (table) => ({
    ...table,
    sets: table.sets.map((set) => {
      if (set.name !== SETS.egress.original) return set
      return { ...set, elements: set.elements.map((each) => ({ ...each, value: goto(CHAINS.ingress) })) }
    }),
  }))

/** Everything with an interface at both ends passes; what is no session's business (S1, S2, ways) stays. */
export const openAll = (plan: RulesetPlan): RulesetPlan =>
  withTable(plan, (table) => ({
    ...table,
    sets: table.sets.map((set) => {
      const isJudge = set.name === SETS.egress.original || set.name === SETS.egress.reply
      if (!isJudge) return set
      return { ...set, elements: set.elements.map((each) => ({ ...each, value: goto(CHAINS.accept) })) }
    }),
  }))

const withTable = (plan: RulesetPlan, change: (table: Table) => Table): RulesetPlan => ({
  ...plan,
  tables: plan.tables.map((table) => (table.family === 'inet' ? change(table) : table)),
})
