// Single addresses of many sets, each noted once with the sets that contain it: they need not be sorted for that.

import type { Spans } from './spans.ts'

export interface Hosts {
  /** For each class of what lies around them how many hosts are in it. */
  readonly within: Float64Array
  /** For each state how many hosts have it; states beyond have none. */
  readonly counts: Int32Array
  /** Notes the single addresses of a token, which stand in order; others are passed over. */
  enter(spans: Spans, token: number): void
  /** The state of the host whose words stand at `at`; -1 = there is none. */
  stateAt(value: Uint32Array, at: number): number
  /** The first host of a state that has any. */
  firstOf(state: number): bigint
  /** All of them in order: their words, and their states. */
  sorted(): { readonly starts: Uint32Array; readonly states: Uint32Array }
}
