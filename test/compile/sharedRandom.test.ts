// A machine's own network in random worlds: some ENIs bound to it, one perhaps the machine itself, the others elsewhere.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MACHINE, portOf, type RouterPort } from '../../src/core/compile/backend.ts'
import type { RulesetPlan } from '../../src/core/compile/nftables/ast.ts'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import { Walk } from '../../src/core/compile/nftables/walk.ts'
import { portName } from '../../src/core/compile/ports.ts'
import type { EniId } from '../../src/core/model/ids.ts'
import type { Eni } from '../../src/core/model/network.ts'
import { formatPacket, type Packet } from '../../src/core/model/packet.ts'
import type { ResourceTables } from '../../src/core/model/tables.ts'
import { endpointsOf } from '../../src/core/policy/endpoint.ts'
import { judgeWay, type WaySide } from '../../src/core/policy/path.ts'
import { rangesOfEni } from '../../src/core/policy/peers.ts'
import type { EniPolicy } from '../../src/core/policy/policy.ts'
import { createResolver } from '../../src/core/policy/resolve.ts'
import { whyWord } from '../packets/table.ts'
import { CLAUSE_WORDS } from './judge.ts'
import { eniAt } from './routers.ts'
import { answerTo, apart, mixedWorlds } from './sessions.ts'

const PLACES = ['bound', 'bare', 'machine', 'elsewhere'] as const
type Place = (typeof PLACES)[number]

/** Where each of the four ENIs is; at most one of them is the machine. */
const places: fc.Arbitrary<readonly Place[]> = fc
  .array(fc.constantFrom(...PLACES, 'bound' as const), { minLength: 4, maxLength: 4 })
  .map((drawn) =>
    drawn.map((place, at) => (place === 'machine' && drawn.indexOf('machine') !== at ? 'bound' : place)),
  )
  .filter((drawn) => drawn.some((place) => place !== 'elsewhere'))

const UPLINK = 'eth0'
const STRANGER = '02:00:00:00:00:01'

class Host {
  readonly #world: ResourceTables
  readonly #enis: readonly Eni[]
  readonly #placed: ReadonlyMap<EniId, Place>

  constructor(world: ResourceTables, drawn: readonly Place[]) {
    this.#world = world
    this.#enis = [...world.list('eni')].sort((a, b) => (a.id < b.id ? -1 : 1))
    this.#placed = new Map(this.#enis.map((eni, at) => [eni.id, drawn[at] as Place]))
  }

  plan(epoch = 1): RulesetPlan {
    const resolver = createResolver(this.#world)
    const ports = this.#enis.flatMap((eni): readonly RouterPort[] => {
      const policy = resolver.policyOf(eni.id)
      return policy === undefined ? [] : [this.#portOf(eni, this.#within(policy, eni))]
    })
    const here = (port: RouterPort): boolean => this.#at(port.policy?.eniId as EniId) !== 'elsewhere'
    return planRouter({
      ...{ vpcId: null, epoch, eips: [], uplink: null, vpcRanges: [] },
      ports: ports.filter((port) => here(port) && port.name !== MACHINE),
      shared: { guards: [], machine: ports.find(({ name }) => name === MACHINE) ?? null, spared: [] },
    })
  }

  /** Whose sides of the packet's way are judged here, in order. */
  sides(packet: Packet, session?: 'accepted'): readonly WaySide[] {
    const { from, to } = endpointsOf(this.#world, packet)
    const way = judgeWay(this.#world, packet, from, to, session === undefined ? {} : { session })
    return way.sides.filter(({ eniId }) => this.#at(eniId) !== 'elsewhere')
  }

  send(walk: Walk, packet: Packet): { readonly verdict: string; readonly words: readonly string[] } {
    const [from, to] = [eniAt(this.#world, packet), eniAt(this.#world, answerTo(packet))]
    const oif = this.#interfaceOf(to)
    const { verdict, comments } =
      this.#at(from.id) === 'machine'
        ? walk.sendOwn(packet, oif)
        : walk.send({ iif: this.#interfaceOf(from), etherSource: this.#macOf(from), packet }, () =>
            this.#at(to.id) === 'machine' ? 'local' : { oif },
          )
    return { verdict, words: comments.filter((comment) => CLAUSE_WORDS.test(comment)) }
  }

  #at(eniId: EniId): Place {
    return this.#placed.get(eniId) as Place
  }

  #interfaceOf(eni: Eni): string {
    return this.#at(eni.id) === 'elsewhere' ? UPLINK : portName(eni.id)
  }

  #macOf(eni: Eni): string {
    return this.#at(eni.id) === 'elsewhere' ? STRANGER : eni.mac
  }

  #portOf(eni: Eni, policy: EniPolicy): RouterPort {
    const port = portOf(policy)
    if (this.#at(eni.id) === 'machine') return { ...port, name: MACHINE, mac: null }
    return this.#at(eni.id) === 'bare' ? { ...port, mac: null } : port
  }

  /** In these worlds addresses say nothing about vSwitches; on the wire nothing else does. */
  #within(policy: EniPolicy, eni: Eni): EniPolicy {
    if (policy.edge === null) return policy
    const blocks = this.#enis.filter(({ vSwitchId }) => vSwitchId === eni.vSwitchId).flatMap(rangesOfEni)
    return { ...policy, edge: { ...policy.edge, blocks } }
  }
}

const decided = (sides: readonly WaySide[]): string => {
  const drop = sides.findIndex(({ action }) => action === 'drop')
  const asked = drop < 0 ? sides : sides.slice(0, drop + 1)
  return `${drop < 0 ? 'accept' : 'drop'} ${asked.map(({ why }) => whyWord(why))}`
}

const isGroup = ({ why }: WaySide): boolean => why.kind !== 'networkAcl'

describe('a gate in the machine’s own network, in random worlds', { timeout: 60_000 }, () => {
  test('P1 G2 A1: judges the sides that are here, for the same reasons as the evaluator, and no others', () => {
    fc.assert(
      fc.property(mixedWorlds(40), places, ({ world, packets }, drawn) => {
        const host = new Host(world, drawn)
        const plan = host.plan()
        for (const packet of packets) {
          const { verdict, words } = host.send(new Walk(plan), packet)
          expect(`${formatPacket(packet)} ${verdict} ${words}`).toBe(
            `${formatPacket(packet)} ${decided(host.sides(packet))}`,
          )
        }
      }),
      { numRuns: 200 },
    )
  })

  test('C1 C3 C5 A1: sessions meet the groups of now with their first packet, and network ACLs with each', () => {
    fc.assert(
      fc.property(mixedWorlds(20), mixedWorlds(20), places, (before, after, drawn) => {
        const was = new Host(before.world, drawn)
        const is = new Host(after.world, drawn)
        const walk = new Walk(was.plan())
        const sessions = apart(before.packets).filter((packet) => was.send(walk, packet).verdict === 'accept')
        const live = (host: Host, first: Packet, packet: Packet): string => {
          const isKept = host
            .sides(first)
            .filter(isGroup)
            .every((side) => side.action === 'accept' || side.keeps === true)
          const edges = host.sides(packet, 'accepted').filter((side) => !isGroup(side))
          return isKept && edges.every(({ action }) => action === 'accept') ? 'accept' : 'drop'
        }
        const look = (host: Host): void => {
          for (const first of sessions)
            for (const packet of [answerTo(first), first])
              expect(`${formatPacket(packet)} ${host.send(walk, packet).verdict}`).toBe(
                `${formatPacket(packet)} ${live(host, first, packet)}`,
              )
        }
        look(was)
        walk.replan(is.plan(2))
        look(is)
      }),
      { numRuns: 100 },
    )
  })
})
