// Policy tests: all of them now, or those that writes could break, before and after.

import { touchedBy } from '../../../core/analysis/change/touched.ts'
import { parseAssertion } from '../../../core/analysis/prove/assertion.ts'
import { type End, resolveEnd } from '../../../core/analysis/prove/ends.ts'
import type { Place, PolicyTest } from '../../../core/model/policyDocument.ts'
import type { ResourceReader, Write } from '../../../core/model/resources.ts'
import type { PathVerdict, RuleRef } from '../../../core/model/verdict.ts'
import { Overlay } from '../../../store/overlay.ts'
import { QuestionError } from '../../api/questionError.ts'
import { proveText } from './prove.ts'
import type { Question, Tools } from './question.ts'

export interface TestResult {
  readonly id: string
  readonly suite: string
  readonly name: string
  readonly claim: PolicyTest['claim']
  readonly text: string
  readonly place: Place
  readonly result: 'passes' | 'fails' | 'undecided'
  /** One of its ends is nobody now. */
  readonly vacuous: boolean
  readonly witness: string | null
  readonly verdict: PathVerdict | null
  /** Rules that decide about the witness. */
  readonly rules: readonly RuleRef[]
  /** How it stood before the writes; null: it is new, or was not asked. */
  readonly before: 'passes' | 'fails' | 'undecided' | null
}

export interface TestsInput {
  /** What would be written; none: how things stand. */
  readonly writes: readonly Write[]
  /** Only tests that the writes could break, and new ones. */
  readonly affectedOnly: boolean
  /** Only this suite; all when left out. */
  readonly suite?: string
}

export interface TestsAnswer {
  readonly results: readonly TestResult[]
  /** Tests that the writes do not concern. */
  readonly left: number
}

export const tests: Question<TestsInput, TestsAnswer> = ({ writes, affectedOnly, suite }, tools) => {
  const after = afterWrites(tools.state, writes)
  const all = [...after.list('policyTest')].filter((test) => suite === undefined || test.suite === suite)
  const asked = affectedOnly ? all.filter(concernedBy(tools, after, writes)) : all
  const results = asked.map((test, done) => {
    tools.onProgress(done, asked.length)
    return judged(tools, after, test, writes.length > 0)
  })
  return { results, left: all.length - asked.length }
}

export function afterWrites(state: Tools['state'], writes: readonly Write[]): Overlay {
  const after = new Overlay(state)
  for (const write of writes) {
    if (write.body === null) after.remove(write.kind, write.id)
    else after.put(write.kind, write.body as never)
  }
  return after
}

function judged(tools: Tools, after: Overlay, test: PolicyTest, isChange: boolean): TestResult {
  const proof = resultIn(after, test, { isOver: tools.isOver })
  const known = tools.state.get('policyTest', test.id)
  const isAsked = isChange && proof.result !== 'passes' && known?.resolved === test.resolved
  const { id, suite, name, claim, text, place } = test
  return {
    ...{ id, suite, name, claim, text, place, ...proof },
    before: isAsked ? resultIn(tools.state, test, tools).result : null,
  }
}

const MEANINGS = { allow: 'all', deny: 'none', only: 'only' } as const
const RESULTS = { holds: 'passes', broken: 'fails', undecided: 'undecided' } as const

type Judged = Pick<TestResult, 'result' | 'vacuous' | 'witness' | 'verdict' | 'rules'>

function resultIn(
  state: ResourceReader,
  { resolved, claim }: PolicyTest,
  tools: Parameters<typeof proveText>[2],
): Judged {
  try {
    const { result, vacuous, witness, verdict } = proveText(state, resolved, tools, MEANINGS[claim])
    const rules = (verdict?.sides ?? []).flatMap(({ why }) => (why.kind === 'rule' ? [why.rule] : []))
    return { result: RESULTS[result], vacuous, witness, verdict, rules }
  } catch (error) {
    // Who is named may be gone: then nobody gets there, and nobody can be let through.
    if (!(error instanceof QuestionError)) throw error
    // What cannot be read proves nothing: an older version may have read it otherwise.
    const isUnread = error.key === 'prove.malformed'
    const result = claim === 'allow' || isUnread ? 'fails' : 'passes'
    return { result, vacuous: !isUnread, witness: null, verdict: null, rules: [] }
  }
}

/** Whether a test's ends, or the rules of anybody in them, may be others now. */
function concernedBy(
  { state }: Tools,
  after: Overlay,
  writes: readonly Write[],
): (test: PolicyTest) => boolean {
  const { enis, vSwitches } = touchedBy(state, after, writes)
  const behind = [...vSwitches].flatMap((id) =>
    [state, after].flatMap((each) => each.by('eni', 'vSwitch', id)),
  )
  const touched = new Set<string>([...enis, ...behind.map(({ id }) => id)])
  const isNew = new Set(writes.flatMap(({ kind, id }) => (kind === 'policyTest' ? [id] : [])))
  const isTouched = (end: End | undefined): boolean =>
    end?.members.some(({ eni }) => touched.has(eni.id)) ?? false
  return ({ id, resolved, claim }) => {
    if (isNew.has(id)) return true
    const parsed = parseAssertion(resolved, 'all')
    if (parsed.kind === 'malformed') return true
    const { from, to } = parsed.assertion
    const [had, has] = [state, after].map((each) => [resolveEnd(each, from), resolveEnd(each, to)] as const)
    if (JSON.stringify(had?.map(identityOf)) !== JSON.stringify(has?.map(identityOf))) return true
    // Others count for `only` when they come, go or send differently: whoever does is touched.
    return claim === 'only' ? touched.size > 0 : [...(had ?? []), ...(has ?? [])].some(isTouched)
  }
}

/** Who is meant, with which addresses, as text. */
const identityOf = (end: End | undefined) =>
  end === undefined
    ? null
    : [
        end.members.map(({ eni, addresses, publicOnes }) => [
          eni.id,
          texts(addresses),
          texts(publicOnes.map((each) => each.public)),
        ]),
        texts(end.outside),
      ]

const texts = (set: End['outside']): readonly string[] => set.map(({ first, last }) => `${first}-${last}`)
