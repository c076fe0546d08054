// Makes a change provisional, confirms it, or takes it back; the clock belongs to whoever calls.

import { fail } from '../../core/model/faults.ts'
import { type ProvisionalChange, type ProvisionalWrite, undoOf } from '../../core/model/provisional.ts'
import type { Kind, ResourceReader } from '../../core/model/resources.ts'
import type { Transaction } from '../../store/store.ts'
import type { Call } from '../call.ts'
import type { ResourceChange } from '../changes.ts'
import { listUsers } from '../list/users.ts'

/** What hosts see and can therefore take back by themselves when nobody can reach them, and what decides nothing. */
const PROVISIONAL: readonly Kind[] = [
  ...(['securityGroup', 'rule', 'prefixList', 'portList', 'networkAcl', 'vSwitch', 'eni', 'eip'] as const),
  ...(['policyDocument', 'policyTest', 'testSettings', 'plan'] as const),
]

/** Notes in the transaction of the change itself that it holds for `withinSeconds` only; nothing for no change. */
export function makeProvisional(
  call: Call,
  operation: string,
  changes: readonly ResourceChange[],
  withinSeconds: number,
): ProvisionalChange | null {
  if (changes.length === 0) return null
  const stranger = changes.find(({ kind }) => !PROVISIONAL.includes(kind))
  if (stranger !== undefined) fail({ name: 'changeNotProvisional', kind: stranger.kind })
  const change: ProvisionalChange = {
    id: call.ids.next('cfm', ''),
    accountId: call.accountId,
    operation,
    createdAt: call.now,
    withinSeconds,
    writes: changes.map(
      ({ kind, id, before, after }): ProvisionalWrite => ({
        ...{ kind, id },
        before: before ?? null,
        after: after ?? null,
      }),
    ),
  }
  call.state.put('provisional', change)
  return change
}

const findProvisional = (state: ResourceReader, changeId: string): ProvisionalChange =>
  state.get('provisional', changeId) ?? fail({ name: 'confirmationNotFound', changeId })

/** From now on the change is like any other. */
export function confirmChange(state: Transaction, changeId: string): ProvisionalChange {
  const change = findProvisional(state, changeId)
  state.remove('provisional', change.id)
  return change
}

/** Takes back what is still as the change left it, and gives what is not. */
export function undoChange(state: Transaction, changeId: string): readonly ProvisionalWrite[] {
  const change = findProvisional(state, changeId)
  const { undone, kept } = undoOf(change, (kind, id) => state.get(kind, id))
  const held: ProvisionalWrite[] = []
  for (const write of undone) {
    if (write.before !== null) state.put(write.kind, write.before as never)
    else if (isNeeded(state, write)) held.push(write)
    else state.remove(write.kind, write.id)
  }
  state.remove('provisional', change.id)
  return [...kept, ...held]
}

/** Others have put something into it since: it cannot vanish under them. */
export function isNeeded(state: ResourceReader, { kind, id }: ProvisionalWrite): boolean {
  switch (kind) {
    case 'securityGroup':
      return [
        state.by('rule', 'group', id),
        state.by('rule', 'peerGroup', id),
        state.by('eni', 'group', id),
      ].some(({ length }) => length > 0)
    case 'prefixList':
    case 'portList':
      return listUsers(state, kind, id).length > 0
    case 'networkAcl':
      return state.by('vSwitch', 'networkAcl', id).length > 0
    default:
      return false
  }
}
