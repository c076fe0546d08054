// Public addresses that become visible, translated or nobody's while packets are on their way (P10, C3): what changes in
// the kernel is what would be loaded afresh, and a packet fares as before, as after, or is dropped.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Table } from '../../src/core/compile/nftables/ast.ts'
import { loadedAs, namesLoaded } from '../../src/core/compile/nftables/delta.ts'
import { type Ruleset, rulesetOf } from '../../src/core/compile/nftables/interpret.ts'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import { PlanMemory } from '../../src/core/compile/nftables/planMemory.ts'
import { VISIBLE_MARK } from '../../src/core/compile/nftables/visible.ts'
import { type Frame, Walk } from '../../src/core/compile/nftables/walk.ts'
import { portName, UPLINK } from '../../src/core/compile/ports.ts'
import type { Eni } from '../../src/core/model/network.ts'
import { formatPacket, type Packet, parsePacket } from '../../src/core/model/packet.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import { eniHas, eniShows } from '../../src/core/policy/endpoint.ts'
import { publicWorlds } from '../random/publicWorld.ts'
import { normalised } from './applyDelta.ts'
import { eachMoment, Passing, rangesDiffer } from './moments.ts'
import { routerInput } from './routers.ts'
import { tablesAfter, transition } from './transactions.ts'
import { EMPTY, nextPlan, statesBetween, vpcOf } from './trips.ts'

const worlds = publicWorlds({ mayBeGuarded: false })

test('P10: the state after a delta is the state loaded afresh', () => {
  fc.assert(
    fc.property(worlds, worlds, worlds, (a, b, c) => {
      const memory = new PlanMemory()
      let loaded = loadedAs(planRouter(routerInput(a.world, vpcOf(a.world)), memory))
      for (const { world } of [b, c, a]) {
        const to = nextPlan(loaded.plan, world, memory)
        const fresh = planRouter(routerInput(world, vpcOf(world), to.epoch))
        expect(normalised(to.tables)).toEqual(normalised(fresh.tables))
        const change = transition(loaded, to)
        const [, live] = tablesAfter(loaded, change)
        loaded = change.loaded
        expect(normalised(live)).toEqual(normalised(namesLoaded(loaded).tables))
      }
    }),
    { numRuns: 20 },
  )
})

/** One pass through the router, by a port or by the uplink. */
interface Pass {
  readonly sender: Eni | null
  readonly packet: Packet
}

const HOSTS = [1, 2, 3]
const OUTSIDE = 'tcp 203.0.113.1:4 >'

function passesIn(world: ResourceReader): readonly Pass[] {
  const enis = [...world.list('eni')].filter(({ id }) => HOSTS.some((host) => id === `eni-${host}`))
  const passes = (sender: Eni | null, source: string): Pass[] =>
    ['10.0.0.2', '198.51.100.2', '198.51.100.3', '203.0.113.1'].map((destination) => ({
      sender,
      packet: parsePacket(`${source} ${destination}:80`) as Packet,
    }))
  return [
    ...enis.flatMap((eni) => {
      const host = eni.id.slice('eni-'.length)
      return [`tcp 10.0.0.${host}:4 >`, `tcp 198.51.100.${host}:4 >`].flatMap((source) => passes(eni, source))
    }),
    ...passes(null, OUTSIDE),
    ...passes(null, 'tcp 198.51.100.1:4 >'),
  ]
}

class Way {
  readonly #frame: Frame
  readonly #world: ResourceReader

  constructor(world: ResourceReader, { sender, packet }: Pass) {
    this.#world = world
    this.#frame =
      sender === null
        ? { iif: UPLINK, etherSource: '02:00:00:00:00:01', packet }
        : { iif: portName(sender.id), etherSource: sender.mac, packet }
  }

  /** The packet's own fate, and that of the next one when all is done. */
  fates(during: Ruleset, last: Ruleset): readonly [string, string] {
    const walk = new Walk(EMPTY)
    const send = (ruleset: Ruleset): string => {
      walk.under(ruleset)
      const { verdict, oif, packet } = walk.send(this.#frame, (destination, { iif, mark }) =>
        this.#route(destination, iif, mark),
      )
      return verdict === 'drop' ? '' : `${formatPacket(packet)} by ${oif}`
    }
    return [send(during), send(last)]
  }

  /** As it is before the change. */
  #route(destination: Packet['destination'], iif: string, mark: number): { readonly oif: string } {
    const receiver =
      mark === VISIBLE_MARK
        ? undefined
        : [...this.#world.list('eni')].find(
            (eni) => eniHas(eni, destination) || (iif === UPLINK && eniShows(eni, destination)),
          )
    return { oif: receiver === undefined ? UPLINK : portName(receiver.id) }
  }

  toString(): string {
    return `${formatPacket(this.#frame.packet)} by ${this.#frame.iif}`
  }
}

test('P10: on its way through a change a packet fares as before, as after, or is dropped', () => {
  let ways = 0
  let differing = 0
  fc.assert(
    fc.property(worlds, worlds, (from, to) => {
      const memory = new PlanMemory()
      const loaded = loadedAs(planRouter(routerInput(from.world, vpcOf(from.world)), memory))
      const next = nextPlan(loaded.plan, to.world, memory)
      const { changing } = statesBetween(loaded, transition(loaded, next))
      const [first, last] = [changing[0], changing.at(-1)].map((table) => rulesetOf(table as Table))
      for (const pass of passesIn(from.world)) {
        const way = new Way(from.world, pass)
        const [before, after] = [first, last].map((each) => way.fates(each as Ruleset, last as Ruleset))
        if (before?.join() !== after?.join()) differing++
        for (let at = 1; at < changing.length; at++) {
          const pair = [changing[at - 1] as Table, changing[at] as Table] as const
          eachMoment(rangesDiffer(...pair), (moment) => {
            const passing = new Passing(pair, [moment])
            const [own, then] = way.fates(passing, last as Ruleset)
            ways++
            const known = [before, after, ['', before?.[1]], ['', after?.[1]]].map((each) =>
              each?.join(', then '),
            )
            expect(known, `${from.text}\n=== change\n${to.text}\n${way}`).toContain(
              [own, then].join(', then '),
            )
            return passing.looks
          })
        }
      }
    }),
    { numRuns: 20 },
  )
  expect(ways).toBeGreaterThan(500)
  expect(differing).toBeGreaterThan(5)
}, 120_000)
