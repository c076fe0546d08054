// Who reaches somebody on one service, whom somebody reaches, and the table of groups; exact, only lists are cut.

import { type Fleet, fleetOf } from '../../../core/analysis/fleet.ts'
import { parseAssertion } from '../../../core/analysis/prove/assertion.ts'
import { resolveEnd } from '../../../core/analysis/prove/ends.ts'
import { prove } from '../../../core/analysis/prove/prove.ts'
import { pairWitness, type Reach, reaches, reachOn } from '../../../core/analysis/reach.ts'
import { countPairs, groupMatrix } from '../../../core/analysis/reachMatrix.ts'
import { parseSingleService, type Service } from '../../../core/analysis/service.ts'
import type { Family } from '../../../core/model/address.ts'
import { formatPacket } from '../../../core/model/packet.ts'
import { ICMP, ICMPV6 } from '../../../core/model/protocol.ts'
import type { EniPolicy } from '../../../core/policy/policy.ts'
import { QuestionError } from '../../api/questionError.ts'
import type { Question, Tools } from './question.ts'

export interface ReachItem {
  readonly eniId: string
  readonly instanceId: string | null
  readonly address: string
  readonly groups: readonly string[]
  readonly witness: string
}

export interface ReachAnswer {
  /** Interfaces that it is about. */
  readonly meant: number
  /** How many others reach, or are reached by, at least one of them. */
  readonly total: number
  readonly items: readonly ReachItem[]
  readonly left: number
  /** Null: nothing of the outside gets there, or goes there; undecided: not told in time. */
  readonly internet: string | null | 'undecided'
}

interface ReachInput {
  readonly end: string
  readonly service: string
  /** `to`: who reaches the end; `from`: whom the end reaches. */
  readonly side: 'from' | 'to'
  readonly limit: number
}

export const reach: Question<ReachInput, ReachAnswer> = ({ end, service, side, limit }, tools) => {
  const meant = new Set(
    (resolveEnd(tools.state, end) ?? unknownEnd(end)).members.map(({ eni }) => eni.id as string),
  )
  const wanted = serviceOf(service)
  const found = new Map<string, ReachItem>()
  for (const one of reachesOn(tools, wanted)) collect(tools, one, meant, side, found)
  const items = [...found.values()]
  return {
    meant: meant.size,
    total: items.length,
    items: items.slice(0, limit),
    left: Math.max(0, items.length - limit),
    internet: outsideOf(tools, end, service, side),
  }
}

function collect(
  { state }: Tools,
  one: Reach,
  meant: ReadonlySet<string>,
  side: ReachInput['side'],
  found: Map<string, ReachItem>,
): void {
  const { members } = one.fleet
  const ours = [...members.keys()].filter((place) => meant.has(members[place]?.policy.eniId ?? ''))
  if (ours.length === 0) return
  for (const [other, member] of members.entries()) {
    const { eniId } = member.policy
    if (found.has(eniId)) continue
    const pairs = ours.map((own) => (side === 'to' ? ([other, own] as const) : ([own, other] as const)))
    const pair = pairs.find(([from, to]) => reaches(one, from, to) && !isOneInstance(one, from, to))
    if (pair === undefined) continue
    const eni = state.get('eni', eniId)
    found.set(eniId, {
      eniId,
      instanceId: eni?.instanceId ?? null,
      address: eni?.primaryAddress ?? '',
      groups: eni?.securityGroupIds ?? [],
      witness: formatPacket(pairWitness(one, ...pair)),
    })
  }

  /** P2: within an instance no packet meets a group. */
  function isOneInstance({ fleet }: Reach, from: number, to: number): boolean {
    const [a, b] = [from, to].map((place) => state.get('eni', fleet.members[place]?.policy.eniId ?? ''))
    return a?.instanceId != null && a.instanceId === b?.instanceId
  }
}

/** Of each VPC, in each family that the service can have. */
function* reachesOn(tools: Tools, service: Service): Iterable<Reach> {
  for (const fleet of fleetsOf(tools, service)) yield reachOn(fleet, service)
}

function* fleetsOf({ state, resolver, isOver }: Tools, { protocol }: Service): Iterable<Fleet> {
  const families: readonly Family[] = protocol === ICMP ? [4] : protocol === ICMPV6 ? [6] : [4, 6]
  const vpcs = new Map<string, EniPolicy[]>()
  for (const { id } of state.list('eni')) {
    const policy = resolver.policyOf(id)
    if (policy === undefined) continue
    const known = vpcs.get(policy.vpcId)
    if (known === undefined) vpcs.set(policy.vpcId, [policy])
    else known.push(policy)
  }
  for (const policies of vpcs.values()) {
    for (const family of families) {
      if (isOver()) throw new QuestionError('reach.undecided', {})
      const fleet = fleetOf(policies, family)
      if (fleet.members.length > 0) yield fleet
    }
  }
}

function outsideOf({ state, resolver, isOver }: Tools, end: string, service: string, side: 'from' | 'to') {
  const text = side === 'to' ? `internet -> ${end} ${service}` : `${end} -> internet ${service}`
  const parsed = parseAssertion(text)
  if (parsed.kind === 'malformed') throw new QuestionError('prove.malformed', { text })
  const proof = prove(state, parsed.assertion, { resolver, isOver })
  if (proof.kind === 'undecided') return 'undecided' as const
  return 'witness' in proof && proof.witness !== null ? formatPacket(proof.witness) : null
}

export interface MatrixAnswer {
  readonly groups: readonly { readonly id: string; readonly name: string; readonly members: number }[]
  /** Row by row in the order of the groups: pairs that reach, and pairs there are. */
  readonly cells: readonly (readonly [reaching: number, pairs: number])[]
  /** Groups beyond those shown. */
  readonly left: number
  /** Over all interfaces, whatever groups are shown. */
  readonly reaching: number
  readonly pairs: number
}

export const reachMatrix: Question<
  { readonly service: string; readonly groups: readonly string[]; readonly limit: number },
  MatrixAnswer
> = ({ service, groups: named, limit }, tools) => {
  const { state } = tools
  const wanted = serviceOf(service)
  for (const id of named) if (state.get('securityGroup', id) === undefined) unknownEnd(id)
  const all = named.length > 0 ? named : [...state.list('securityGroup')].map(({ id }) => id as string)
  const shown = all.slice(0, limit)
  const sums = new Map<string, [number, number]>()
  const total = { reaching: 0, pairs: 0 }
  for (const one of reachesOn(tools, wanted)) {
    const count = countPairs(one)
    total.reaching += count.reaching
    total.pairs += count.pairs
    const places = new Map(one.fleet.members.map(({ policy }, place) => [policy.eniId as string, place]))
    const members = (id: string) => state.by('eni', 'group', id).flatMap((eni) => places.get(eni.id) ?? [])
    const present = new Map(
      shown.map((id) => [id, members(id)] as const).filter(([, list]) => list.length > 0),
    )
    for (const cell of groupMatrix(one, present)) {
      const key = `${cell.from} ${cell.to}`
      const [reaching, pairs] = sums.get(key) ?? [0, 0]
      sums.set(key, [reaching + cell.reaching, pairs + cell.pairs])
    }
  }
  return {
    groups: shown.map((id) => ({
      id,
      name: state.get('securityGroup', id)?.name ?? '',
      members: state.by('eni', 'group', id).length,
    })),
    cells: shown.flatMap((from) => shown.map((to) => sums.get(`${from} ${to}`) ?? ([0, 0] as const))),
    left: all.length - shown.length,
    ...total,
  }
}

const serviceOf = (text: string): Service =>
  parseSingleService(text) ?? raise(new QuestionError('reach.badService', { text }))

const unknownEnd = (end: string): never => raise(new QuestionError('prove.unknownEnd', { end }))

function raise(error: Error): never {
  throw error
}
