// Some 1,500 random operations in 500 transactions against the plain model, over so few names that they keep meeting each other.

import fc from 'fast-check'
import { expect } from 'vitest'
import type { Change, Kind } from '../../src/core/model/resources.ts'
import { ResourceTables } from '../../src/core/model/tables.ts'
import type { Store, Transaction } from '../../src/store/store.ts'
import { eni, rule } from './bodies.ts'
import { PlainModel, viewOf } from './model.ts'
import type { OpenStore } from './suite.ts'

type Operation =
  | { readonly kind: 'rule'; readonly id: string; readonly group: string; readonly peer: string | null }
  | { readonly kind: 'eni'; readonly id: string; readonly groups: readonly string[] }
  | { readonly kind: 'remove'; readonly of: Kind; readonly id: string }

interface Step {
  readonly operations: readonly Operation[]
  readonly ending: 'commit' | 'throw' | 'rehearse'
  /** Whether the next step waits for this one or joins it in the queue. */
  readonly awaited: boolean
}

const group = fc.constantFrom('g1', 'g2', 'g3')
const id = fc.constantFrom('a', 'b', 'c', 'd')

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constant('rule' as const), id, group, peer: fc.option(group) }),
  fc.record({ kind: fc.constant('eni' as const), id, groups: fc.uniqueArray(group) }),
  fc.record({ kind: fc.constant('remove' as const), of: fc.constantFrom<Kind>('rule', 'eni'), id }),
)

const step: fc.Arbitrary<Step> = fc.record({
  operations: fc.array(operation, { maxLength: 6 }),
  ending: fc.constantFrom('commit', 'commit', 'commit', 'throw', 'rehearse'),
  awaited: fc.boolean(),
})

const steps = fc.array(step, { minLength: 25, maxLength: 25 })

export async function randomOperations(open: OpenStore): Promise<void> {
  const property = fc.asyncProperty(steps, async (all) => {
    const store = await open({ changesInMemory: 5 })
    const model = await runAll(store, all)
    expect(viewOf(store)).toEqual(model.view())
    expect(viewOf(await replay(store))).toEqual(model.view())
    await store.close()
  })
  await fc.assert(property, { numRuns: 20 })
}

async function runAll(store: Store, all: readonly Step[]): Promise<PlainModel> {
  const model = new PlainModel()
  let pending: Promise<unknown>[] = []
  for (const one of all) {
    if (one.ending === 'rehearse') {
      await Promise.all(pending)
      store.rehearse((transaction) => check(transaction, one, model.copy()))
    } else {
      const next = model.copy()
      const done = store.transact((transaction) => check(transaction, one, next))
      pending.push(one.ending === 'throw' ? expect(done).rejects.toThrow('on purpose') : done)
      // The model may run ahead: transactions happen in the order asked for.
      for (const operation of one.operations) if (one.ending === 'commit') applyTo(model, operation)
    }
    if (one.awaited) await Promise.all(pending)
    if (one.awaited) pending = []
  }
  await Promise.all(pending)
  return model
}

/** After each single operation the inside of the transaction must look like the model. */
function check(transaction: Transaction, { operations, ending }: Step, model: PlainModel): void {
  for (const operation of operations) {
    applyTo(transaction, operation)
    applyTo(model, operation)
    expect(viewOf(transaction)).toEqual(model.view())
  }
  if (ending === 'throw') throw new Error('on purpose')
}

function applyTo(target: Pick<Transaction, 'put' | 'remove'>, operation: Operation): void {
  if (operation.kind === 'rule') target.put('rule', rule(operation.id, operation.group, operation.peer))
  else if (operation.kind === 'eni') target.put('eni', eni(operation.id, operation.groups))
  else target.remove(operation.of, operation.id)
}

async function replay(store: Store): Promise<ResourceTables> {
  const tables = new ResourceTables()
  if (store.revision === 0) return tables
  const abort = new AbortController()
  for await (const change of store.watch(0, abort.signal) as AsyncIterable<Change>) {
    tables.apply(change)
    if (change.revision === store.revision) abort.abort()
  }
  return tables
}
