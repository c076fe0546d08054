// Whether anything looks at the source port of a packet: it differs from session to session, and hardly anybody asks.

import type { Direction, Packet } from '../model/packet.ts'
import { portInRange } from '../model/ports.ts'
import { SYSTEM_FLOWS } from '../model/system.ts'
import type { Clause, EniPolicy } from './policy.ts'

const lists = new WeakMap<readonly Clause[], boolean>()

const namesAny = (clauses: readonly Clause[]): boolean => {
  const known = lists.get(clauses) ?? clauses.some(({ sourcePorts }) => sourcePorts !== null)
  lists.set(clauses, known)
  return known
}

/** S1: some system traffic is known by its source port as well. */
const PORTS = SYSTEM_FLOWS.flatMap(({ sourcePort, port }) =>
  sourcePort === null || port === null ? [] : [port],
)

/** Also true where the edge of the vSwitch does. */
export const asksForSourcePort = (policy: EniPolicy, direction: Direction, packet: Packet): boolean =>
  namesAny(policy[direction]) ||
  (policy.edge !== null && namesAny(policy.edge[direction])) ||
  PORTS.some((range) => portInRange(packet.destinationPort, range))
