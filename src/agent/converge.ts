// The agent's loop: whatever the newest state is, make this machine enforce it, then say which revision that was.

import type { EniId, VpcId } from '../core/model/ids.ts'
import type { Write } from '../core/model/resources.ts'
import { LiveResolver } from '../core/policy/liveResolver.ts'
import type { EniPolicy } from '../core/policy/policy.ts'
import { removeSessionsOf } from './conntrack.ts'
import type { ConvergeOptions } from './convergeOptions.ts'
import { DriftLook } from './driftLook.ts'
import { Epochs } from './epochs.ts'
import { failsafeIn } from './failsafeFlows.ts'
import type { LoggedPlace } from './flows/flowLog.ts'
import { loggedPlaces } from './flows/places.ts'
import { Footprints } from './footprints.ts'
import { ForeignHands, GATE } from './foreignHands.ts'
import { tidyAfter } from './heap.ts'
import type { Counting } from './hits/hitCounter.ts'
import { HostGate } from './hostGate.ts'
import { notKept } from './keeper.ts'
import { forgetLastGood, rulesetDirectory } from './lastGood.ts'
import { type HostLayout, layoutOf } from './layout.ts'
import { writeIndex } from './localIndex.ts'
import { type Names, namesOf } from './names.ts'
import { HostNetwork } from './network.ts'
import { patiently, pauseAfter, retryAfter } from './pace.ts'
import { Responders } from './responders.ts'
import { RouterInputs } from './routerInput.ts'
import { RouterPolicy } from './routerPolicy.ts'
import type { Status } from './status.ts'
import { copyOf, merged, type Work } from './work.ts'

/** As far as timers go. */
const FOREVER = 2 ** 31 - 1
/** What is under way is better ended than cut off; what hangs is not waited for. */
const END_PASS_MS = 400

export class Converger {
  readonly #options: ConvergeOptions
  readonly #names: Names
  readonly #network: HostNetwork
  readonly #responders: Responders
  readonly #footprints: Footprints
  readonly #epochs: Epochs
  readonly #resolver: LiveResolver
  readonly #foreignHands: ForeignHands
  readonly #drift: DriftLook
  readonly #inputs: RouterInputs
  readonly #gate: HostGate
  readonly #policies = new Map<VpcId, RouterPolicy>()
  #layout: HostLayout | null = null
  #pending: Work | null = null
  #wake: () => void = () => {}
  #stopped = false
  #enforced = 0
  #failure: string | null = null
  #failures = 0
  #driftRepairs = 0
  #nextDrift = 0
  #isLooking = false
  #look: Promise<void> = Promise.resolve()
  readonly #loop: Promise<void>

  constructor(options: ConvergeOptions) {
    this.#options = options
    this.#inputs = new RouterInputs(options.flowLog)
    this.#names = namesOf(options.dataDir)
    this.#responders = new Responders(options.dataDir, options.responderEntry)
    this.#network = new HostNetwork(options.kernel, this.#names, options.dataDir)
    this.#footprints = new Footprints(options.state)
    this.#epochs = new Epochs(options.dataDir)
    this.#resolver = new LiveResolver(options.state)
    this.#foreignHands = new ForeignHands(
      (name) => (name === GATE ? this.#gate : this.#policies.get(name as VpcId)),
      options.monotonic,
      (name, differences) =>
        this.#repair(differences, { vpcIds: new Set(name === GATE ? [] : [name as VpcId]), layout: false }),
    )
    const { kernel, dataDir, spared = () => [], beforeReload, flowLog } = options
    const onForeign = (): void => this.#foreignHands.hear(GATE)
    const failsafe = failsafeIn(options.state)
    this.#gate = new HostGate({ kernel, dataDir, spared, failsafe, beforeReload, flowLog, onForeign })
    this.#drift = new DriftLook({
      ...{ network: this.#network, gate: this.#gate, policies: this.#policies },
      failed: (reason) => this.#stopped || options.log.error({}, `cannot look for drift: ${reason}`),
    })
    this.#loop = this.#run()
  }

  get status(): Status {
    return {
      enforcedRevision: this.#enforced,
      failure: this.#failure ?? notKept([...this.#policies.values(), this.#gate]),
      driftRepairs: this.#driftRepairs,
      instances: this.#layout?.instances.size ?? 0,
    }
  }

  /** Where rules log, with whose ports are there. */
  get loggedPlaces(): readonly LoggedPlace[] {
    return loggedPlaces(this.#layout, this.#gate.ports, this.#options.state())
  }

  /** Of those who are judged in the machine's own network. */
  get gatePolicies(): readonly EniPolicy[] {
    return this.#gate.ports.flatMap(({ policy }) => policy ?? [])
  }

  policyOf(eniId: EniId): EniPolicy | undefined {
    return this.#resolver.policyOf(eniId)
  }

  /** Routers whose counters can be read. */
  get counting(): readonly Counting[] {
    return [...[...this.#policies.values()].map((policy) => policy.counting), ...this.#gate.counting]
  }

  /** The state is a whole new one: only now may things that it lacks be removed. */
  restarted(revision: number): void {
    this.#footprints.restart()
    this.#resolver.restart()
    this.#add({ revision, vpcIds: 'all', layout: true })
  }

  /** The state has taken in these writes. */
  changed(revision: number, writes: readonly Write[]): void {
    const touched = this.#footprints.touchedBy(writes)
    this.#resolver.take(writes)
    this.#add({ revision, ...copyOf(touched) })
  }

  /** Interfaces may have been bound or set free; before the first state there is nothing that could be done about it. */
  rebound(): void {
    if (!this.#gate.reread() || (this.#enforced === 0 && this.#pending === null)) return
    this.#add({ revision: this.#enforced, vpcIds: new Set(), layout: false })
  }

  /** Leaves everything in the kernel as it is. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#wake()
    await patiently(this.#loop, END_PASS_MS)
    for (const policy of this.#policies.values()) policy.close()
    this.#gate.close()
    await this.#loop
    await this.#look
  }

  #add(work: Work): void {
    this.#pending = merged(this.#pending, work)
    this.#wake()
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      if (this.#pending === null) {
        const wait = this.#isLooking ? FOREVER : this.#nextDrift - this.#options.monotonic()
        await this.#sleep(Math.max(0, wait))
        const isDue = this.#nextDrift <= this.#options.monotonic() && !this.#isLooking
        if (this.#pending === null && !this.#stopped && isDue) this.#look = this.#lookInPeace()
        continue
      }
      await this.#attempt()
    }
  }

  async #attempt(): Promise<void> {
    const work = this.#pending as Work
    this.#pending = null
    try {
      await this.#pass(work)
      this.#enforced = work.revision
      this.#failure = null
      this.#failures = 0
      this.#report()
      tidyAfter(work, this.#pending !== null)
    } catch (error) {
      if (this.#stopped) return
      this.#failures++
      this.#failure = error instanceof Error ? error.message : String(error)
      this.#options.log.error({ revision: work.revision, failures: this.#failures }, this.#failure)
      // A newer state is tried at once: it may well be the cure.
      const hasNewer = this.#pending !== null
      this.#pending = merged(this.#pending, work)
      this.#report()
      if (!hasNewer) await this.#sleep(retryAfter(this.#failures))
    }
  }

  /** Order matters: links of what is gone, then policy, then links of what is new. */
  async #pass(work: Work): Promise<void> {
    const { state, hostId, dataDir } = this.#options
    const before = this.#layout
    const layout = work.layout || before === null ? layoutOf(state(), hostId, this.#names) : before
    const steps = this.#network.isAt(layout) ? null : await this.#network.prepare(layout)
    for (const vpcId of this.#policies.keys()) {
      if (!layout.routers.has(vpcId)) this.#forget(vpcId)
    }
    this.#layout = layout
    const failures = await this.#applyPolicies(layout, work.vpcIds)
    const gateFailure = await this.#applyGate(work)
    if (steps !== null) {
      await this.#network.open(layout, steps, (vpcId) => !failures.has(vpcId))
      this.#responders.converge(layout)
      writeIndex(dataDir, layout)
      if (before !== null) await removeSessionsOf(this.#options.kernel, before, layout)
    }
    for (const [vpcId, error] of failures) throw new Error(`vpc \`${vpcId}\`: ${error.message}`)
    if (gateFailure !== null) throw new Error(`bound interfaces: ${gateFailure.message}`)
  }

  async #applyGate({ vpcIds, revision }: Work): Promise<Error | null> {
    if (!this.#gate.isConcernedBy(vpcIds)) return null
    try {
      await this.#gate.apply(this.#resolver, revision)
      return null
    } catch (error) {
      return error as Error
    }
  }

  /** One router's failure leaves its last good ruleset in force and the other routers alone. */
  async #applyPolicies(layout: HostLayout, vpcIds: Work['vpcIds']): Promise<Map<VpcId, Error>> {
    const state = this.#options.state()
    const failures = new Map<VpcId, Error>()
    const dirty = [...layout.routers.keys()].filter(
      (vpcId) => vpcIds === 'all' || vpcIds.has(vpcId) || this.#policies.get(vpcId)?.isCurrent !== true,
    )
    await Promise.all(
      dirty.map(async (vpcId) => {
        try {
          await this.#policyOf(layout, vpcId).apply(this.#inputs.of(state, this.#resolver, layout, vpcId))
        } catch (error) {
          failures.set(vpcId, error as Error)
        }
      }),
    )
    return failures
  }

  #policyOf(layout: HostLayout, vpcId: VpcId): RouterPolicy {
    const known = this.#policies.get(vpcId)
    if (known !== undefined) return known
    const namespace = layout.routers.get(vpcId)?.namespace ?? ''
    const { kernel, dataDir, beforeReload } = this.#options
    const policy = new RouterPolicy({
      ...{ kernel, namespace, dataDir, epochs: this.#epochs },
      ...(beforeReload === undefined ? {} : { beforeReload }),
      onForeign: () => this.#foreignHands.hear(vpcId),
    })
    this.#policies.set(vpcId, policy)
    return policy
  }

  #forget(vpcId: VpcId): void {
    this.#policies.get(vpcId)?.close()
    this.#policies.delete(vpcId)
    forgetLastGood(rulesetDirectory(this.#options.dataDir), this.#names.router(vpcId))
    this.#inputs.forget(vpcId)
  }

  /** Beside the loop: a change that comes meanwhile does not wait for it. */
  async #lookInPeace(): Promise<void> {
    this.#isLooking = true
    await this.#lookForDrift()
    this.#isLooking = false
    this.#wake()
  }

  async #lookForDrift(): Promise<void> {
    const start = this.#options.monotonic()
    const { texts, vpcIds } = await this.#drift.differences()
    this.rebound()
    if (this.#layout !== null) this.#responders.converge(this.#layout)
    if (texts.length > 0) this.#repair(texts, { vpcIds, layout: true })
    const took = this.#options.monotonic() - start
    this.#nextDrift = this.#options.monotonic() + pauseAfter(took, this.#options.driftIntervalMs)
  }

  #repair(differences: readonly string[], work: Omit<Work, 'revision'>): void {
    if (this.#stopped) return
    this.#driftRepairs++
    this.#options.log.warn({ differences }, 'somebody changed what we enforce: repairing')
    this.#add({ revision: this.#enforced, ...work })
  }

  #report(): void {
    this.#options.onStatus?.(this.status)
  }

  /** Ends early when work arrives. */
  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
