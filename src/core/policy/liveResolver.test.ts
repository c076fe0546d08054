// A resolver that follows changes against one made afresh after each of them.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTable } from '../../../test/packets/parse.ts'
import { mutatedWorlds } from '../../../test/random/mutations.ts'
import { asId, type EniId } from '../model/ids.ts'
import type { Eni } from '../model/network.ts'
import { ResourceTables } from '../model/tables.ts'
import { LiveResolver } from './liveResolver.ts'
import type { EniPolicy } from './policy.ts'
import { createResolver } from './resolve.ts'

const MEMBERS = [
  'vpc vpc-1 10.0.0.0/16',
  'group sg-0 inner=drop',
  'group sg-1 inner=drop',
  'rule r1 sg-0 ingress accept tcp 8 sg-1 at 1',
  'eni eni-1 10.0.0.4 sg-0',
  'eni eni-2 10.0.0.5 sg-1',
]

test('P1 G1: after every change it says what a new resolver says', () => {
  fc.assert(
    fc.property(mutatedWorlds(0, 6), ({ states, writes }) => {
      let state = states[0] as ResourceTables
      const live = new LiveResolver(() => state)
      live.restart()
      for (const [index, after] of states.entries()) {
        state = after
        live.take(writes[index - 1] ?? [])
        const fresh = createResolver(after)
        for (const eni of after.list('eni')) {
          expect(plain(live.policyOf(eni.id))).toEqual(plain(fresh.policyOf(eni.id)))
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('whoever has asked need not ask again until it says that a policy may be another one', () => {
  fc.assert(
    fc.property(mutatedWorlds(0, 9), ({ states, writes }) => {
      let state = states[0] as ResourceTables
      const live = new LiveResolver(() => state)
      live.restart()
      const ids = [...new Set(states.flatMap((each) => [...each.list('eni')].map(({ id }) => id)))]
      let known: { version: number; policies: readonly unknown[] } = { version: -1, policies: [] }
      for (const [index, after] of states.entries()) {
        state = after
        live.take(writes[index - 1] ?? [])
        const { version } = live
        const policies = ids.map((id) => live.policyOf(id))
        if (known.version === version)
          for (const [at, policy] of policies.entries()) expect(policy).toBe(known.policies[at])
        known = { version, policies }
      }
    }),
    { numRuns: 200 },
  )
})

test('members that come and go turn no policy of others into another one', () => {
  const { world } = parseTable('members', `${MEMBERS.join('\n')}\n---\n`)
  const live = new LiveResolver(() => world)
  live.restart()
  const member = world.get('eni', 'eni-2') as Eni
  const [version, policy] = [live.version, live.policyOf(asId<EniId>('eni-1'))]
  for (const body of [null, member]) {
    const write = { kind: 'eni', id: member.id, body } as const
    world.write(write)
    live.take([write])
    expect([live.version, live.policyOf(asId<EniId>('eni-1'))]).toEqual([version, policy])
  }
  expect(live.policyOf(asId<EniId>('eni-2'))).toBeDefined()
  const write = { kind: 'eni', id: member.id, body: null } as const
  world.write(write)
  live.take([write])
  expect(live.version).not.toBe(version)
})

test('P1 G1: the same when it hears of several changes only after the last of them', () => {
  fc.assert(
    fc.property(
      mutatedWorlds(0, 9),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 9, maxLength: 9 }),
      ({ states, writes }, steps) => {
        let state = states[0] as ResourceTables
        const live = new LiveResolver(() => state)
        live.restart()
        for (let at = 0, step = 0; at < writes.length; step++) {
          for (const eni of state.list('eni')) live.policyOf(eni.id)
          const next = Math.min(writes.length, at + (steps[step] ?? 1))
          state = states[next] as ResourceTables
          for (const each of writes.slice(at, next)) live.take(each)
          at = next
          const fresh = createResolver(state)
          for (const eni of state.list('eni')) {
            expect(plain(live.policyOf(eni.id))).toEqual(plain(fresh.policyOf(eni.id)))
          }
        }
      },
    ),
    { numRuns: 200 },
  )
})

test('P1: what a change does not concern stays the same object, down to the clauses of a list that did change', () => {
  fc.assert(
    fc.property(mutatedWorlds(0, 1), ({ states }) => {
      const state = new ResourceTables()
      const live = new LiveResolver(() => state)
      live.restart()
      for (const kind of ['account', 'vpc', 'vSwitch', 'securityGroup', 'rule', 'eni'] as const) {
        for (const body of (states[0] as ResourceTables).list(kind))
          state.write({ kind, id: body.id, body } as never)
      }
      live.restart()
      const rules = [...state.list('rule')]
      const rule = rules[0]
      fc.pre(rule !== undefined && rules.length > 1)
      const before = new Map([...state.list('eni')].map((eni) => [eni.id, live.policyOf(eni.id)]))
      state.write({ kind: 'rule', id: rule?.id ?? '', body: null })
      live.take([{ kind: 'rule', id: rule?.id ?? '', body: null }])
      for (const [id, old] of before) {
        const now = live.policyOf(id)
        if (state.get('eni', id)?.securityGroupIds.every((group) => group !== rule?.groupId))
          expect(now).toBe(old)
        const known = new Set([...(old?.ingress ?? []), ...(old?.egress ?? [])])
        const fresh = [...(now?.ingress ?? []), ...(now?.egress ?? [])].filter((clause) => !known.has(clause))
        expect(fresh).toEqual([])
      }
    }),
    { numRuns: 50 },
  )
})

/** Without what only the maker of a set needs. */
const plain = (policy: EniPolicy | undefined): unknown =>
  JSON.stringify(policy, (key, value) =>
    key === 'make' ? undefined : typeof value === 'bigint' ? `${value}` : value,
  )
