// Limits as this installation has them: the operator's number where there is one, else the declared one.

import { type Fault, fail } from '../core/model/faults.ts'
import type { Limit } from '../core/model/limits/limit.ts'
import { LIMIT_NAMES, LIMITS, type LimitName, type LimitSettings, limitOf } from '../core/model/limits.ts'
import type { ResourceReader } from '../core/model/resources.ts'
import type { Call } from './call.ts'
import { policySettings } from './settings/read.ts'

const overridesIn = (state: ResourceReader): LimitSettings['overrides'] =>
  state.get('limitSettings', 'limits')?.overrides ?? {}

export const maximumOf = (state: ResourceReader, name: LimitName): number =>
  limitOf(name, overridesIn(state), policySettings(state).sequenceLimits)

/** The limit with the number that holds here, for faults that carry it whole. */
export const effectiveLimit = (state: ResourceReader, name: LimitName): Limit => ({
  ...LIMITS[name],
  maximum: maximumOf(state, name),
})

export interface Quota extends Limit {
  readonly name: LimitName
  readonly declared: number
}

/** All limits by name. */
export const listQuotas = (state: ResourceReader): readonly Quota[] =>
  LIMIT_NAMES.map((name) => ({ name, ...effectiveLimit(state, name), declared: LIMITS[name].maximum }))

/** `maximum` null takes the operator's number back. What is there already stays, also beyond a lower number. */
export function setQuota(
  call: Call,
  input: { readonly name: string; readonly maximum: number | null },
): Quota {
  const name = LIMIT_NAMES.find((one) => one === input.name) ?? fail(unknown(input.name))
  const declared: Limit = LIMITS[name]
  if (!declared.adjustable) fail({ name: 'limitFixed', limit: name, maximum: declared.maximum })
  const { [name]: _, ...others } = overridesIn(call.state)
  const overrides = input.maximum === null ? others : { ...others, [name]: input.maximum }
  call.state.put('limitSettings', { id: 'limits', overrides })
  return { ...declared, name, maximum: limitOf(name, overrides), declared: declared.maximum }
}

const unknown = (limit: string): Fault => ({ name: 'limitNotFound', limit })
