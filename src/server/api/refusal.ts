// What the own API answers when it cannot do something: words in the caller's language, a code, the place and the way out.

import { type Fault, FaultError } from '../../core/model/faults.ts'
import { limitBehind } from '../../core/model/limits/faults.ts'
import type { Limit } from '../../core/model/limits/limit.ts'
import { LIMITS } from '../../core/model/limits.ts'
import { PlacedFault } from '../../service/declared/placed.ts'
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

/** One line for a fault, also where it is the reason why one row or rule was left out. */
export const faultText = (fault: Fault, t: Translate): string =>
  t(textKeyOf(fault), { ...valuesOf(fault), ...wordsOf(fault, t) })

/** Some faults have a text for each of their reasons. */
function textKeyOf(fault: Fault): TextKey {
  switch (fault.name) {
    case 'policyTestFails':
      return fault.undecided ? 'tests.undecided' : 'fault.policyTestFails'

    case 'fileUnreadable':
      return `fault.fileUnreadable.${fault.reason}`
    case 'cidrNotAllowed':
      return `fault.cidrNotAllowed.${fault.reason}`
    case 'userCidrNotAllowed':
      return `fault.userCidrNotAllowed.${fault.reason}`
    default:
      return `fault.${fault.name}`
  }
}

function valuesOf(fault: Fault): Record<string, string | number> {
  const { name, limit, ...parts } = fault as unknown as Record<string, unknown>
  const shown = Object.entries({ ...parts, ...numbersOf(fault) }).map(([key, value]) => {
    const text = Array.isArray(value) ? value.join(', ') : value
    return [key, typeof text === 'number' ? text : String(text ?? '')] as const
  })
  return { ...Object.fromEntries(shown), ...(typeof limit === 'string' ? { limit } : {}) }
}

/** Parts that are words themselves, in the caller's language. */
function wordsOf(fault: Fault, t: Translate): Record<string, string> {
  switch (fault.name) {
    case 'cannotCrossRegions':
    case 'notInClassicNetwork':
      return { what: t(`kind.${fault.what}`) }
    case 'rowPartMalformed':
      return { expected: t(expectedOf(fault.field)) }
    case 'aclEntryNotFound':
      return { direction: t(`explain.${fault.direction}`) }
    case 'policyTestFails':
      return {
        because: brokenText(fault, t),
        more: fault.count > 1 ? t('tests.more', { count: fault.count - 1 }) : '',
      }
    default:
      return {}
  }
}

function brokenText({ witness, rule, test }: Fault & { name: 'policyTestFails' }, t: Translate): string {
  if (witness === null) return t('tests.noWitness')
  const isAllow = /^allow /.test(test)
  const passes = rule === null ? t('tests.passingOtherwise') : t('tests.passing', { rule })
  const dropped = rule === null ? t('tests.droppedOtherwise') : t('tests.dropped', { rule })
  return t('tests.because', { witness, verdict: isAllow ? dropped : passes })
}

/** Faults carry their limit whole or in numbers. */
function numbersOf(fault: Fault): { maximum?: number; current?: number } {
  const { limit, maximum, current } = fault as { limit?: unknown; maximum?: number; current?: number }
  const whole = typeof limit === 'object' && limit !== null ? (limit as Limit).maximum : maximum
  return {
    ...(whole === undefined ? {} : { maximum: whole }),
    ...(current === undefined ? {} : { current }),
  }
}

const BLOCK = /CidrIp$/
const OF_FIELD: Readonly<Record<string, TextKey>> = {
  Direction: 'expected.Direction',
  IpProtocol: 'expected.IpProtocol',
  PortRange: 'expected.PortRange',
  SourcePortRange: 'expected.PortRange',
  Policy: 'expected.Policy',
  Priority: 'expected.priority',
  NicType: 'expected.NicType',
  Description: 'expected.ruleDescription',
}

const expectedOf = (field: string): TextKey =>
  OF_FIELD[field] ?? (BLOCK.test(field) ? blockOf(field) : 'expected.otherDirection')

const blockOf = (field: string): TextKey => (field.startsWith('Ipv6') ? 'expected.ipv6' : 'expected.ipv4')
