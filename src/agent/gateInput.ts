// What the gate is to enforce, from bindings and policies: the same objects as long as nothing about them changed.

import {
  type FlowLogging,
  MACHINE,
  portOf,
  type RouterInput,
  type RouterPort,
  type SparedFlow,
} from '../core/compile/backend.ts'
import { asId, type EniId, type VpcId } from '../core/model/ids.ts'
import type { LiveResolver } from '../core/policy/liveResolver.ts'
import type { EniPolicy } from '../core/policy/policy.ts'
import type { Binding, Bindings } from './bindings.ts'
import { NO_ROUTER, nobody } from './closedGate.ts'
import { failsafeFlows } from './failsafeFlows.ts'

export interface GateInputOptions {
  /** What no rule of the machine's may cut, above all the agent's way to its server. */
  readonly spared: () => readonly SparedFlow[]
  /** What stays open on a machine that is an instance (semantics S5). */
  readonly failsafe: () => readonly string[]
  /** Which packets rules log; absent: none. */
  readonly flowLog?: FlowLogging | undefined
}

/** By ENI; undefined: there is none. */
export type Policies = ReadonlyMap<string, EniPolicy | undefined>
export type GateResolver = Pick<LiveResolver, 'policyOf' | 'version'>

type Input = Omit<RouterInput, 'epoch'>

export class GateInputs {
  readonly #options: GateInputOptions
  #spared: {
    readonly own: readonly SparedFlow[]
    readonly failsafe: readonly string[]
    readonly text: string
    readonly flows: readonly SparedFlow[]
  } | null = null
  #asked: { readonly bindings: Bindings; readonly version: number; readonly policies: Policies } | null = null
  #made: { readonly bindings: Bindings; readonly policies: Policies; readonly input: Input } | null = null
  readonly #ports = new WeakMap<EniPolicy, Map<string, RouterPort>>()

  constructor(options: GateInputOptions) {
    this.#options = options
  }

  /** Whether the newest input says what must be spared now. */
  isSparing(bindings: Bindings): boolean {
    return this.#made?.input.shared?.spared === this.#sparedBy(bindings)
  }

  /** Asked for again only when one of them may be another one. */
  policiesOf(bindings: Bindings, resolver: GateResolver): Policies {
    const before = this.#asked
    const { version } = resolver
    if (before?.bindings === bindings && before.version === version) return before.policies
    const policies = new Map([...enisOf(bindings)].map((eni) => [eni, resolver.policyOf(asId<EniId>(eni))]))
    this.#asked = { bindings, version, policies }
    return policies
  }

  /** By which the compiler sees what changed. */
  of(bindings: Bindings, policies: Policies): Input {
    const before = this.#made
    const spared = this.#sparedBy(bindings)
    const areSame = before?.bindings === bindings && before.policies === policies
    if (areSame && before.input.shared?.spared === spared) return before.input
    const ports = bindings.ports.map((binding) => this.#portOf(binding, policies.get(binding.eni)))
    const old = before?.input
    const arePortsSame =
      old?.ports.length === ports.length && ports.every((port, index) => port === old.ports[index])
    const machine = bindings.machine === null ? null : this.#machine(policies.get(bindings.machine))
    const isPlaceSame =
      old?.shared?.machine === machine &&
      old.shared.guards.join() === bindings.guards.join() &&
      old.shared.spared === spared
    const { flowLog } = this.#options
    const input: Input = {
      ...NO_ROUTER,
      ports: arePortsSame ? old.ports : ports,
      ...(flowLog === undefined ? {} : { flowLog }),
      shared: isPlaceSame && old.shared ? old.shared : { guards: bindings.guards, machine, spared },
    }
    this.#made = { bindings, policies, input }
    return input
  }

  /** The same list as long as it says the same. */
  #sparedBy({ machine }: Bindings): readonly SparedFlow[] {
    const before = this.#spared
    const own = this.#options.spared()
    const failsafe = machine === null ? NOTHING : this.#options.failsafe()
    if (before?.own === own && before.failsafe === failsafe) return before.flows
    const flows = [...own, ...failsafeFlows(failsafe)]
    const text = JSON.stringify(flows, plainly)
    this.#spared = { own, failsafe, text, flows: before?.text === text ? before.flows : flows }
    return this.#spared.flows
  }

  #portOf(binding: Binding, policy: EniPolicy | undefined): RouterPort {
    if (policy === undefined) return nobody(binding.interface)
    const made = this.#ports.get(policy) ?? new Map<string, RouterPort>()
    this.#ports.set(policy, made)
    const key = `${binding.interface} ${binding.mac}`
    const port = made.get(key) ?? { ...portOf(policy), name: binding.interface, mac: macOf(binding, policy) }
    made.set(key, port)
    return port
  }

  #machine(policy: EniPolicy | undefined): RouterPort {
    return policy === undefined
      ? nobody(MACHINE)
      : this.#portOf({ interface: MACHINE, eni: policy.eniId, mac: 'any' }, policy)
  }
}

export const vpcsOf = (policies: Policies): ReadonlySet<VpcId> =>
  new Set([...policies.values()].flatMap((policy) => (policy === undefined ? [] : [policy.vpcId])))

const NOTHING: readonly string[] = []

const enisOf = ({ ports, machine }: Bindings): ReadonlySet<string> =>
  new Set([...ports.map(({ eni }) => eni), ...(machine === null ? [] : [machine])])

const macOf = ({ mac }: Binding, policy: EniPolicy): string | null =>
  mac === 'any' ? null : mac === 'eni' ? policy.mac : mac

const plainly = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)
