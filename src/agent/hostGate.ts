// The gate in the machine's own network: interfaces that were bound to ENIs, and the machine itself where it is an instance.

import {
  type FlowLogging,
  MACHINE,
  portOf,
  type RouterInput,
  type RouterPort,
  type SparedFlow,
} from '../core/compile/backend.ts'
import { asId, type EniId, type VpcId } from '../core/model/ids.ts'
import type { EniPolicy } from '../core/policy/policy.ts'
import type { Resolver } from '../core/policy/resolve.ts'
import {
  type Binding,
  type Bindings,
  bindingsFile,
  fingerprintOf,
  isEmpty,
  NO_BINDINGS,
  readBindings,
} from './bindings.ts'
import { NO_ROUTER, nobody } from './closedGate.ts'
import { failsafeFlows } from './failsafeFlows.ts'
import { forgetGateStatus, type PortState, readGateStatus, writeGateStatus } from './gateStatus.ts'
import type { Counting } from './hits/hitCounter.ts'
import { forgetLastGood, HOST_RULESET, rulesetDirectory } from './lastGood.ts'
import { isBridged } from './links.ts'
import { RouterPolicy } from './routerPolicy.ts'
import { type Kernel, runScript } from './script.ts'
import { SharedEpochs } from './sharedEpochs.ts'

export interface HostGateOptions {
  readonly kernel: Kernel
  readonly dataDir: string
  /** What no rule of the machine's may cut, above all the agent's way to its server. */
  readonly spared: () => readonly SparedFlow[]
  /** Which packets rules log; absent: none. */
  readonly flowLog?: FlowLogging | undefined
  /** What stays open on a machine that is an instance (semantics S5). */
  readonly failsafe: () => readonly string[]
  readonly beforeReload?: ((counting: Counting) => Promise<void>) | undefined
  /** Somebody else has changed our tables. */
  readonly onForeign: () => void
}

/** What is judged at the gate; without a policy nothing passes there. */
export interface GatePort {
  /** Of its interface; `MACHINE` for the machine itself. */
  readonly name: string
  readonly eniId: EniId
  readonly policy: EniPolicy | undefined
}

/** Takes our tables out of the machine's own network and leaves everybody else's alone. */
export const removeHostTables = (kernel: Kernel): Promise<string> =>
  runScript(
    kernel,
    'cannot remove our tables',
    ['inet', 'arp'].map((family) => `nft 'table ${family} menshen; delete table ${family} menshen'`),
  )

export class HostGate {
  readonly #options: HostGateOptions
  readonly #policy: RouterPolicy
  readonly #epochs: SharedEpochs
  #bindings: Bindings = NO_BINDINGS
  /** The file cannot be read: what is in force stays until somebody has mended it. */
  #unreadable: string | null = null
  #applied: string | null = null
  #vpcIds: ReadonlySet<VpcId> = new Set()
  #gatePorts: readonly GatePort[] = []
  #sparedText = ''
  #input: Omit<RouterInput, 'epoch'> | null = null
  readonly #ports = new WeakMap<EniPolicy, Map<string, RouterPort>>()

  constructor(options: HostGateOptions) {
    this.#options = options
    this.#epochs = new SharedEpochs(options.dataDir)
    this.#policy = new RouterPolicy({ ...options, namespace: null, epochs: this.#epochs })
    this.reread()
  }

  /** True when the file says something else than what was applied. */
  reread(): boolean {
    try {
      this.#bindings = readBindings(this.#options.dataDir)
      this.#unreadable = null
    } catch (error) {
      this.#unreadable = `\`${bindingsFile(this.#options.dataDir)}\` cannot be read: ${(error as Error).message}`
    }
    return this.#isNew()
  }

  isConcernedBy(vpcIds: 'all' | ReadonlySet<VpcId>): boolean {
    if (this.#unreadable !== null || this.#isNew() || vpcIds === 'all') return true
    if (isEmpty(this.#bindings)) return false
    if (!this.#policy.isCurrent || this.#sparedText !== JSON.stringify(this.#spared(), plainly)) return true
    return [...vpcIds].some((vpcId) => this.#vpcIds.has(vpcId)) || this.#hasWaiting()
  }

  async apply(resolver: Resolver, revision: number): Promise<void> {
    const bindings = this.#bindings
    if (this.#unreadable !== null) throw new Error(this.#unreadable)
    if (isEmpty(bindings)) return this.#takeAway(bindings)
    const policies = new Map([...enisOf(bindings)].map((eni) => [eni, resolver.policyOf(asId<EniId>(eni))]))
    this.#vpcIds = new Set(
      [...policies.values()].flatMap((policy) => (policy === undefined ? [] : [policy.vpcId])),
    )
    try {
      await this.#policy.apply(this.#inputFor(bindings, policies))
      await this.#epochs.clearWhenDue(this.#options.kernel)
    } catch (error) {
      this.#note(bindings, policies, revision, (error as Error).message)
      throw error
    }
    this.#applied = fingerprintOf(bindings)
    this.#gatePorts = gatePortsOf(bindings, policies)
    this.#note(bindings, policies, revision, null)
  }

  /** Where its rules count; none while nothing is bound. */
  get counting(): readonly Counting[] {
    return this.#policy.isCurrent ? [this.#policy.counting] : []
  }

  /** What is judged there as things are in force; none while nothing is bound. */
  get ports(): readonly GatePort[] {
    return this.#policy.isCurrent ? this.#gatePorts : []
  }

  get keepFailure(): string | null {
    return this.#policy.keepFailure
  }

  /** Whether the kernel tells us of foreign edits by itself. */
  get isWatched(): boolean {
    return isEmpty(this.#bindings) || this.#policy.isWatched
  }

  drift(): Promise<readonly string[]> {
    return isEmpty(this.#bindings) ? Promise.resolve([]) : this.#policy.drift()
  }

  /** Cheaper than `drift`: whether somebody took all of it away. */
  isGone(): Promise<boolean> {
    return isEmpty(this.#bindings) ? Promise.resolve(false) : this.#policy.isGone()
  }

  /** Leaves what is in force as it is. */
  close(): void {
    this.#policy.close()
  }

  #spared(): readonly SparedFlow[] {
    const failsafe = this.#bindings.machine === null ? [] : this.#options.failsafe()
    return [...this.#options.spared(), ...failsafeFlows(failsafe)]
  }

  #isNew(): boolean {
    const noted = this.#applied ?? ''
    return isEmpty(this.#bindings) ? this.#hasTables() : fingerprintOf(this.#bindings) !== noted
  }

  /** An ENI may come into being in a VPC that nobody here has been in. */
  #hasWaiting(): boolean {
    return readGateStatus(this.#options.dataDir)?.ports.some(({ state }) => state === 'waiting') === true
  }

  #hasTables(): boolean {
    return readGateStatus(this.#options.dataDir) !== null
  }

  async #takeAway(bindings: Bindings): Promise<void> {
    if (!this.#hasTables()) return
    this.#policy.close()
    await removeHostTables(this.#options.kernel)
    forgetLastGood(rulesetDirectory(this.#options.dataDir), HOST_RULESET)
    forgetGateStatus(this.#options.dataDir)
    this.#applied = fingerprintOf(bindings)
  }

  /** The same objects as long as nothing changed, by which the compiler sees that it did not. */
  #inputFor(
    bindings: Bindings,
    policies: ReadonlyMap<string, EniPolicy | undefined>,
  ): Omit<RouterInput, 'epoch'> {
    const ports = bindings.ports.map((binding) => this.#portOf(binding, policies.get(binding.eni)))
    const before = this.#input
    const arePortsSame =
      before?.ports.length === ports.length && ports.every((port, index) => port === before.ports[index])
    const machine = bindings.machine === null ? null : this.#machine(policies.get(bindings.machine))
    const spared = this.#spared()
    const sparedText = JSON.stringify(spared, plainly)
    const isPlaceSame =
      before?.shared?.machine === machine &&
      before.shared.guards.join() === bindings.guards.join() &&
      sparedText === this.#sparedText
    this.#sparedText = sparedText
    const { flowLog } = this.#options
    this.#input = {
      ...NO_ROUTER,
      ports: arePortsSame ? before.ports : ports,
      ...(flowLog === undefined ? {} : { flowLog }),
      shared: isPlaceSame && before.shared ? before.shared : { guards: bindings.guards, machine, spared },
    }
    return this.#input
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

  #note(
    bindings: Bindings,
    policies: ReadonlyMap<string, EniPolicy | undefined>,
    revision: number,
    failure: string | null,
  ): void {
    const stateOf = (eni: string): PortState => (policies.get(eni) === undefined ? 'waiting' : 'enforced')
    const { machine } = bindings
    writeGateStatus(this.#options.dataDir, {
      fingerprint: failure === null ? fingerprintOf(bindings) : '',
      revision,
      ports: bindings.ports.map((port) => ({
        interface: port.interface,
        eni: port.eni,
        state: isBridged(port.interface) ? 'bridged' : stateOf(port.eni),
      })),
      machine: machine === null ? null : { eni: machine, state: stateOf(machine) },
      failsafe: machine === null ? [] : this.#options.failsafe(),
      failure,
    })
  }
}

const enisOf = ({ ports, machine }: Bindings): ReadonlySet<string> =>
  new Set([...ports.map(({ eni }) => eni), ...(machine === null ? [] : [machine])])

const gatePortsOf = (
  { ports, machine }: Bindings,
  policies: ReadonlyMap<string, EniPolicy | undefined>,
): readonly GatePort[] =>
  [...ports, ...(machine === null ? [] : [{ interface: MACHINE, eni: machine }])].map((port) => ({
    ...{ name: port.interface, eniId: asId<EniId>(port.eni), policy: policies.get(port.eni) },
  }))

const macOf = ({ mac }: Binding, policy: EniPolicy): string | null =>
  mac === 'any' ? null : mac === 'eni' ? policy.mac : mac

const plainly = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)
