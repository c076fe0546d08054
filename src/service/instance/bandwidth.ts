// The public bandwidth of an instance, and more of it for a time.

import type { Instance } from '../../core/model/network.ts'
import type { Call } from '../call.ts'

export interface Boost {
  readonly mbits: number
  readonly from: number
  readonly until: number
}

export function boostBandwidth({ state }: Call, instance: Instance, boost: Boost): void {
  state.put('instance', { ...instance, bandwidthBoost: boost })
}

/** Mbit/s at that moment. */
export function bandwidthAt(
  { internetMaxBandwidthOut, bandwidthBoost: boost }: Instance,
  now: number,
): number {
  const isBoosted = boost !== undefined && boost.from <= now && now < boost.until
  return isBoosted ? Math.max(boost.mbits, internetMaxBandwidthOut) : internetMaxBandwidthOut
}
