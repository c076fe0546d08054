// What the own API answers when it cannot do something: words in the caller's language, a code, the place and the way out.

import { type Fault, FaultError } from '../../core/model/faults.ts'
import { limitBehind } from '../../core/model/limits/faults.ts'
import type { Limit } from '../../core/model/limits/limit.ts'
import { LIMITS } from '../../core/model/limits.ts'
import { PlacedFault } from '../../service/declared/placed.ts'
import { faultText, numbersOf } from '../../text/faultText.ts'
import type { TextKey, Translate } from '../../text/index.ts'
import { placeText } from '../policy/problems.ts'

/** Thrown for input that cannot be understood; `expected` says what would be. */
export class FieldError extends Error {
  readonly field: string
  readonly value: unknown
  /** Null: there is no such field at all. */
  readonly expected: TextKey | null
  readonly values: Readonly<Record<string, string | number>>

  constructor(
    field: string,
    value: unknown,
    expected: TextKey | null,
    values: Readonly<Record<string, string | number>> = {},
  ) {
    super(expected ?? 'unknown field')
    this.name = 'FieldError'
    this.field = field
    this.value = value
    this.expected = expected
    this.values = values
  }
}

export interface Refusal {
  readonly error: string
  readonly code: string
  readonly field?: string
  readonly value?: string
  readonly hint?: string
  readonly limit?: { readonly name: string; readonly maximum: number; readonly current?: number }
}

export type Status = 400 | 403 | 404 | 409

/** States of things that stand against the call; asked again later it may succeed. */
const CONFLICTS: ReadonlySet<string> = new Set([
  'accountNameTaken',
  'alreadyMember',
  'changeMovedOn',
  'changeStillNeeded',
  'changeTooOld',
  'channelCut',
  'groupHasMembers',
  'groupManaged',
  'groupProtected',
  'groupReferenced',
  'lastGroup',
  'listAssociated',
  'networkAclBound',
  'planStale',
  'policyTestFails',
  'ruleDuplicate',
  'rulesVersionStale',
  'vSwitchHasNetworkAcl',
  'vSwitchHasOtherNetworkAcl',
  'vSwitchWithoutNetworkAcl',
])

export function statusOf(fault: Fault): Status {
  if (fault.name.endsWith('NotFound')) return 404
  if (CONFLICTS.has(fault.name)) return 409
  return limitBehind(fault) === undefined ? 400 : 403
}

export function refusalOf(error: FieldError | FaultError, t: Translate): Refusal {
  return error instanceof FaultError ? faultRefusal(error, t) : fieldRefusal(error, t)
}

function fieldRefusal({ field, value, expected, values }: FieldError, t: Translate): Refusal {
  if (expected === null) return { error: t('api.fieldUnknown', { field }), code: 'fieldUnknown', field }
  const hint = t(expected, values)
  if (value === undefined)
    return { error: t('api.fieldMissing', { field }), code: 'fieldMissing', field, hint }
  const shown = typeof value === 'string' ? value : JSON.stringify(value)
  return {
    error: t('api.fieldMalformed', { field, value: shown }),
    code: 'fieldMalformed',
    field,
    value: shown,
    hint,
  }
}

function faultRefusal(error: FaultError, t: Translate): Refusal {
  const { fault } = error
  const said = { error: `${placeOf(error)}${faultText(fault, t)}`, code: fault.name }
  if (fault.name === 'policyTestFails') return { ...said, hint: t('api.overrideTests') }
  if (fault.name === 'channelCut') return { ...said, hint: t('api.allowCutOff') }
  if (fault.name === 'importRefused') return { ...said, hint: t('api.keepGood') }
  const name = limitBehind(fault)
  if (name === undefined) return said
  const declared: Limit = LIMITS[name]
  const { maximum = declared.maximum, current } = numbersOf(fault)
  const hint = declared.adjustable ? { hint: t('api.raiseLimit', { limit: name }) } : {}
  return { ...said, ...hint, limit: { name, maximum, ...(current === undefined ? {} : { current }) } }
}

/** Where in a policy file it came up. */
const placeOf = (error: FaultError): string =>
  error instanceof PlacedFault ? `${placeText(error.place)}: ` : ''
