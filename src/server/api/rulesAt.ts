// The rules that a group had at an earlier revision, as far back as changes are kept.

import type { Write } from '../../core/model/resources.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { Store } from '../../store/store.ts'
import { QuestionError } from './questionError.ts'
import { ATTEMPTS, wayBack } from './wayBack.ts'

/** A group that was not there yet had no rules, but restoring that would only empty it: it is refused. */
export async function rulesAt(store: Store, groupId: string, past: number): Promise<readonly Rule[]> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { revision, writes } = await wayBack(store, past)
    if (revision !== store.revision) continue
    if (writes.some(({ kind, id, body }) => kind === 'securityGroup' && id === groupId && body === null))
      throw new QuestionError('restore.notThen', { groupId, revision: past })
    return wound(store.by('rule', 'group', groupId), writes, groupId)
  }
  throw new QuestionError('diff.busy', {})
}

/** Rules never move to another group. */
function wound(rules: readonly Rule[], writes: readonly Write[], groupId: string): readonly Rule[] {
  const found = new Map(rules.map((rule) => [rule.id as string, rule]))
  for (const { kind, id, body } of writes) {
    if (kind !== 'rule') continue
    const rule = body as Rule | null
    if (rule === null) found.delete(id)
    else if (rule.groupId === groupId) found.set(id, rule)
  }
  return [...found.values()]
}
