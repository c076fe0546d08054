// What an edit would change in a fleet against the reference evaluator, pair by pair and service by service.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fleetWith } from '../../bench/fleets.ts'
import { fleetOf } from '../../src/core/analysis/fleet.ts'
import { type FleetEdit, previewEdit } from '../../src/core/analysis/preview.ts'
import { packetOf, portService } from '../../src/core/analysis/service.ts'
import { parseAddress } from '../../src/core/model/address.ts'
import { asId } from '../../src/core/model/ids.ts'
import type { Packet } from '../../src/core/model/packet.ts'
import { hasPorts, TCP } from '../../src/core/model/protocol.ts'
import { evaluate } from '../../src/core/policy/evaluate.ts'
import type { Clause, EniPolicy } from '../../src/core/policy/policy.ts'
import { clauseLists, PACKETS, policyWith } from './tinyWorld.ts'

const HOSTS = [4, 5, 6, 7] as const

const member = (ingress: readonly Clause[], place: number): EniPolicy => ({
  ...policyWith('ingress', ingress),
  ...{ eniId: asId(`eni-${place}`), vpcId: asId('vpc-1'), prefixes: [] },
  addresses: [`10.0.0.${HOSTS[place]}`, `2001:db8::${HOSTS[place]}`].flatMap(
    (text) => parseAddress(text) ?? [],
  ),
})

/** Two lists, each for two members, and a clause that comes, goes or is turned in the first. */
const edits = fc.tuple(clauseLists(6), clauseLists(4), fc.nat(20), fc.constantFrom('gone', 'turned', 'first'))

const placesIn = (spans: Uint32Array): readonly number[] => {
  const places: number[] = []
  for (let at = 0; at < spans.length; at += 2) {
    for (let place = spans[at] as number; place <= (spans[at + 1] as number); place++) places.push(place)
  }
  return places
}

describe('what an edit would change', { timeout: 120_000 }, () => {
  test('P3: exactly the pairs and services that the evaluator decides otherwise', () => {
    fc.assert(
      fc.property(edits, fc.constantFrom(4 as const, 6 as const), ([list, other, at, kind], family) => {
        fc.pre(list.length > 1)
        const clause = list[at % (list.length - 1)] as Clause
        const turned: Clause = { ...clause, action: clause.action === 'drop' ? 'accept' : 'drop' }
        const rest = list.filter((each) => each !== clause)
        const next =
          kind === 'gone'
            ? rest
            : kind === 'first'
              ? [clause, ...rest]
              : list.map((each) => (each === clause ? turned : each))
        const policies = [list, list, other, other].map(member)
        const fleet = fleetOf(policies, family)
        // A member with an own side has a list of its own; what is edited is found in each.
        const edit: FleetEdit = {
          direction: 'ingress',
          touched: kind === 'turned' ? [clause, turned] : [clause],
          apply: (clauses) => {
            if (!clauses.includes(clause)) return clauses
            return next.filter((each) => each === turned || clauses.includes(each))
          },
        }
        const changes = previewEdit(fleet, edit)
        const actionsOf = (own: number, packet: Packet) => {
          const policy = fleet.members[own]?.policy
          if (policy === undefined) throw new Error(`there is no member ${own}`)
          const after = policy.ingress === list ? next : policy.ingress
          return [policy, { ...policy, ingress: after }]
            .map((each) => evaluate(each, 'ingress', packet).action)
            .join()
        }
        for (const { effect, members, peers, service, pairs, witness } of changes) {
          const shown = witness()
          if (shown !== null)
            expect(fleet.members.some(({ address }) => address.value === shown.destination.value)).toBe(true)
          let counted = 0
          for (const peer of placesIn(peers)) {
            for (const own of members) {
              const [sender, receiver] = [fleet.members[peer], fleet.members[own]]
              if (own === peer || sender === undefined || receiver === undefined) continue
              counted++
              const packet = packetOf(service, sender.address, receiver.address)
              expect(actionsOf(own, packet)).toBe(effect === 'opened' ? 'drop,accept' : 'accept,drop')
            }
          }
          expect(counted).toBe(pairs)
        }
        // No packet of the tiny world changes without being named.
        for (const packet of PACKETS[family]) {
          const own = fleet.members.findIndex(({ address }) => address.value === packet.destination.value)
          const peer = fleet.members.findIndex(({ address }) => address.value === packet.source.value)
          const receiver = fleet.members[own]
          if (own < 0 || peer < 0 || own === peer || receiver === undefined) continue
          const actions = actionsOf(own, packet)
          if (actions === 'accept,accept' || actions === 'drop,drop') continue
          const effect = actions === 'drop,accept' ? 'opened' : 'closed'
          const isNamed = changes.some(
            (change) =>
              change.effect === effect &&
              (!hasPorts(packet.protocol) || change.service.protocol === packet.protocol) &&
              change.members.includes(own) &&
              placesIn(change.peers).includes(peer),
          )
          expect(isNamed).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('P1: one rule of a fleet of 300, every pair on the services that are named and on those that are not', () => {
    const { policies } = fleetWith({ enis: 300, groups: 30, rulesPerGroup: 20 })
    const fleet = fleetOf(policies, 4)
    for (const group of [0, 7]) {
      const clause = fleet.rulebooks.ingress
        .flatMap(({ clauses }) => clauses)
        .find(({ why, ports }) => why.kind === 'rule' && why.rule.groupId === `sg-${group}` && ports !== null)
      if (clause === undefined) throw new Error('there is no rule')
      const apply = (clauses: readonly Clause[]) =>
        clauses.includes(clause) ? clauses.filter((each) => each !== clause) : clauses
      const changes = previewEdit(fleet, { direction: 'ingress', touched: [clause], apply })
      const bound = previewEdit(fleet, {
        ...{ direction: 'ingress', touched: [clause], apply },
        groupId: asId(`sg-${group}`),
      })
      expect(bound.map(({ pairs }) => pairs)).toEqual(changes.map(({ pairs }) => pairs))
      for (const port of [clause.ports?.[0]?.first ?? 0, 22, 443]) {
        const service = { ...portService(TCP, port), sourcePort: 0 }
        let flipped = 0
        for (const to of fleet.members) {
          const after = apply(to.policy.ingress)
          if (after === to.policy.ingress) continue
          for (const from of fleet.members) {
            if (from === to) continue
            const packet = packetOf(service, from.address, to.address)
            const was = evaluate(to.policy, 'ingress', packet).action
            if (was !== evaluate({ ...to.policy, ingress: after }, 'ingress', packet).action) flipped++
          }
        }
        const isNamed = port === clause.ports?.[0]?.first
        const named = changes.filter((change) => change.service.destinationPort === port)
        if (isNamed) expect(named.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(flipped)
        else if (named.length === 0) expect(flipped).toBe(0)
      }
    }
  })
})
