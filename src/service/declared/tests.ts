// Installs the tests of a policy: a suite is replaced as a whole.

import type { Bindings, PolicyTest } from '../../core/model/policyDocument.ts'
import type { Call } from '../call.ts'
import type { Declaration, DeclaredTest } from './declaration.ts'

/** Gives all of the suite; those that stay the same are not written again. */
export function installTests(
  call: Call,
  { name, tests }: Pick<Declaration, 'name' | 'tests'>,
  bindings: Pick<Bindings, 'groups'> | undefined,
): readonly PolicyTest[] {
  const wanted = tests.map((test, place) => testOf(call, name, test, place, bindings))
  const before = call.state.by('policyTest', 'suite', `${call.accountId} ${name}`)
  const ids = new Set(wanted.map(({ id }) => id))
  for (const { id } of before) if (!ids.has(id)) call.state.remove('policyTest', id)
  for (const test of wanted) {
    const known = call.state.get('policyTest', test.id)
    if (JSON.stringify(known) !== JSON.stringify(test)) call.state.put('policyTest', test)
  }
  return wanted
}

export function removeTests(call: Call, suite: string): number {
  const all = call.state.by('policyTest', 'suite', `${call.accountId} ${suite}`)
  for (const { id } of all) call.state.remove('policyTest', id)
  return all.length
}

function testOf(
  { accountId }: Call,
  suite: string,
  { name, claim, text, place }: DeclaredTest,
  number: number,
  bindings: Pick<Bindings, 'groups'> | undefined,
): PolicyTest {
  const id = `${accountId} ${suite}/${number + 1}`
  return { id, accountId, suite, name, claim, text, resolved: resolvedText(text, bindings), place }
}

/** Names of the policy's own groups mean exactly these, whatever others are called. */
const resolvedText = (text: string, bindings: Pick<Bindings, 'groups'> | undefined): string =>
  text.replace(/group:([^\s,]+)/g, (word, key: string) => bindings?.groups[key] ?? word)
