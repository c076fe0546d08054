// The ruleset of one router: planned, changed by what differs in one transaction, read back, watched for foreign edits.

import type { RouterInput } from '../core/compile/backend.ts'
import type { RulesetPlan } from '../core/compile/nftables/ast.ts'
import { nftables } from '../core/compile/nftables/backend.ts'
import { cleaning } from '../core/compile/nftables/cleaning.ts'
import { deltaBetween, loadedAs, loadedUnder, namesLoaded } from '../core/compile/nftables/delta.ts'
import { narrows } from '../core/compile/nftables/narrowing.ts'
import { draftRouter } from '../core/compile/nftables/plan.ts'
import { PlanMemory } from '../core/compile/nftables/planMemory.ts'
import type { Delta, Loaded } from '../core/compile/nftables/steps.ts'
import { takenOver } from '../core/compile/nftables/takeover.ts'
import type { EpochSource } from './epochs.ts'
import type { Counting } from './hits/hitCounter.ts'
import { Keeper } from './keeper.ts'
import { HOST_RULESET } from './lastGood.ts'
import { localDirectory } from './localIndex.ts'
import { NoWordError } from './nftWriter.ts'
import type { BeforeReload, RouterPolicyOptions } from './routerPolicyOptions.ts'
import { inodeOf, setNames } from './rulesetFacts.ts'
import { RulesetLook } from './rulesetLook.ts'
import { listedInFull, listedNames, type Mark, type Place, readMark } from './rulesetReading.ts'
import { RulesetWriter } from './rulesetWriter.ts'
import { RuleWatch } from './ruleWatch.ts'
import { KernelError } from './script.ts'
import { Transaction } from './transaction.ts'

/** A packet that is on its way when rules change is through after microseconds. */
const CLEAN_AFTER_MS = 50

export class RouterPolicy {
  readonly #place: Place
  readonly #directory: string
  readonly #epochs: EpochSource
  readonly #keeper: Keeper
  readonly #watch: RuleWatch
  readonly #look: RulesetLook
  #writer: RulesetWriter | null = null
  /** Which namespace the writer sits in: another one may have got the name since. */
  #inode = 0
  /** What is in force; null = not known, ask the kernel. */
  #loaded: Loaded | null = null
  readonly #memory = new PlanMemory()
  /** How often the kernel was changed. */
  #changes = 0
  /** Somebody edited what is in force: its name for itself is no proof any more. */
  #edited = false
  #defaults: RulesetPlan['defaults'] = new Map()
  readonly #beforeReload: BeforeReload
  readonly #onForeign: () => void
  #cleaning: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | null = null

  constructor({ kernel, namespace, dataDir, epochs, beforeReload, onForeign }: RouterPolicyOptions) {
    this.#beforeReload = beforeReload ?? (async () => {})
    this.#onForeign = onForeign
    this.#place = { kernel, namespace }
    this.#look = new RulesetLook(this.#place)
    this.#directory = localDirectory(dataDir)
    this.#epochs = epochs
    this.#keeper = new Keeper(dataDir, namespace ?? HOST_RULESET)
    this.#watch = new RuleWatch({ namespace, isOwn: (pid) => this.#writer?.owns(pid) === true, onForeign })
  }

  /** Whether a ruleset of ours is known to be in force in the namespace that has the name now. */
  get isCurrent(): boolean {
    return this.#loaded !== null && this.#inode === inodeOf(this.#place.namespace)
  }

  /** Where to read what its rules have decided. */
  get counting(): Counting {
    return { namespace: this.#place.namespace, defaults: this.#defaults }
  }

  /** Whether the kernel tells us of foreign edits by itself. */
  get isWatched(): boolean {
    return this.#watch.isListening
  }

  /** Why what is in force cannot be kept for the next start of the host; null when it can. */
  get keepFailure(): string | null {
    return this.#keeper.failure
  }

  /** True when the kernel had to be changed. */
  async apply(input: Omit<RouterInput, 'epoch'>): Promise<boolean> {
    const writer = this.#enter()
    await this.#clean(writer)
    const loaded = this.#edited ? null : (this.#loaded ?? (await this.#adopt(writer, input)))
    if (loaded === null || loaded.leftovers !== null) {
      await this.#loadAll(writer, this.#draft(input)(this.#epochs.next()))
      return true
    }
    const draft = this.#draft(input)
    const same = draft(loaded.plan.epoch)
    if (same.hash === loaded.plan.hash) {
      this.#loaded = { ...loaded, plan: same }
      return false
    }
    // C3: sessions are judged again only after a change that may have been about one of them.
    const plan = narrows(loaded.plan, same) ? draft(this.#epochs.next()) : same
    await this.#change(writer, loaded, plan)
    return true
  }

  /** What somebody else changed in our tables since we loaded them; the next `apply` then loads them again. */
  async drift(): Promise<readonly string[]> {
    const loaded = this.#loaded
    if (loaded === null || !this.isCurrent) return []
    const changes = this.#changes
    const isStill = (): boolean => changes === this.#changes && this.#loaded !== null && this.isCurrent
    const differences = await this.#look.differences(namesLoaded(loaded), isStill)
    if (differences.length === 0 || !isStill()) return []
    this.#loaded = null
    this.#edited = true
    return differences
  }

  /** Cheaper than `drift`, and at once: whether somebody took our tables away. The next `apply` brings them back. */
  async isGone(): Promise<boolean> {
    const writer = this.#writer
    if (writer === null || this.#loaded === null || !this.isCurrent) return false
    const changes = this.#changes
    if ((await readMark(writer)) !== null || changes !== this.#changes) return false
    this.#loaded = null
    this.#edited = true
    return true
  }

  /** Leaves what is in force as it is; a change under way ends without a word. */
  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#watch.stop()
    this.#keeper.close()
    this.#writer?.close()
    this.#writer = null
    this.#loaded = null
  }

  /** A writer left in a namespace that lost its name would keep it alive and load rules where nobody passes. */
  #enter(): RulesetWriter {
    const inode = inodeOf(this.#place.namespace)
    if (this.#writer !== null && inode === this.#inode) return this.#writer
    this.close()
    this.#edited = false
    this.#look.loadedAnew()
    this.#inode = inode
    this.#writer = new RulesetWriter(this.#place.namespace, this.#directory)
    return this.#writer
  }

  /** To be used before the next one. */
  #draft(input: Omit<RouterInput, 'epoch'>): (epoch: number) => RulesetPlan {
    const draft = draftRouter(input, this.#memory)
    return (epoch) => {
      const plan = draft(epoch)
      this.#defaults = plan.defaults
      return plan
    }
  }

  /** After a start: what an earlier agent loaded stays untouched when it is what we want. */
  async #adopt(writer: RulesetWriter, input: Omit<RouterInput, 'epoch'>): Promise<Loaded | null> {
    const marker = await readMark(writer)
    if (marker === null) return null
    this.#epochs.saw(marker.epoch)
    const same = this.#draft(input)(marker.epoch)
    if (same.hash !== marker.hash) return null
    const found = marker.hasLeftovers
      ? takenOver(same, await listedInFull(this.#place))
      : loadedUnder(same, setNames(await listedNames(this.#place)))
    if (this.#writer !== writer) throw new NoWordError('the ruleset was left', 'closed')
    if (found === null) return null
    // Before the disk is told: what is left over is known by its names alone.
    for (const steps of cleaning(found)?.transactions ?? []) await writer.give(new Transaction(steps))
    this.#holds(cleaning(found)?.loaded ?? found)
    this.#watch.start()
    this.#keeper.soon()
    return this.#loaded
  }

  async #change(writer: RulesetWriter, loaded: Loaded, plan: RulesetPlan): Promise<void> {
    const delta = deltaBetween(loaded, plan)
    // However much that is: a table that goes and comes in one transaction takes its hooks with it, and loses packets.
    if (delta === null) return this.#loadAll(writer, plan)
    this.#forget()
    try {
      await this.#give(writer, delta)
    } catch (error) {
      if (this.#writer !== writer) throw error
      // The kernel holds something else than we thought, or cannot take this plan at all: the whole of it will tell.
      return this.#loadAll(writer, plan)
    }
    if (delta.loaded.leftovers !== null)
      this.#timer = setTimeout(() => void this.#clean(writer), CLEAN_AFTER_MS)
  }

  /** Each transaction is noted before the kernel is given it, as far as that can be done. */
  async #give(writer: RulesetWriter, { transactions, loaded }: Delta): Promise<void> {
    let isNoted = true
    const parts = transactions.map((steps) => new Transaction(steps))
    for (const [at, part] of parts.entries()) {
      isNoted = isNoted && this.#keeper.step(part.line)
      try {
        const given = writer.give(part)
        parts[at + 1]?.prepare()
        await given
      } catch (error) {
        // Without a word it may be in force: what was noted stays.
        if (this.#writer === writer && isNoted && !(error instanceof NoWordError)) this.#keeper.dropStep()
        throw error
      }
    }
    this.#holds(loaded)
    if (!isNoted) this.#keeper.soon()
  }

  /** Takes away what the last change has left behind; never at the same time as another change. */
  #clean(writer: RulesetWriter): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#cleaning = this.#cleaning.then(() => this.#cleanNow(writer))
    return this.#cleaning
  }

  async #cleanNow(writer: RulesetWriter): Promise<void> {
    const delta = this.#loaded === null || this.#edited ? null : cleaning(this.#loaded)
    if (delta === null || this.#writer !== writer) return
    this.#changes++
    try {
      await this.#give(writer, delta)
    } catch {
      // Whoever changed what we take away is found by a look.
      if (this.#writer === writer) this.#onForeign()
    }
    // What was read meanwhile is of neither before nor after.
    this.#changes++
    this.#look.changed()
  }

  async #loadAll(writer: RulesetWriter, plan: RulesetPlan): Promise<void> {
    this.#forget()
    await this.#beforeReload(this.counting)
    this.#watch.stop()
    const ruleset = nftables.render(plan)
    const loaded = await this.#loadedBy(writer, ruleset)
    if (loaded?.hash !== plan.hash || loaded.epoch !== plan.epoch) {
      throw new KernelError('the ruleset read back is another one', `plan \`${loaded?.hash ?? 'none'}\``)
    }
    this.#holds(loadedAs(plan))
    this.#edited = false
    this.#look.loadedAnew()
    this.#watch.start()
    this.#keeper.soon()
  }

  /** Where no word comes, it may be in force. */
  async #loadedBy(writer: RulesetWriter, ruleset: string): Promise<Mark | null> {
    try {
      await writer.apply(ruleset)
      return await readMark(writer)
    } catch (error) {
      if (error instanceof NoWordError) this.#keeper.attempt(ruleset)
      throw error
    }
  }

  #holds(loaded: Loaded): void {
    this.#loaded = loaded
    this.#keeper.holds(loaded)
  }

  /** Whatever happens on the way, the kernel is asked again before the next attempt. */
  #forget(): void {
    this.#changes++
    this.#loaded = null
    this.#look.changed()
  }
}
