// The reference evaluator in random worlds, against the semantics written down a second time without ranks or clauses.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asId } from '../../src/core/model/ids.ts'
import { type Direction, formatPacket, type Packet } from '../../src/core/model/packet.ts'
import { KINDS, type ResourceReader } from '../../src/core/model/resources.ts'
import { ResourceTables } from '../../src/core/model/tables.ts'
import { endpointsOf } from '../../src/core/policy/endpoint.ts'
import { evaluate } from '../../src/core/policy/evaluate.ts'
import { judgePath } from '../../src/core/policy/path.ts'
import { createResolver } from '../../src/core/policy/resolve.ts'
import { parseTable } from '../packets/parse.ts'
import { actionByDefinition, crossesByDefinition } from './definition.ts'
import { randomWorlds } from './world.ts'

const sides = (packet: Packet): readonly (readonly [Direction, string])[] => [
  ['egress', hostOf(packet.source.value)],
  ['ingress', hostOf(packet.destination.value)],
]
const hostOf = (value: bigint): string => `eni-${value & 0xffn}`

// Two shared cores may be busy with other suites.
const PATIENCE = { timeout: 60_000 }

describe('random worlds', PATIENCE, () => {
  test('P3 P4 P5 P6 G1 G2: each side decides as the semantics say, word by word', () => {
    fc.assert(
      fc.property(randomWorlds(30), ({ world, packets }) => {
        const resolver = createResolver(world)
        for (const packet of packets) {
          for (const [direction, eniId] of sides(packet)) {
            const policy = resolver.policyOf(asId(eniId))
            if (policy === undefined) throw new Error(`no \`${eniId}\``)
            const { action } = evaluate(policy, direction, packet)
            expect(`${direction} ${formatPacket(packet)} ${action}`).toBe(
              `${direction} ${formatPacket(packet)} ${actionByDefinition(world, eniId, direction, packet)}`,
            )
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  test('P1 A1: a path accepts exactly when both sides and the edges between them do', () => {
    fc.assert(
      fc.property(randomWorlds(20), ({ world, packets }) => {
        const resolver = createResolver(world)
        for (const packet of packets) {
          const { from, to } = endpointsOf(world, packet)
          const both = sides(packet).map(([direction, id]) =>
            actionByDefinition(world, id, direction, packet),
          )
          const [sender = '', receiver = ''] = sides(packet).map(([, id]) => id)
          const crosses = crossesByDefinition(world, sender, receiver, packet)
          const expected = crosses && both.every((action) => action === 'accept') ? 'accept' : 'drop'
          expect(judgePath(world, packet, from, to, { resolver }).action).toBe(expected)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('P3: neither the order of creation nor, where groups are merged, the order of binding matters', () => {
    fc.assert(
      fc.property(randomWorlds(20), ({ world, packets }) => {
        const isSequence = [...world.list('securityGroup')].some((group) => group.order === 'inSequence')
        const turned = reversed(world, !isSequence)
        for (const packet of packets) {
          const { from, to } = endpointsOf(world, packet)
          const [before, after] = [world, turned].map((each) => judgePath(each, packet, from, to))
          expect(after?.sides.map((side) => [side.action, side.overruled])).toEqual(
            before?.sides.map((side) => [side.action, side.overruled]),
          )
        }
      }),
      { numRuns: 50 },
    )
  })

  test('W1: every verdict names what decided, and a rule that decided did match', () => {
    fc.assert(
      fc.property(randomWorlds(20), ({ world, packets }) => {
        for (const packet of packets) {
          const { from, to } = endpointsOf(world, packet)
          for (const side of judgePath(world, packet, from, to).sides) {
            if (side.why.kind !== 'rule') continue
            expect(world.get('rule', side.why.rule.ruleId)?.action).toBe(side.action)
            expect(side.overruled.map((ref) => ref.ruleId)).not.toContain(side.why.rule.ruleId)
          }
        }
      }),
      { numRuns: 50 },
    )
  })

  test('a world prints as a packet table that reads back the same', () => {
    fc.assert(
      fc.property(randomWorlds(3), (random) => {
        const again = parseTable('random', random.toString())
        for (const kind of KINDS) expect([...again.world.list(kind)]).toEqual([...random.world.list(kind)])
        expect(again.rows.map((row) => row.packet)).toEqual(random.packets)
      }),
      { numRuns: 50 },
    )
  })
})

function reversed(world: ResourceReader, withBindings: boolean): ResourceTables {
  const turned = new ResourceTables()
  for (const kind of KINDS) {
    for (const body of [...world.list(kind)].reverse()) {
      const next =
        kind === 'eni' && withBindings && 'securityGroupIds' in body
          ? { ...body, securityGroupIds: [...body.securityGroupIds].reverse() }
          : body
      turned.write({ kind, id: body.id, body: next } as Parameters<typeof turned.write>[0])
    }
  }
  return turned
}
