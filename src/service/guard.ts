// What stands between a rehearsed write and the store: policy tests that the write must not break.

import { BESIDE_POLICY } from '../core/model/besidePolicy.ts'
import type { Kind, Write } from '../core/model/resources.ts'
import type { Authorised } from './pipeline.ts'

export interface Guard {
  /** Whether there is anything that a write could break. */
  isNeeded(): boolean
  /**
   * Resolves when the write may happen; throws the fault `policyTestFails` otherwise. Nothing else is written while
   * `write` runs.
   */
  pass<T>(rehearsed: () => Rehearsed, write: () => Promise<T>): Promise<T>
}

export interface Rehearsed extends Authorised {
  readonly writes: readonly Write[]
  /** Why tests may fail this time; null: they may not. */
  readonly override: string | null
}

/** What no test can be about. */
const UNTESTED: ReadonlySet<Kind> = new Set([...BESIDE_POLICY, 'limitSettings', 'resourceGroup'])

export const isTestable = ({ kind }: Write): boolean => !UNTESTED.has(kind)
