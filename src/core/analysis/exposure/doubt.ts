// Clauses of which something is not known: a list nobody gave, members nobody listed, a value known only after apply.

import type { AddressSet } from '../../model/addressSet.ts'
import type { RuleId, SecurityGroupId } from '../../model/ids.ts'
import type { Direction } from '../../model/packet.ts'
import type { ResourceReader } from '../../model/resources.ts'
import type { Rule } from '../../model/rule.ts'
import type { Clause, EniPolicy } from '../../policy/policy.ts'

/**
 * A yes or no that nobody knows. `peer`: asked anew for each address of the other end, `service`: for each protocol
 * and port, `packet`: for each packet. Equal keys have equal answers.
 */
export interface Hinge {
  readonly kind: 'peer' | 'service' | 'packet'
  readonly key: string
  /** What a `peer` can be at most; null = anybody. */
  readonly limit: AddressSet | null
}

/** Matches what the clause matches, as far as all hinges say yes. */
export interface DoubtfulClause {
  readonly clause: Clause
  readonly hinges: readonly Hinge[]
}

/** Parts of one rule that are not known. */
export interface RuleDoubt {
  readonly match?: true
  readonly action?: true
  readonly place?: true
}

/** What is known about the documents of a reader beyond what they say. */
export interface Knowledge {
  /** A list or member that is not there does not exist; otherwise nobody gave it. */
  readonly complete: boolean
  readonly rules: ReadonlyMap<RuleId, RuleDoubt>
  /** Whether their members reach each other was not said. */
  readonly innerAccess: ReadonlySet<SecurityGroupId>
  /** Said to have no members; else a group without any listed is one that nobody listed. */
  readonly memberless?: ReadonlySet<SecurityGroupId>
  /** Whom members of a group can be while nobody is listed (G1: private addresses; of IPv6, any). */
  readonly strangers: AddressSet
}

/** Hinges whose answers are taken as no: what is certain to be matched. */
export const certainOf = (clauses: readonly DoubtfulClause[]): readonly Clause[] =>
  clauses.filter(({ hinges }) => hinges.length === 0).map(({ clause }) => clause)

/** Everything a clause could match, whatever the hinges say. */
export const widest = ({ clause, hinges }: DoubtfulClause): Clause => {
  if (hinges.length === 0) return clause
  const peer = hinges.find(({ kind }) => kind === 'peer')
  return {
    ...clause,
    ...(peer && { peer: peer.limit === null ? null : { key: `at most ${peer.key}`, ranges: peer.limit } }),
    ...(hinges.some(({ kind }) => kind === 'service') && { ports: null }),
  }
}

/** Both lists of an interface with what is not known about them. */
export interface DoubtfulPolicy {
  readonly policy: EniPolicy
  readonly lists: { readonly [direction in Direction]: readonly DoubtfulClause[] }
}

export const doubtfulPolicy = (
  reader: ResourceReader,
  policy: EniPolicy,
  knowledge: Knowledge,
): DoubtfulPolicy => ({
  policy,
  lists: {
    ingress: doubtful(reader, policy.ingress, knowledge),
    egress: doubtful(reader, policy.egress, knowledge),
  },
})

/** For clauses of one direction as resolved, with what is missing taken as empty. */
function doubtful(
  reader: ResourceReader,
  clauses: readonly Clause[],
  knowledge: Knowledge,
): readonly DoubtfulClause[] {
  const early: DoubtfulClause[] = []
  const inPlace = clauses.flatMap((clause): readonly DoubtfulClause[] => {
    const rule = clause.why.kind === 'rule' ? reader.get('rule', clause.why.rule.ruleId) : undefined
    const hinges =
      rule === undefined ? innerHinges(reader, clause, knowledge) : ruleHinges(reader, rule, knowledge)
    const doubt = rule === undefined ? undefined : knowledge.rules.get(rule.id)
    const made = actionDoubt({ clause, hinges }, doubt, rule)
    if (doubt?.place !== true || rule === undefined) return made
    // It may stand anywhere: in front of all others for some packets, behind them for all.
    for (const each of made)
      early.push({ ...each, hinges: [...each.hinges, packetHinge(`place of ${rule.id}`)] })
    return []
  })
  if (early.length === 0) return inPlace
  const late = early.map((each) => ({ ...each, hinges: each.hinges.slice(0, -1) }))
  return [...early, ...inPlace.slice(0, -1), ...late, ...inPlace.slice(-1)]
}

/** Perhaps accept, otherwise drop. */
function actionDoubt(
  made: DoubtfulClause,
  doubt: RuleDoubt | undefined,
  rule: Rule | undefined,
): readonly DoubtfulClause[] {
  if (doubt?.action !== true || rule === undefined) return [made]
  const accept = { ...made.clause, action: 'accept' as const }
  const drop = { ...made.clause, action: 'drop' as const }
  const hinge = packetHinge(`action of ${rule.id}`)
  return [
    { clause: accept, hinges: [...made.hinges, hinge] },
    { clause: drop, hinges: made.hinges },
  ]
}

const packetHinge = (key: string): Hinge => ({ kind: 'packet', key, limit: null })

function innerHinges(reader: ResourceReader, { why }: Clause, knowledge: Knowledge): readonly Hinge[] {
  if (why.kind !== 'innerAccess' || knowledge.complete) return []
  const hinges = [...membersHinge(reader, why.groupId, knowledge)]
  if (knowledge.innerAccess.has(why.groupId)) {
    hinges.push({ kind: 'packet', key: `inner access of ${why.groupId}`, limit: null })
  }
  return hinges
}

function ruleHinges(reader: ResourceReader, rule: Rule, knowledge: Knowledge): readonly Hinge[] {
  const { peer, ports } = rule
  const hinges: Hinge[] = []
  if (knowledge.rules.get(rule.id)?.match === true) hinges.push(packetHinge(`match of ${rule.id}`))
  if (knowledge.complete) return hinges
  if (peer.kind === 'group') hinges.push(...membersHinge(reader, peer.groupId, knowledge))
  if (peer.kind === 'prefixList' && reader.get('prefixList', peer.listId) === undefined) {
    hinges.push({ kind: 'peer', key: peer.listId, limit: null })
  }
  if (ports.kind === 'list' && reader.get('portList', ports.listId) === undefined) {
    hinges.push({ kind: 'service', key: ports.listId, limit: null })
  }
  return hinges
}

function membersHinge(
  reader: ResourceReader,
  groupId: SecurityGroupId,
  { strangers, memberless }: Knowledge,
): readonly Hinge[] {
  if (memberless?.has(groupId) === true) return []
  const isListed = reader.by('eni', 'group', groupId).some((eni) => eni.primaryAddress !== '')
  return isListed ? [] : [{ kind: 'peer', key: groupId, limit: strangers }]
}
