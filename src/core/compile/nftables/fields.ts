// Spells what a clause asks for in the columns of the row maps: protocol, destination ports, source ports.

import type { FlatClause } from '../../headerspace/flatten.ts'
import type { PortRange } from '../../model/ports.ts'
import { ICMP, ICMPV6, type Protocol, TCP, UDP } from '../../model/protocol.ts'
import type { Clause } from '../../policy/policy.ts'

/** One alternative of a clause, for one value of the ENI's own address. */
export interface FieldClause extends FlatClause {
  readonly clause: Clause
}

/** None when the clause can match no packet; several when `all` means only some protocols. */
export function fieldsOf(clause: Clause): readonly FieldClause[] {
  const speaksOfPorts = clause.ports !== null || clause.sourcePorts !== null
  if (isNothing(clause.ports) || isNothing(clause.sourcePorts)) return []
  if (speaksOfPorts && clause.icmp !== null) return []
  const { ports, peer } = clause
  const base = { ports, sourcePorts: clause.sourcePorts, peer, clause }
  if (clause.icmp !== null) {
    return among(clause.protocol, [ICMP, ICMPV6]).flatMap((protocol) => {
      const sourcePorts = icmpColumns(protocol, clause.icmp as NonNullable<Clause['icmp']>)
      return sourcePorts.length === 0 ? [] : [{ ...base, protocol, sourcePorts }]
    })
  }
  // P5: ports, also all of them, are something that only TCP and UDP have.
  const protocols = speaksOfPorts ? among(clause.protocol, [TCP, UDP]) : [clause.protocol]
  return protocols.map((protocol) => ({ ...base, protocol }))
}

const isNothing = (ranges: readonly PortRange[] | null): boolean => ranges?.length === 0

const among = (protocol: Protocol, possible: readonly number[]): readonly number[] =>
  possible.filter((each) => protocol === 'all' || protocol === each)

/** Answers that conntrack knows, by what they answer: echo, timestamp, information, address mask; ICMPv6 echo. */
const ICMP_ANSWERS: { readonly [protocol: number]: ReadonlyMap<number, number> } = {
  [ICMP]: new Map([
    [8, 0],
    [13, 14],
    [15, 16],
    [17, 18],
  ]),
  [ICMPV6]: new Map([[128, 129]]),
}

/**
 * Type and code are the first two bytes of the header, which rows read as source port. An answer is judged by what it
 * answers, and never opens a session (conntrack calls it invalid then), so it takes the column of its question.
 */
function icmpColumns(protocol: number, { type, code }: NonNullable<Clause['icmp']>): readonly PortRange[] {
  const answers = ICMP_ANSWERS[protocol] ?? new Map<number, number>()
  if ([...answers.values()].includes(type)) return []
  const answer = answers.get(type)
  return (answer === undefined ? [type] : [type, answer]).map((each) =>
    code === null
      ? { first: each * 256, last: each * 256 + 255 }
      : { first: each * 256 + code, last: each * 256 + code },
  )
}
