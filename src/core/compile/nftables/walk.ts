// A router that exists only in memory: conntrack, NAT and routing around the interpreted hooks.

import type { Address } from '../../model/address.ts'
import type { Packet } from '../../model/packet.ts'
import { MACHINE } from '../backend.ts'
import type { Hook, RulesetPlan, Table } from './ast.ts'
import { Conntrack, translatedDestination, translatedSource } from './conntrack.ts'
import { type Context, interpretHook, type Met, NOTHING_MET, type Ruleset, rulesetOf } from './interpret.ts'
import { readField, type State } from './readField.ts'

export interface Frame {
  readonly iif: string
  readonly etherSource: string
  readonly packet: Packet
}

/** Where a router sends a destination: an interface, itself, or nowhere; that may depend on where it came from. */
export type Routing = (
  destination: Address,
  from: { readonly iif: string; readonly mark: number },
) => { readonly oif: string } | 'local' | null

export interface Delivery {
  readonly verdict: 'accept' | 'drop'
  /** Interface it leaves by; null: the router's own, or dropped. */
  readonly oif: string | null
  /** As it leaves, addresses translated. */
  readonly packet: Packet
  readonly comments: readonly string[]
  /** At all hooks together. */
  readonly met: Readonly<Met>
}

export class Walk {
  #ruleset: Ruleset
  readonly #conntrack = new Conntrack()

  constructor(plan: RulesetPlan) {
    this.#ruleset = rulesetOf(inetOf(plan))
  }

  /** Replaces the ruleset; connections stay, as in the kernel. */
  replan(plan: RulesetPlan): void {
    this.under(rulesetOf(inetOf(plan)))
  }

  /** The same for a ruleset that is just being changed. */
  under(ruleset: Ruleset): void {
    this.#ruleset = ruleset
  }

  /** What the machine itself says, by the interface that its routing chose. */
  sendOwn(packet: Packet, oif: string): Delivery {
    const state: State = { iif: MACHINE, etherSource: '', packet, oif, mark: 0, zone: 0, tracked: undefined }
    state.tracked = this.#conntrack.track(packet)
    const way = this.#way(state)
    const passes = way.passes('output', 'filter') && way.passes('postrouting', 'srcnat + 10')
    if (passes) this.#conntrack.confirm(state.tracked)
    const { comments, met } = way
    return { verdict: passes ? 'accept' : 'drop', oif: passes ? oif : null, packet, comments, met: met() }
  }

  #way(state: State): Way {
    const comments: string[] = []
    let met = NOTHING_MET
    return {
      comments,
      met: () => met,
      passes: (hook, priority) => {
        const outcome = interpretHook(this.#ruleset, hook, priority, contextOf(state))
        comments.push(...outcome.comments)
        met = together(met, outcome.met)
        return outcome.verdict === 'accept'
      },
    }
  }

  send(frame: Frame, routing: Routing): Delivery {
    const state: State = { ...frame, oif: null, mark: 0, zone: 0, tracked: undefined }
    const { passes, comments, met } = this.#way(state)
    const drop = (): Delivery => ({ verdict: 'drop', oif: null, packet: state.packet, comments, met: met() })
    // P7: defragmentation waits for the rest, in vain.
    if (frame.packet.laterFragment === true) return drop()
    if (!passes('prerouting', 'raw')) return drop()
    state.tracked = this.#conntrack.track(frame.packet, state.zone)
    if (!passes('prerouting', 'mangle - 10')) return drop()
    if (state.tracked?.fresh && !passes('prerouting', 'dstnat')) return drop()
    state.packet = translatedDestination(state.packet, state.tracked)
    const route = routing(state.packet.destination, { iif: frame.iif, mark: state.mark })
    if (route === null) return drop()
    if (route === 'local') {
      if (!passes('input', 'filter')) return drop()
      this.#conntrack.confirm(state.tracked)
      return { verdict: 'accept', oif: null, packet: state.packet, comments, met: met() }
    }
    state.oif = route.oif
    if (!passes('forward', 'filter')) return drop()
    if (state.tracked?.fresh && !passes('postrouting', 'srcnat')) return drop()
    state.packet = translatedSource(state.packet, state.tracked)
    if (!passes('postrouting', 'srcnat + 10')) return drop()
    this.#conntrack.confirm(state.tracked)
    return { verdict: 'accept', oif: state.oif, packet: state.packet, comments, met: met() }
  }
}

interface Way {
  readonly passes: (hook: Hook['hook'], priority: Hook['priority']) => boolean
  readonly comments: string[]
  readonly met: () => Readonly<Met>
}

const together = (a: Readonly<Met>, b: Readonly<Met>): Readonly<Met> => ({
  rules: a.rules + b.rules,
  lookups: a.lookups + b.lookups,
  chains: a.chains + b.chains,
})

function inetOf(plan: RulesetPlan): Table {
  const table = plan.tables.find((each) => each.family === 'inet')
  if (table === undefined) throw new Error('no inet table in the plan')
  return table
}

function contextOf(state: State): Context {
  const connection = state.tracked?.connection
  return {
    read: (field) => readField(field, state),
    setMark: (mark) => {
      state.mark = mark
    },
    setCtMark: (mark, mask) => {
      if (connection !== undefined) connection.mark = ((connection.mark & ~mask) | mark) >>> 0
    },
    setZone: (zone) => {
      state.zone = zone
    },
    translate: (kind, value) => {
      if (connection === undefined) return
      const address: Address = { family: 4, value }
      const end = kind === 'dnat' ? { source: address } : { destination: address }
      connection.reply = { ...connection.reply, ...end }
    },
  }
}
