// Namespaces and links of this host: remembers what it made, changes only what differs, finds what others changed.

import { join } from 'node:path'
import type { VpcId } from '../core/model/ids.ts'
import { ensureInternet } from './internet.ts'
import type { HostLayout } from './layout.ts'
import type { Names } from './names.ts'
import { namespacesOf, type Observed, observe } from './observe.ts'
import { type Kernel, runScript } from './script.ts'
import { expected, type Transition, transition } from './transition.ts'

export const lockFileOf = (dataDir: string): string => join(dataDir, 'local', 'network.lock')

export class HostNetwork {
  readonly #kernel: Kernel
  readonly #names: Names
  readonly #lockFile: string
  /** What the kernel holds as far as we know; null = look again. */
  #observed: Observed | null = null
  /** The layout behind it; null when it is somebody else's work (a start, a failure, drift). */
  #layout: HostLayout | null = null

  constructor(kernel: Kernel, names: Names, dataDir: string) {
    this.#kernel = kernel
    this.#names = names
    this.#lockFile = lockFileOf(dataDir)
  }

  /** Closes and builds; what is returned must be handed to `open` with the routers whose policy stands. */
  async prepare(desired: HostLayout): Promise<Transition> {
    const observed = this.#observed ?? (await observe(this.#kernel, this.#names))
    const steps = transition(observed, this.#layout, desired, this.#names)
    // Until `open` is through, nothing is known for sure.
    this.#observed = null
    try {
      await runScript(this.#kernel, 'cannot close links', steps.close)
      await runScript(this.#kernel, 'cannot build links', [
        ...(desired.routers.size > 0 && !observed.namespaces.has(this.#names.internet)
          ? ensureInternet(this.#names, this.#lockFile)
          : []),
        ...steps.build,
      ])
    } catch (error) {
      this.#layout = null
      throw error
    }
    return steps
  }

  /** Sets the ports of routers that `filtered` up; only if none is left out is the state known afterwards. */
  async open(desired: HostLayout, steps: Transition, filtered: (vpcId: VpcId) => boolean): Promise<void> {
    const ready = [...steps.open.keys()].filter(filtered)
    try {
      await runScript(
        this.#kernel,
        'cannot open links',
        ready.flatMap((vpcId) => steps.open.get(vpcId) ?? []),
      )
    } catch (error) {
      this.#layout = null
      throw error
    }
    this.#layout = ready.length === steps.open.size ? desired : null
    this.#observed = this.#layout === null ? null : expected(desired, this.#outside(), this.#names)
  }

  /** True when nothing is to be done for this layout, so that `prepare` can be left out. */
  isAt(layout: HostLayout): boolean {
    return this.#observed !== null && this.#layout === layout
  }

  /** Compares the kernel with what we made; differences one a line, and the next `prepare` mends them. */
  async drift(): Promise<readonly string[]> {
    const known = this.#observed
    if (known === null) return []
    const seen = await observe(this.#kernel, this.#names)
    // A transition ran meanwhile: what was read is neither before nor after it.
    if (this.#observed !== known) return []
    const differences = differencesOf(known, seen, this.#names)
    if (differences.length > 0) this.#observed = seen
    return differences
  }

  #outside(): ReadonlySet<string> {
    return new Set([...namespacesOf(this.#names)].filter((name) => name.startsWith(this.#names.outside(''))))
  }
}

function differencesOf(known: Observed, seen: Observed, names: Names): readonly string[] {
  const differences: string[] = []
  const ours = (name: string): boolean => !name.startsWith(names.outside(''))
  for (const name of known.namespaces) {
    if (ours(name) && !seen.namespaces.has(name)) differences.push(`namespace \`${name}\` is gone`)
  }
  for (const name of seen.namespaces) {
    if (ours(name) && !known.namespaces.has(name)) differences.push(`namespace \`${name}\` is not ours`)
  }
  for (const [namespace, links] of known.links) {
    const present = seen.links.get(namespace)
    if (present === undefined) continue
    for (const [link, { up, mark }] of links) {
      const now = present.get(link)
      if (now === undefined) differences.push(`link \`${link}\` is gone`)
      else if (now.up !== up || now.mark !== mark) differences.push(`link \`${link}\` was changed`)
    }
    for (const link of present.keys()) if (!links.has(link)) differences.push(`link \`${link}\` is not ours`)
  }
  for (const [address, link] of known.publicRoutes) {
    if (seen.publicRoutes.get(address) !== link) differences.push(`route to \`${address}\` is gone`)
  }
  return differences
}
