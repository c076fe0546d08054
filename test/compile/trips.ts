// Sends packets through a transition from one plan to another, with each transaction at every moment of their way.

import type { RulesetPlan, Table } from '../../src/core/compile/nftables/ast.ts'
import { type Ruleset, rulesetOf } from '../../src/core/compile/nftables/interpret.ts'
import { narrows } from '../../src/core/compile/nftables/narrowing.ts'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import type { PlanMemory } from '../../src/core/compile/nftables/planMemory.ts'
import type { Loaded } from '../../src/core/compile/nftables/steps.ts'
import { type Frame, Walk } from '../../src/core/compile/nftables/walk.ts'
import { portName } from '../../src/core/compile/ports.ts'
import type { VpcId } from '../../src/core/model/ids.ts'
import type { Eni } from '../../src/core/model/network.ts'
import { formatPacket, type Packet } from '../../src/core/model/packet.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import { eniHas } from '../../src/core/policy/endpoint.ts'
import { eachMoment, Passing, rangesDiffer } from './moments.ts'
import { pluggedEnis, routerInput } from './routers.ts'
import { answerTo } from './sessions.ts'
import { statesOf, type Transition } from './transactions.ts'

export const vpcOf = (world: ResourceReader): VpcId => [...world.list('vpc')][0]?.id as VpcId

/** As the agent does it: the epoch moves on when something narrows. */
export function nextPlan(from: RulesetPlan, world: ResourceReader, memory: PlanMemory): RulesetPlan {
  const input = routerInput(world, vpcOf(world), from.epoch)
  const to = planRouter(input, memory)
  return narrows(from, to) ? planRouter({ ...input, epoch: from.epoch + 1 }, memory) : to
}

export interface States {
  /** The table before, between and after the transactions. */
  readonly changing: readonly Table[]
  /** The same for what is done when no packet of before is on its way any more. */
  readonly cleaning: readonly Table[]
}

export function statesBetween(from: Loaded, { delta, cleaning }: Transition): States {
  return {
    changing: statesOf(from, delta).map(inetOf),
    cleaning: cleaning === null ? [] : statesOf(delta.loaded, cleaning).map(inetOf),
  }
}

/** For comparison: as if all of it were changed where it stands, by a single transaction. */
export const statesInOne = (from: RulesetPlan, to: RulesetPlan): States => ({
  changing: [inetOf(from.tables), inetOf(to.tables)],
  cleaning: [],
})

const inetOf = (tables: readonly Table[]): Table => tables.find(({ family }) => family === 'inet') as Table

/** How much has been tried: ways of packets, and packets that fare otherwise under the new plan. */
export class Tally {
  ways = 0
  differing = 0
}

/** The packet opens a session, is one more of a session that was opened before, or answers such a one. */
const KINDS = ['opens', 'goes on', 'answers'] as const

/** Throws when some packet on its way fares neither as before the change nor as after it. */
export function tryPackets(
  world: ResourceReader,
  { changing, cleaning }: States,
  packets: readonly Packet[],
  tally: Tally,
): void {
  for (const packet of packets) {
    const ends = [packet.source, packet.destination].map((address) =>
      pluggedEnis(world, vpcOf(world)).find((eni) => eniHas(eni, address)),
    )
    const [from, to] = ends
    if (from === undefined || to === undefined) continue
    for (const states of cleaning.length > 0 ? [changing, cleaning] : [changing])
      for (const kind of KINDS) tryPacket(new Way(packet, from, to, kind), states, tally)
  }
}

class Way {
  readonly #packet: Packet
  readonly #kind: (typeof KINDS)[number]
  readonly #there: Frame
  readonly #oif: string
  readonly #back: Frame

  constructor(packet: Packet, from: Eni, to: Eni, kind: (typeof KINDS)[number]) {
    this.#packet = packet
    this.#kind = kind
    this.#oif = portName(to.id)
    this.#there = { iif: portName(from.id), etherSource: from.mac, packet }
    this.#back = { iif: this.#oif, etherSource: to.mac, packet: answerTo(packet) }
  }

  /** The packet's own verdict, and that of the next one when all is done. */
  verdicts(first: Ruleset, during: Ruleset, last: Ruleset): string {
    const walk = new Walk(EMPTY)
    const send = (ruleset: Ruleset, frame: Frame): string => {
      walk.under(ruleset)
      const oif = frame === this.#there ? this.#oif : this.#there.iif
      return walk.send(frame, () => ({ oif })).verdict
    }
    if (this.#kind !== 'opens') send(first, this.#there)
    return `${send(during, this.#kind === 'answers' ? this.#back : this.#there)}, then ${send(last, this.#there)}`
  }

  toString(): string {
    return `${formatPacket(this.#packet)}, whose packet ${this.#kind}`
  }
}

/** For a walk that is told of its rules later. */
export const EMPTY: RulesetPlan = {
  ...{ tables: [{ family: 'inet', name: 'empty', sets: [], chains: [] }], epoch: 0, hash: '' },
  defaults: new Map(),
}

function tryPacket(way: Way, states: readonly Table[], tally: Tally): void {
  const first = rulesetOf(states[0] as Table)
  const last = rulesetOf(states.at(-1) as Table)
  const before = way.verdicts(first, first, last)
  const after = way.verdicts(first, last, last)
  if (before !== after) tally.differing++
  for (let at = 1; at < states.length; at++) {
    const pair = [states[at - 1] as Table, states[at] as Table] as const
    eachMoment(rangesDiffer(...pair), (moment) => {
      const passing = new Passing(pair, [moment])
      const found = way.verdicts(first, passing, last)
      tally.ways++
      if (found !== before && found !== after)
        throw new Error(
          `${way}, at ${moment.flip}/${moment.publish} in transaction ${at} of ${states.length - 1}: ${found}; before: ${before}; after: ${after}`,
        )
      return passing.looks
    })
  }
}
