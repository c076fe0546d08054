// Plans: what an apply would change, kept with what it rests on, so that exactly that is applied or nothing.

import { createHash } from 'node:crypto'
import { fail } from '../../core/model/faults.ts'
import type { Plan, PolicyFile } from '../../core/model/policyDocument.ts'
import type { Kind } from '../../core/model/resources.ts'
import type { Call, IdSource } from '../call.ts'
import { type ResourceChange, recording } from '../changes.ts'
import type { Declaration } from './declaration.ts'
import { type Reconciled, reconcile } from './reconcile.ts'

/** Older ones are forgotten first. */
const PLANS_KEPT = 50

/** What reconciling did, and a digest that is the same wherever the same is done. */
export interface Tried {
  readonly done: Reconciled
  readonly changes: readonly ResourceChange[]
  readonly digest: string
}

/** Reconciles within the call and keeps count of what it does. */
export function tryPolicy(call: Call, declared: Declaration, files: readonly PolicyFile[]): Tried {
  const recorder = recording(call.state)
  const given: string[] = []
  const ids: IdSource = {
    next(prefix, region) {
      const id = call.ids.next(prefix, region)
      given.push(id)
      return id
    },
  }
  const done = reconcile({ ...call, state: recorder.state, ids }, declared, files)
  const changes = recorder.changes()
  return { done, changes, digest: changesDigest(changes, given) }
}

export interface Planned extends Pick<Tried, 'changes' | 'digest'> {
  readonly policy: string
  readonly files: readonly PolicyFile[]
  readonly revision: number
}

export function savePlan(call: Call, { policy, files, changes, digest, revision }: Planned): Plan {
  const all = call.state.by('plan', 'account', call.accountId)
  for (const { id } of all.slice(0, Math.max(0, all.length - PLANS_KEPT + 1))) call.state.remove('plan', id)
  const plan: Plan = {
    id: call.ids.next('plan', ''),
    accountId: call.accountId,
    ...{ policy, files, revision },
    touched: changes
      .filter(({ before }) => before !== undefined)
      .map(({ kind, id, before }) => ({ kind, id, digest: digestOf(before) })),
    digest,
    createdAt: call.now,
  }
  call.state.put('plan', plan)
  return plan
}

export function findPlan(call: Call, planId: string): Plan {
  const plan = call.state.get('plan', planId)
  return plan?.accountId === call.accountId ? plan : fail({ name: 'planNotFound', planId })
}

/** `declared`: what the plan's files say. Refused when the result would be another one than the plan showed. */
export function applyPlan(call: Call, plan: Plan, declared: Declaration): Reconciled {
  const stale = (resources: readonly string[]) => fail({ name: 'planStale', planId: plan.id, resources })
  const other = plan.touched.filter(({ kind, id, digest }) => digestOf(call.state.get(kind, id)) !== digest)
  if (other.length > 0) stale(other.map(nameOf))
  const { done, changes, digest } = tryPolicy(call, declared, plan.files)
  if (digest !== plan.digest) {
    const planned = new Set(plan.touched.map(nameOf))
    const fresh = changes.filter(({ before }) => before !== undefined).map(nameOf)
    const unplanned = fresh.filter((name) => !planned.has(name))
    stale(unplanned.length > 0 ? unplanned : changes.map(nameOf))
  }
  call.state.remove('plan', plan.id)
  return done
}

const nameOf = ({ kind, id }: { readonly kind: Kind; readonly id: string }): string => `${kind} ${id}`

const digestOf = (body: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(body) ?? '')
    .digest('hex')

/** Ids and times of what is new differ from rehearsal to apply; nothing else may. */
function changesDigest(changes: readonly ResourceChange[], given: readonly string[]): string {
  let text = JSON.stringify(changes).replaceAll(/"(createdAt|appliedAt)":\d+/g, '"$1":0')
  // The longer ones first: `sg-new12` holds `sg-new1`.
  const names = given.map((id, number) => [id, `new ${number}`] as const)
  for (const [id, name] of names.sort(([a], [b]) => b.length - a.length)) text = text.replaceAll(id, name)
  return digestOf(text)
}
