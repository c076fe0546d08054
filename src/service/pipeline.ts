// The one way every call of every cloud goes: authorise, rehearse or remember, run, make durable, wait for the kernel.

import { fail } from '../core/model/faults.ts'
import type { AccountId } from '../core/model/ids.ts'
import type { ResourceReader, Write } from '../core/model/resources.ts'
import type { Store, Transaction } from '../store/store.ts'
import type { Call, IdSource } from './call.ts'
import { recording, writesOf } from './changes.ts'
import { type ClientToken, repeatable } from './clientToken.ts'
import type { Guard } from './guard.ts'
import type { TrafficHistory } from './traffic/history.ts'

export interface PipelineParts {
  readonly store: Store
  readonly now: () => number
  readonly ids: IdSource
  readonly traffic?: TrafficHistory
  /** Throws a fault when the caller may not do it; everything is allowed when left out. */
  readonly authorise?: (request: Authorised, state: ResourceReader) => void
  /** Resolves once this machine's kernel enforces the revision, or its patience is at an end. */
  readonly waitEnforced?: (revision: number) => Promise<unknown>
  /** Policy tests; none when left out. */
  readonly guard?: Guard
}

export interface Authorised {
  readonly accountId: AccountId
  /** Whom the history names: an access key, a user of the console. */
  readonly caller?: string
  /** `ecs:AuthorizeSecurityGroup`. */
  readonly permission: string
}

export interface CallRequest<T extends object> extends Authorised {
  readonly effect: 'read' | 'write'
  readonly dryRun: boolean
  readonly token: ClientToken | null
  /** Policy tests may fail this time, for this reason. */
  readonly override?: string | null
  /** It brings tests of its own: they are run also where none were before. */
  readonly bringsTests?: boolean
  /** May run twice: what it rehearses is thrown away. */
  run(call: Call): T
}

export interface Outcome<T> {
  readonly value: T
  /** That of the store once the call was done; it holds what the call wrote. */
  readonly revision: number
}

export async function perform<T extends object>(
  parts: PipelineParts,
  request: CallRequest<T>,
): Promise<Outcome<T>> {
  if (request.dryRun) return rehearse(parts, request)
  parts.authorise?.(request, parts.store)
  if (request.effect === 'read') return read(parts, request)
  const { value, revision } = await guarded(parts, request)
  // Also when this call changed nothing: what it reports as done may still be on its way to the kernel.
  if (parts.waitEnforced !== undefined) await parts.waitEnforced(revision)
  return { value, revision }
}

/** Authorised, rehearsed for the tests that there are, written. */
function guarded<T extends object>(parts: PipelineParts, request: CallRequest<T>): Promise<Outcome<T>> {
  const { guard, store } = parts
  const work = (state: Transaction): T =>
    repeatable(callOf(parts, request, state), request.token, request.run)
  const author = {
    accountId: request.accountId,
    by: request.caller ?? '',
    action: request.permission,
    at: parts.now(),
  }
  const write = (): Promise<Outcome<T>> => store.transact(work, author)
  if (guard === undefined || !(request.bringsTests || guard.isNeeded())) return write()
  const { accountId, permission, override = null } = request
  const rehearsed = () => ({ accountId, permission, override, writes: rehearsedWrites(store, work) })
  return guard.pass(rehearsed, write)
}

function rehearsedWrites(store: Store, work: (state: Transaction) => unknown): readonly Write[] {
  return store.rehearse((state) => {
    const recorder = recording(state)
    work(recorder.state)
    return writesOf(recorder.changes())
  })
}

function rehearse<T extends object>(parts: PipelineParts, request: CallRequest<T>): never {
  preview(parts, request)
  return fail({ name: 'dryRunPassed' })
}

/** What the call would answer; nothing of it happens. */
export function preview<T extends object>(parts: PipelineParts, request: CallRequest<T>): Outcome<T> {
  parts.authorise?.(request, parts.store)
  const value = parts.store.rehearse((state) => request.run(callOf(parts, request, state)))
  return { value, revision: parts.store.revision }
}

function read<T extends object>(parts: PipelineParts, request: CallRequest<T>): Outcome<T> {
  const value = request.run(callOf(parts, request, readOnly(parts.store)))
  return { value, revision: parts.store.revision }
}

const callOf = (parts: PipelineParts, { accountId, caller }: Authorised, state: Transaction): Call => ({
  state,
  accountId,
  caller,
  now: parts.now(),
  ids: parts.ids,
  traffic: parts.traffic,
})

/** The live state for calls that only look; an attempt to write is a mistake in the program. */
const readOnly = (reader: ResourceReader): Transaction => ({
  get: (kind, id) => reader.get(kind, id),
  list: (kind) => reader.list(kind),
  by: (kind, index, key) => reader.by(kind, index, key),
  count: (kind) => reader.count(kind),
  put: (kind) => {
    throw new Error(`a reading call must not put a ${kind}`)
  },
  remove: (kind) => {
    throw new Error(`a reading call must not remove a ${kind}`)
  },
})
