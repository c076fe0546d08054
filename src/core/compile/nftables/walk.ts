// A router that exists only in memory: conntrack, NAT and routing around the interpreted hooks.

import type { Address } from '../../model/address.ts'
import type { Packet } from '../../model/packet.ts'
import { MACHINE } from '../backend.ts'
import type { RulesetPlan, Table } from './ast.ts'
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
    const { verdict, comments, met } = interpretHook(this.#ruleset, 'output', 'filter', contextOf(state))
    if (verdict === 'accept') this.#conntrack.confirm(state.tracked)
    return { verdict, oif: verdict === 'accept' ? oif : null, packet, comments, met }
  }

  send(frame: Frame, routing: Routing): Delivery {
    const comments: string[] = []
    let met = NOTHING_MET
    const state: State = { ...frame, oif: null, mark: 0, zone: 0, tracked: undefined }
    const passes = (
      hook: Parameters<typeof interpretHook>[1],
      type: 'filter' | 'nat' = 'filter',
    ): boolean => {
      const outcome = interpretHook(this.#ruleset, hook, type, contextOf(state))
      comments.push(...outcome.comments)
      met = together(met, outcome.met)
      return outcome.verdict === 'accept'
    }
    const drop = (): Delivery => ({ verdict: 'drop', oif: null, packet: state.packet, comments, met })
    // P7: defragmentation waits for the rest, in vain.
    if (frame.packet.laterFragment === true) return drop()
    if (!passes('prerouting')) return drop()
    state.tracked = this.#conntrack.track(frame.packet, state.zone)
    if (state.tracked?.fresh && !passes('prerouting', 'nat')) return drop()
    state.packet = translatedDestination(state.packet, state.tracked)
    const route = routing(state.packet.destination, { iif: frame.iif, mark: state.mark })
    if (route === null) return drop()
    if (route === 'local') {
      if (!passes('input')) return drop()
      this.#conntrack.confirm(state.tracked)
      return { verdict: 'accept', oif: null, packet: state.packet, comments, met }
    }
    state.oif = route.oif
    if (!passes('forward')) return drop()
    if (state.tracked?.fresh && !passes('postrouting', 'nat')) return drop()
    state.packet = translatedSource(state.packet, state.tracked)
    this.#conntrack.confirm(state.tracked)
    return { verdict: 'accept', oif: state.oif, packet: state.packet, comments, met }
  }
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
