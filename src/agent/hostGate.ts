// The gate in the machine's own network: interfaces that were bound to ENIs, and the machine itself where it is an instance.

import { MACHINE } from '../core/compile/backend.ts'
import { asId, type EniId, type VpcId } from '../core/model/ids.ts'
import type { EniPolicy } from '../core/policy/policy.ts'
import { type Bindings, fingerprintOf, isEmpty, NO_BINDINGS, readBindings } from './bindings.ts'
import { type GateInputOptions, GateInputs, type GateResolver, type Policies, vpcsOf } from './gateInput.ts'
import {
  forgetGateStatus,
  type GateStatus,
  isNoted,
  type PortState,
  readGateStatus,
  writeGateStatus,
} from './gateStatus.ts'
import type { Counting } from './hits/hitCounter.ts'
import { forgetLastGood, HOST_RULESET, rulesetDirectory } from './lastGood.ts'
import { isBridged } from './links.ts'
import { RouterPolicy } from './routerPolicy.ts'
import { type Kernel, runScript } from './script.ts'
import { SharedEpochs } from './sharedEpochs.ts'

export interface HostGateOptions extends GateInputOptions {
  readonly kernel: Kernel
  readonly dataDir: string
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
  readonly #inputs: GateInputs
  /** What the file says, but for since when. */
  #notedText = ''

  constructor(options: HostGateOptions) {
    this.#options = options
    this.#epochs = new SharedEpochs(options.dataDir)
    this.#inputs = new GateInputs(options)
    this.#policy = new RouterPolicy({ ...options, namespace: null, epochs: this.#epochs })
    this.reread()
  }

  /** True when the file says something else than what was applied, or can be read no more, or again. */
  reread(): boolean {
    const before = this.#unreadable
    try {
      const read = readBindings(this.#options.dataDir)
      if (fingerprintOf(read) !== fingerprintOf(this.#bindings)) this.#bindings = read
      this.#unreadable = null
    } catch (error) {
      this.#unreadable = (error as Error).message
    }
    return this.#unreadable !== before || this.#isNew()
  }

  isConcernedBy(vpcIds: 'all' | ReadonlySet<VpcId>): boolean {
    if (this.#unreadable !== null || this.#isNew() || vpcIds === 'all') return true
    if (isEmpty(this.#bindings)) return false
    if (!this.#policy.isCurrent || !this.#inputs.isSparing(this.#bindings)) return true
    return [...vpcIds].some((vpcId) => this.#vpcIds.has(vpcId)) || this.#hasWaiting()
  }

  async apply(resolver: GateResolver, revision: number): Promise<void> {
    const bindings = this.#bindings
    if (this.#unreadable !== null) throw new Error(this.#unreadable)
    if (isEmpty(bindings)) return this.#takeAway(bindings)
    const policies = this.#inputs.policiesOf(bindings, resolver)
    this.#vpcIds = vpcsOf(policies)
    try {
      await this.#policy.apply(this.#inputs.of(bindings, policies))
      await this.#epochs.afterChange(this.#options.kernel)
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

  #isNew(): boolean {
    const noted = this.#applied ?? ''
    return isEmpty(this.#bindings) ? this.#hasTables() : fingerprintOf(this.#bindings) !== noted
  }

  /** An ENI may come into being in a VPC that nobody here has been in. */
  #hasWaiting(): boolean {
    return readGateStatus(this.#options.dataDir)?.ports.some(({ state }) => state === 'waiting') === true
  }

  #hasTables(): boolean {
    return isNoted(this.#options.dataDir)
  }

  async #takeAway(bindings: Bindings): Promise<void> {
    if (!this.#hasTables()) return
    this.#policy.close()
    await removeHostTables(this.#options.kernel)
    forgetLastGood(rulesetDirectory(this.#options.dataDir), HOST_RULESET)
    forgetGateStatus(this.#options.dataDir)
    this.#applied = fingerprintOf(bindings)
  }

  #note(bindings: Bindings, policies: Policies, revision: number, failure: string | null): void {
    const stateOf = (eni: string): PortState => (policies.get(eni) === undefined ? 'waiting' : 'enforced')
    const { machine } = bindings
    const status: GateStatus = {
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
    }
    const text = JSON.stringify({ ...status, revision: 0 })
    if (text === this.#notedText && isNoted(this.#options.dataDir)) return
    writeGateStatus(this.#options.dataDir, status)
    this.#notedText = text
  }
}

const gatePortsOf = ({ ports, machine }: Bindings, policies: Policies): readonly GatePort[] =>
  [...ports, ...(machine === null ? [] : [{ interface: MACHINE, eni: machine }])].map((port) => ({
    ...{ name: port.interface, eniId: asId<EniId>(port.eni), policy: policies.get(port.eni) },
  }))
