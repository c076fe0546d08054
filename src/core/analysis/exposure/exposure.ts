// Whether anyone of a set of addresses reaches a service of one ENI: open, closed or unknown, exactly, with a witness.

import { OutOfNodes } from '../../headerspace/bdd.ts'
import { factorsOf } from '../../headerspace/factors.ts'
import { samplePacket } from '../../headerspace/sample.ts'
import { type Family, parseAddress } from '../../model/address.ts'
import { type AddressSet, subtractSet, uniteSets } from '../../model/addressSet.ts'
import type { EniId, RuleId, SecurityGroupId } from '../../model/ids.ts'
import type { Packet } from '../../model/packet.ts'
import type { ResourceReader } from '../../model/resources.ts'
import type { RuleRef, Why } from '../../model/verdict.ts'
import { evaluate } from '../../policy/evaluate.ts'
import type { Clause, EniPolicy } from '../../policy/policy.ts'
import { resolvePolicy } from '../../policy/resolve.ts'
import {
  certainOf,
  type DoubtfulClause,
  type DoubtfulPolicy,
  doubtfulPolicy,
  type Knowledge,
  widest,
} from './doubt.ts'
import { type Judged, judge } from './judge.ts'
import { merged, type Region, type Unit, UnitIndex } from './units.ts'

export interface ExposureQuestion extends Region {
  /** From outside: members of groups never call from there (G1). */
  readonly isInternet: boolean
}

export type ExposureReason =
  /** Open by this rule; `holes`: addresses of the open families that stay out. */
  | { readonly kind: 'rule'; readonly rule: RuleRef; readonly holes: AddressSet }
  | { readonly kind: 'innerAccess'; readonly groupId: SecurityGroupId }
  | { readonly kind: 'noRule' }
  | { readonly kind: 'overruled'; readonly by: readonly RuleRef[] }
  | { readonly kind: 'noPublicAddress' }
  /** Lists, members or values that would decide. */
  | { readonly kind: 'unknown'; readonly missing: readonly string[] }
  | { readonly kind: 'ownAddress' }
  | { readonly kind: 'tooMuch'; readonly rules: number }

export interface Exposure {
  readonly open: boolean | 'unknown'
  /** Let in, as the evaluator confirmed. */
  readonly witness: Packet | null
  /** Fields of the witness that rules look at beyond its source, protocol and port. */
  readonly narrowed: readonly ('sourcePort' | 'destination')[]
  /** Open: the rule that lets the witness in, then others that let something in. Else: those that decide. */
  readonly rules: readonly RuleId[]
  readonly reason: ExposureReason
}

/** Up to here each rule is looked at by itself; an ENI has at most 1,000 (L1). */
const UNITS_APART = 1500
const UNITS_AT_MOST = 6000

/** Where nobody said which address the interface has. */
const PLAUSIBLE = {
  destination: ['10.0.0.1', 'fd00::1'].flatMap((text) => parseAddress(text) ?? []),
}

export type AskExposure = (question: ExposureQuestion) => Exposure

/** Answers many questions about one ENI; null when there is no such ENI. */
export function exposuresOf(reader: ResourceReader, eniId: EniId, knowledge: Knowledge): AskExposure | null {
  const policy = resolvePolicy(reader, eniId)
  return policy === undefined ? null : exposuresIn(reader, doubtfulPolicy(reader, policy, knowledge))
}

export function exposuresIn(reader: ResourceReader, { policy, lists }: DoubtfulPolicy): AskExposure {
  const clauses = lists.ingress
  const everybody = askedWith(policy, clauses)
  const fromOutside = clauses.filter(({ clause }) => !isAboutMembers(reader, clause))
  const outsiders = fromOutside.length === clauses.length ? everybody : askedWith(policy, fromOutside)
  return (question) => answer(question.isInternet ? outsiders : everybody, question)
}

/** What a question is put to. */
interface Asked {
  readonly policy: EniPolicy
  readonly index: UnitIndex
  /** With everything unknown as no, and as yes. */
  readonly certain: readonly Clause[]
  readonly possible: readonly Clause[]
}

const askedWith = (policy: EniPolicy, clauses: readonly DoubtfulClause[]): Asked => ({
  policy,
  index: new UnitIndex(clauses),
  certain: certainOf(clauses),
  possible: clauses.map(widest),
})

function answer(asked: Asked, question: ExposureQuestion): Exposure {
  if (question.own?.length === 0) return closed({ kind: 'noPublicAddress' }, [])
  try {
    const judged = ([4, 6] as const).flatMap((family) => judgeFamily(asked.index, question, family) ?? [])
    return conclude({ ...asked, question, judged })
  } catch (error) {
    if (!(error instanceof OutOfNodes || error instanceof TooManyUnits)) throw error
    return unknown({ kind: 'tooMuch', rules: asked.possible.length }, [])
  }
}

class TooManyUnits extends Error {}

const closed = (reason: ExposureReason, rules: readonly RuleId[]): Exposure => ({
  open: false,
  witness: null,
  narrowed: [],
  rules,
  reason,
})

const unknown = (reason: ExposureReason, rules: readonly RuleId[]): Exposure => ({
  open: 'unknown',
  witness: null,
  narrowed: [],
  rules,
  reason,
})

function isAboutMembers(reader: ResourceReader, { why }: Clause): boolean {
  if (why.kind === 'innerAccess') return true
  return why.kind === 'rule' && reader.get('rule', why.rule.ruleId)?.peer.kind === 'group'
}

interface FamilyJudged extends Judged {
  readonly units: readonly Unit[]
}

function judgeFamily(index: UnitIndex, question: ExposureQuestion, family: Family): FamilyJudged | undefined {
  const apart = index.unitsOf(question, family)
  const units = apart.length <= UNITS_APART ? apart : merged(apart)
  if (units.length > UNITS_AT_MOST) throw new TooManyUnits()
  const judged = judge(units, question, family)
  return judged && { ...judged, units }
}

interface Findings extends Asked {
  readonly question: ExposureQuestion
  readonly judged: readonly FamilyJudged[]
}

function conclude(findings: Findings): Exposure {
  const { judged } = findings
  const open = judged.find((each) => each.open === true)
  if (open !== undefined) return openBy(findings, open)
  return judged.some((each) => each.open === 'unknown') ? unknownBy(judged) : closedBy(judged)
}

function openBy(findings: Findings, { space, certain, bare }: FamilyJudged): Exposure {
  const { judged, question } = findings
  const sure = samplePacket(space, certain, PLAUSIBLE)
  const packet = sure ?? samplePacket(space, bare, PLAUSIBLE)
  if (packet === undefined) throw new Error('INVARIANT: what is open has a packet')
  const why = confirm(findings, packet, sure !== undefined)
  const sources = judged.filter((each) => each.open === true)
  const families = sources.map(({ space }) => space.family)
  const asked = question.from.filter(({ family }) => families.includes(family))
  const first = why.kind === 'rule' ? [why.rule.ruleId] : []
  const others = judged.flatMap(({ units, deciding }) =>
    deciding.flatMap((place) => {
      const unit = units[place]
      return unit?.action === 'accept' && unit.hinges.length === 0 ? rulesOf(unit) : []
    }),
  )
  return {
    open: true,
    witness: packet,
    narrowed: narrowedBy(judged, question),
    rules: [...new Set([...first, ...others.map(({ ruleId }) => ruleId)])],
    reason:
      why.kind === 'rule'
        ? { kind: 'rule', rule: why.rule, holes: subtractSet(asked, uniteSets(...sources.map(sourcesOf))) }
        : why.kind === 'innerAccess'
          ? { kind: 'innerAccess', groupId: why.groupId }
          : { kind: 'noRule' },
  }
}

function narrowedBy(judged: readonly FamilyJudged[], { own }: ExposureQuestion): Exposure['narrowed'] {
  const boxes = judged.flatMap(({ units }) => units.map(({ box }) => box))
  const byPort = boxes.some(({ sourcePorts }) => sourcePorts !== null)
  const byOwn = own === null && boxes.some(({ destination }) => destination !== null)
  return [...(byPort ? (['sourcePort'] as const) : []), ...(byOwn ? (['destination'] as const) : [])]
}

/** The reference judges the witness before anybody sees it, with everything unknown as no and as yes. */
function confirm({ policy, certain, possible }: Findings, packet: Packet, isCertain: boolean): Why {
  const judgeWith = (ingress: readonly Clause[]) => evaluate({ ...policy, ingress }, 'ingress', packet)
  const verdict = judgeWith(certain)
  const isAgreed = verdict.action === 'accept' && (!isCertain || judgeWith(possible).action === 'accept')
  if (!isAgreed) throw new Error('INVARIANT: analysis and evaluator agree')
  return verdict.why
}

/** Of one clause; of many put together only their number would be true. */
const rulesOf = ({ clauses }: Unit): readonly RuleRef[] =>
  clauses.length > 1 ? [] : clauses.flatMap(({ why }) => (why.kind === 'rule' ? [why.rule] : []))

function sourcesOf({ space, certain }: FamilyJudged): AddressSet {
  return uniteSets(...factorsOf(space, certain).map(({ source }) => source))
}

function closedBy(judged: readonly FamilyJudged[]): Exposure {
  const drops = judged.flatMap(({ units, deciding }) =>
    deciding.flatMap((place) => {
      const unit = units[place]
      return unit?.action === 'drop' ? rulesOf(unit) : []
    }),
  )
  const by = [...new Map(drops.map((ref) => [ref.ruleId, ref])).values()]
  return closed(
    by.length === 0 ? { kind: 'noRule' } : { kind: 'overruled', by },
    by.map(({ ruleId }) => ruleId),
  )
}

function unknownBy(judged: readonly FamilyJudged[]): Exposure {
  const places = judged
    .filter(({ open }) => open === 'unknown')
    .flatMap(({ units, deciding }) => deciding.flatMap((place) => units[place] ?? []))
  const hinged = places.filter(({ hinges }) => hinges.length > 0)
  const named =
    hinged.length > 0 ? hinged : places.filter(({ clauses }) => clauses.some(({ own }) => own !== null))
  const rules = [...new Set(named.flatMap(rulesOf).map(({ ruleId }) => ruleId))]
  const missing = [...new Set(hinged.flatMap(({ hinges }) => hinges.map(({ key }) => key)))]
  return unknown(missing.length > 0 ? { kind: 'unknown', missing } : { kind: 'ownAddress' }, rules)
}
