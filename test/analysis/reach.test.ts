// Reachability of whole fleets against the reference evaluator, pair by pair.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fleetWith } from '../../bench/fleets.ts'
import { fleetOf } from '../../src/core/analysis/fleet.ts'
import {
  pairWitness,
  type Reach,
  reaches,
  reachOn,
  whomReaches,
  whoReaches,
} from '../../src/core/analysis/reach.ts'
import { countPairs, groupMatrix } from '../../src/core/analysis/reachMatrix.ts'
import { packetOf, portService, type Service } from '../../src/core/analysis/service.ts'
import { parseAddress } from '../../src/core/model/address.ts'
import { asId } from '../../src/core/model/ids.ts'
import { ICMP, ICMPV6, TCP, UDP } from '../../src/core/model/protocol.ts'
import { evaluate, evaluateEdge } from '../../src/core/policy/evaluate.ts'
import type { Clause, EniPolicy } from '../../src/core/policy/policy.ts'
import { clauseLists, policyWith } from './tinyWorld.ts'

const HOSTS = [4, 5, 6, 7] as const

const services: readonly Service[] = [
  ...[3, 4, 5, 6, 7].flatMap((port) => [portService(TCP, port, 5), portService(UDP, port, 40000)]),
  { protocol: ICMP, sourcePort: 0, destinationPort: 0, icmp: { type: 8, code: 0 } },
  { protocol: ICMPV6, sourcePort: 0, destinationPort: 0, icmp: { type: 9, code: 1 } },
  { protocol: 47, sourcePort: 0, destinationPort: 0 },
]

/** Pairs that the evaluator lets through on both sides. */
function pairsByEvaluator({ fleet, service }: Reach): string[] {
  return fleet.members.flatMap((sender, from) =>
    fleet.members.flatMap((receiver, to) => {
      if (from === to) return []
      const packet = packetOf(service, sender.address, receiver.address)
      const crosses = sender.policy.edge?.vSwitchId !== receiver.policy.edge?.vSwitchId
      const [out, into] = crosses ? [sender.policy.edge, receiver.policy.edge] : [null, null]
      const sides = [
        evaluate(sender.policy, 'egress', packet),
        ...(out ? [evaluateEdge(out, 'egress', packet)] : []),
        ...(into ? [evaluateEdge(into, 'ingress', packet)] : []),
        evaluate(receiver.policy, 'ingress', packet),
      ]
      return sides.every(({ action }) => action === 'accept') ? [`${from} ${to}`] : []
    }),
  )
}

const tinyFleets = fc
  .array(fc.tuple(clauseLists(5), clauseLists(5)), { minLength: 4, maxLength: 4 })
  .map((lists) =>
    lists.map(([ingress, egress], place): EniPolicy => {
      const texts = [`10.0.0.${HOSTS[place]}`, `2001:db8::${HOSTS[place]}`]
      return {
        ...policyWith('ingress', ingress),
        ...{ egress, eniId: asId(`eni-${place}`), vpcId: asId('vpc-1'), prefixes: [] },
        addresses: texts.flatMap((text) => parseAddress(text) ?? []),
      }
    }),
  )

describe('reachability', { timeout: 120_000 }, () => {
  test('P1 P3: every pair of every tiny fleet, one by one, counted, and from each end', () => {
    fc.assert(
      fc.property(tinyFleets, fc.constantFrom(4 as const, 6 as const), (policies, family) => {
        const fleet = fleetOf(policies, family)
        for (const service of services) {
          const reach = reachOn(fleet, service)
          const expected = pairsByEvaluator(reach)
          const places = [...fleet.members.keys()]
          const pairs = places.flatMap((from) =>
            places.flatMap((to) => (reaches(reach, from, to) ? [`${from} ${to}`] : [])),
          )
          expect(pairs).toEqual(expected)
          expect(countPairs(reach)).toEqual({ reaching: expected.length, pairs: 12 })
          expect(places.flatMap((to) => whoReaches(reach, to).map((from) => `${from} ${to}`)).sort()).toEqual(
            [...expected].sort(),
          )
          expect(places.flatMap((from) => whomReaches(reach, from).map((to) => `${from} ${to}`))).toEqual(
            expected,
          )
        }
      }),
      { numRuns: 100 },
    )
  })

  test('G1 P1: a fleet of 300 in 30 groups, all 89,700 pairs', () => {
    const { policies, groupsOf } = fleetWith({ enis: 300, groups: 30, rulesPerGroup: 20 })
    const fleet = fleetOf(policies, 4)
    for (const service of [portService(TCP, 443), portService(TCP, 22)]) {
      const reach = reachOn(fleet, service)
      const expected = new Set(pairsByEvaluator(reach))
      expect(countPairs(reach).reaching).toBe(expected.size)
      expect(expected.size).toBeGreaterThan(1000)
      const groups = new Map(
        [5, 6, 7].map((group) => [
          `sg-${group}`,
          [...fleet.members.keys()].filter((eni) => groupsOf[eni]?.includes(group)),
        ]),
      )
      for (const { from, to, reaching, pairs } of groupMatrix(reach, groups)) {
        const [senders, receivers] = [groups.get(from) ?? [], groups.get(to) ?? []]
        const all = senders.flatMap((a) => receivers.filter((b) => a !== b).map((b) => `${a} ${b}`))
        expect(pairs).toBe(all.length)
        expect(reaching).toBe(all.filter((pair) => expected.has(pair)).length)
      }
      const [first = ''] = expected
      const [from, to] = first.split(' ').map(Number) as [number, number]
      expect(pairWitness(reach, from, to).destinationPort).toBe(service.destinationPort)
      const [closed] = [...fleet.members.keys()].filter((eni) => eni !== 0 && !reaches(reach, 0, eni))
      expect(() => pairWitness(reach, 0, closed ?? -1)).toThrow('INVARIANT')
    }
  })

  test('A1: what crosses the edge of a vSwitch with a network ACL must pass that as well', () => {
    const edged = fc
      .tuple(
        tinyFleets,
        clauseLists(3),
        clauseLists(3),
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      )
      .map(([policies, ingress, egress, behind]) => {
        const without = (lists: readonly Clause[]) =>
          lists.map((each) => ({ ...each, own: null, sourcePorts: null }))
        const edge = {
          networkAclId: asId<'a' & never>('nacl-1'),
          blocks: [],
          ingress: without(ingress),
          egress: without(egress),
        }
        return policies.map((policy, place) =>
          behind[place]
            ? { ...policy, edge: { ...edge, vSwitchId: asId<'b' & never>(`vsw-${place % 2}`) } }
            : policy,
        )
      })
    let crossed = 0
    fc.assert(
      fc.property(edged, fc.constantFrom(4 as const, 6 as const), (policies, family) => {
        const fleet = fleetOf(policies, family)
        for (const service of services) {
          const reach = reachOn(fleet, service)
          const expected = pairsByEvaluator(reach)
          const places = [...fleet.members.keys()]
          const pairs = places.flatMap((from) =>
            places.flatMap((to) => (reaches(reach, from, to) ? [`${from} ${to}`] : [])),
          )
          expect(pairs).toEqual(expected)
          expect(countPairs(reach).reaching).toBe(expected.length)
          for (const pair of expected) {
            const [from = 0, to = 0] = pair.split(' ').map(Number)
            pairWitness(reach, from, to)
            crossed++
          }
        }
      }),
      { numRuns: 60 },
    )
    expect(crossed).toBeGreaterThan(100)
  })

  test('P9: ENIs of several VPCs are no fleet', () => {
    const { policies } = fleetWith({ enis: 10, groups: 6, rulesPerGroup: 2 })
    const other = { ...(policies[0] as EniPolicy), vpcId: asId<EniPolicy['vpcId']>('vpc-2') }
    expect(() => fleetOf([...policies, other], 4)).toThrow('INVARIANT')
  })
})
