// Ends of new policy tests must be somebody: a misspelled name would make a test that denies pass for ever.

import { parseAssertion } from '../../core/analysis/prove/assertion.ts'
import { howMany } from '../../core/analysis/prove/ends.ts'
import { nearNames } from '../../core/analysis/prove/nearNames.ts'
import type { PolicyTest } from '../../core/model/policyDocument.ts'
import type { Call } from '../../service/call.ts'
import { PolicyFileError, type PolicyProblem } from './problems.ts'

type KeptTests = ReadonlySet<string>

/** To be asked for before they are replaced: who is named in them may have gone since. */
export const keptTests = ({ state, accountId }: Call, suite: string): KeptTests =>
  new Set(state.by('policyTest', 'suite', `${accountId} ${suite}`).map(wordsOf))

/** Throws with every name that is nobody's, or that of several, in tests that were not kept before. */
export function checkEnds(call: Call, tests: readonly PolicyTest[], kept: KeptTests): void {
  const problems = tests.filter((test) => !kept.has(wordsOf(test))).flatMap((test) => problemsIn(call, test))
  if (problems.length > 0) throw new PolicyFileError(problems)
}

const wordsOf = ({ claim, resolved }: PolicyTest): string => `${claim} ${resolved}`

function problemsIn(call: Call, { resolved, place }: PolicyTest): readonly PolicyProblem[] {
  const parsed = parseAssertion(resolved, 'all')
  if (parsed.kind === 'malformed') return []
  const { from, to } = parsed.assertion
  return [...from.split(','), ...to.split(',')].flatMap((name): PolicyProblem[] => {
    const count = howMany(call.state, name)
    if (count === 1) return []
    if (count > 1) return [{ place, key: 'policy.severalCalled', values: { name, count } }]
    const near = nearNames(name, namesOf(call)).map((each) => `\`${each}\``)
    if (near.length === 0)
      return [{ place, key: 'policy.nobodyCalled', values: { name }, hint: 'expected.testEnd' }]
    return [{ place, key: 'policy.nobodyCalledNear', values: { name, near: near.join(', ') } }]
  })
}

/** Words that would be somebody. */
const namesOf = ({ state, accountId }: Call): readonly string[] => [
  ...state.by('instance', 'account', accountId).map(({ name }) => name),
  ...state.by('securityGroup', 'account', accountId).flatMap(({ id, name }) => [id, `group:${name}`]),
  ...['internet', 'any'],
]
