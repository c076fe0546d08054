// Packets from and to the internet while public addresses change: what is let out is translated, what is mixed is dropped.

import { describe, expect, test } from 'vitest'
import type { Table } from '../../src/core/compile/nftables/ast.ts'
import { loadedAs } from '../../src/core/compile/nftables/delta.ts'
import { type Ruleset, rulesetOf } from '../../src/core/compile/nftables/interpret.ts'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import { PlanMemory } from '../../src/core/compile/nftables/planMemory.ts'
import { type Frame, Walk } from '../../src/core/compile/nftables/walk.ts'
import { portName, UPLINK } from '../../src/core/compile/ports.ts'
import { formatAddress } from '../../src/core/model/address.ts'
import { asId } from '../../src/core/model/ids.ts'
import { formatPacket, type Packet, parsePacket } from '../../src/core/model/packet.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import { parseTable } from '../packets/parse.ts'
import { eachMoment, Passing, rangesDiffer } from './moments.ts'
import { routerInput } from './routers.ts'
import { transition } from './transactions.ts'
import { nextPlan, type States, statesBetween, statesInOne, vpcOf } from './trips.ts'

const BASE = [
  'vpc vpc-1 10.0.0.0/16',
  'group sg-0 inner=drop ingress=accept',
  'eni eni-4 10.0.0.4 sg-0',
  'eni eni-6 10.0.0.6 sg-0',
]
const PACKETS = [
  'tcp 10.0.0.4:4 > 198.51.100.1:4',
  'tcp 10.0.0.6:4 > 198.51.100.1:4',
  'tcp 198.51.100.1:4 > 203.0.113.1:4',
  'tcp 198.51.100.1:4 > 203.0.113.2:4',
].map((text) => parsePacket(text) as Packet)

const worldOf = (...lines: readonly string[]): ResourceReader =>
  parseTable('outside', `${[...BASE, ...lines].join('\n')}\n---\n`).world

/** Where it comes out, with which addresses; nothing where it is dropped. */
function fate(world: ResourceReader, packet: Packet, ruleset: Ruleset): string {
  const sender = [...world.list('eni')].find((each) => each.primaryAddress === formatAddress(packet.source))
  const frame: Frame =
    sender === undefined
      ? { iif: UPLINK, etherSource: '02:00:00:00:00:01', packet }
      : { iif: portName(sender.id), etherSource: sender.mac, packet }
  const walk = new Walk(planRouter(routerInput(world, asId('vpc-1'))))
  walk.under(ruleset)
  const {
    verdict,
    oif,
    packet: sent,
  } = walk.send(frame, (destination) => {
    const text = formatAddress(destination)
    const receiver = [...world.list('eni')].find((each) => each.primaryAddress === text)
    return { oif: receiver === undefined ? UPLINK : portName(receiver.id) }
  })
  return verdict === 'drop' ? '' : `${formatPacket(sent)} by ${oif}`
}

/** What became of packets that met a change half-way, where it is neither what was before nor what is after. */
function mixed(world: ResourceReader, { changing, cleaning }: States): ReadonlySet<string> {
  const found = new Set<string>()
  for (const states of [changing, ...(cleaning.length > 0 ? [cleaning] : [])]) {
    for (const packet of PACKETS) {
      const [before, after] = [states[0] as Table, states.at(-1) as Table].map((table) =>
        fate(world, packet, rulesetOf(table)),
      )
      for (let at = 1; at < states.length; at++) {
        const pair = [states[at - 1] as Table, states[at] as Table] as const
        eachMoment(rangesDiffer(...pair), (moment) => {
          const passing = new Passing(pair, [moment])
          const met = fate(world, packet, passing)
          if (met !== before && met !== after) found.add(met)
          return passing.looks
        })
      }
    }
  }
  return found
}

function mixes(from: ResourceReader, to: ResourceReader, isInOne = false): ReadonlySet<string> {
  const memory = new PlanMemory()
  const loaded = loadedAs(planRouter(routerInput(from, vpcOf(from)), memory))
  const next = nextPlan(loaded.plan, to, memory)
  return mixed(
    from,
    isInOne ? statesInOne(loaded.plan, next) : statesBetween(loaded, transition(loaded, next)),
  )
}

describe('C3: packets from and to the internet while public addresses change', () => {
  // Another one has its own all the time: the hooks that translate are there before and after.
  const other = 'eip 203.0.113.2 eni-6'
  const none = worldOf(other)
  const one = worldOf(other, 'eip 203.0.113.1 eni-4')

  test('one comes', () => expect([...mixes(none, one)]).toEqual([]))

  test('one goes: who was let out is translated', () => {
    expect([...mixes(one, none)]).toEqual([])
    // In one transaction a private address would get out.
    expect([...mixes(one, none, true)].join()).toContain('10.0.0.4:4 > 198.51.100.1:4')
  })

  test('two are exchanged: what was translated before and is judged after is dropped at worst', () => {
    const exchanged = worldOf('eip 203.0.113.1 eni-6', 'eip 203.0.113.2 eni-4')
    expect([...mixes(one, exchanged)]).toEqual([''])
  })
})
