// Takes back one kept change, as one new change, for 24 hours: whole, and only where nothing has moved on since.

import { fail } from '../../core/model/faults.ts'
import { type ProvisionalWrite, undoOf } from '../../core/model/provisional.ts'
import type { Kind, Resources } from '../../core/model/resources.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { PastChange } from '../../store/store.ts'
import type { Call } from '../call.ts'
import { isNeeded } from '../confirmation/provisional.ts'
import { deleteGroup } from '../securityGroup/deleteGroup.ts'
import { findChangeableGroup } from '../securityGroup/findGroup.ts'
import { checkRuleQuota } from '../securityGroup/quotas.ts'
import { danglingIn } from './dangling.ts'

export const REVERTIBLE_MS = 24 * 60 * 60 * 1000

/** Whose whole state stands in their bodies. */
const WHOLE: readonly Kind[] = [
  ...(['securityGroup', 'rule', 'prefixList', 'portList', 'networkAcl'] as const),
  ...(['policySettings', 'policyTest', 'testSettings'] as const),
]
/** Beside them others keep books: only these fields of them are taken back. */
const FIELDS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  eni: ['securityGroupIds', 'name', 'description', 'tags'],
  vSwitch: ['networkAclId', 'name', 'description', 'tags'],
}
/** Notes of how it was made. */
const BESIDE: readonly Kind[] = ['rememberedAnswer', 'provisional']

/** Milliseconds since 1970 until when it may be taken back; null: never, something of it is of another kind. */
export function revertibleUntil(past: PastChange): number | null {
  const writes = writesIn(past)
  if (past.author === null || writes.length === 0) return null
  return writes.every(isRevertible) ? past.author.at + REVERTIBLE_MS : null
}

export function revertChange(call: Call, revision: number, past: PastChange | undefined): void {
  if (past === undefined || past.author === null || past.author.accountId !== call.accountId)
    fail({ name: 'pastChangeNotFound', revision })
  const writes = writesIn(past)
  const stranger = writes.find((write) => !isRevertible(write))
  if (stranger !== undefined) fail({ name: 'changeNotRevertible', revision, kind: stranger.kind })
  if (call.now >= past.author.at + REVERTIBLE_MS) fail({ name: 'changeTooOld', revision })
  const { undone, kept } = undoOf({ writes }, (kind, id) => call.state.get(kind, id))
  if (kept.length > 0) fail({ name: 'changeMovedOn', revision, resources: kept.map(({ id }) => id) })
  for (const groupId of groupsOf(undone)) findChangeableGroup(call, groupId)
  // Members leave and rules go before their groups do; groups are there before the rules that come back into them.
  for (const write of ordered(undone)) apply(call, revision, write)
  check(call, revision, undone)
}

const writesIn = ({ writes, before }: PastChange): readonly ProvisionalWrite[] =>
  writes
    .map(({ kind, id, body }, place) => ({ kind, id, after: body, before: before[place] ?? null }))
    .filter(({ kind }) => !BESIDE.includes(kind)) as readonly ProvisionalWrite[]

function isRevertible({ kind, before, after }: ProvisionalWrite): boolean {
  if (WHOLE.includes(kind)) return true
  const fields = FIELDS[kind]
  if (fields === undefined || before === null || after === null) return false
  const [was, is] = [before, after] as unknown as readonly [Fields, Fields]
  return Object.keys({ ...was, ...is })
    .filter((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]))
    .every((field) => fields.includes(field))
}

type Fields = Readonly<Record<string, unknown>>

/** Groups that stay while rules of theirs come or go. */
const groupsOf = (writes: readonly ProvisionalWrite[]): ReadonlySet<string> => {
  const made = new Set(writes.filter(({ before }) => before === null).map(({ id }) => id))
  const gone = new Set(writes.filter(({ after }) => after === null).map(({ id }) => id))
  const groups = writes.flatMap(({ kind, before, after }) =>
    kind === 'rule' ? [((before ?? after) as Resources['rule']).groupId as string] : [],
  )
  return new Set(groups.filter((id) => !made.has(id) && !gone.has(id)))
}

const ordered = (writes: readonly ProvisionalWrite[]): readonly ProvisionalWrite[] => {
  const place = ({ kind, before }: ProvisionalWrite): number => {
    if (kind in FIELDS) return 0
    return before === null ? (kind === 'rule' ? 0 : 1) : kind === 'rule' ? 3 : 2
  }
  return [...writes].sort((a, b) => place(a) - place(b))
}

function apply(call: Call, revision: number, write: ProvisionalWrite): void {
  const { kind, id, before } = write
  if (before !== null) call.state.put(kind, renewed(call, kind, before) as never)
  else if (kind === 'securityGroup') deleteGroup(call, { groupId: id })
  else if (isNeeded(call.state, write)) fail({ name: 'changeStillNeeded', revision, id })
  else call.state.remove(kind, id)
}

/** A list of rules never counts backwards: who sorts the version in between is told. */
function renewed(call: Call, kind: Kind, body: Resources[Kind]): Resources[Kind] {
  if (kind !== 'securityGroup') return body
  const group = body as SecurityGroup
  const now = call.state.get('securityGroup', group.id)
  if (group.order !== 'inSequence' || now === undefined) return group
  return { ...group, rulesVersion: (now.rulesVersion ?? 0) + 1, changedAt: call.now }
}

/** What comes back must fit what is there by now: whom it names, and how much there may be. */
function check(call: Call, revision: number, writes: readonly ProvisionalWrite[]): void {
  const back = writes.filter(({ before }) => before !== null)
  const missing = back.flatMap(({ kind, id }) => danglingIn(call.state, kind, id))
  if (missing.length > 0) fail({ name: 'changeMovedOn', revision, resources: [...new Set(missing)] })
  const rules = back.flatMap(({ kind, before, after }) =>
    kind === 'rule' && after === null ? [before as Resources['rule']] : [],
  )
  for (const groupId of new Set(rules.map((rule) => rule.groupId))) {
    const group = call.state.get('securityGroup', groupId)
    if (group === undefined || group.order === 'inSequence') continue
    const added = rules.filter((rule) => rule.groupId === groupId)
    const ids = new Set(added.map(({ id }) => id))
    const present = call.state.by('rule', 'group', groupId).filter(({ id }) => !ids.has(id))
    checkRuleQuota(call, group, present, added)
  }
}
