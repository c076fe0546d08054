// One row of a rule file read by the very fields that AuthorizeSecurityGroup takes.

import type { Fault } from '../../../core/model/faults.ts'
import type { Direction } from '../../../core/model/packet.ts'
import type { Call } from '../../../service/call.ts'
import type { ImportRow } from '../../../service/rule/importRules.ts'
import { LOWEST_PRIORITY, PORT_RANGE_MALFORMED, ruleFields, SYSTEM_PRIORITY } from '../actions/ruleFields.ts'
import { contextOf } from '../actions/rules.ts'
import { AliyunError } from '../error.ts'
import { decodeRule, type RuleParameters } from '../ruleCodec.ts'

/** Down to which priority rules are read: those that can be written, or the system's own too. */
export type Lowest = typeof LOWEST_PRIORITY | typeof SYSTEM_PRIORITY

const fieldsDownTo = (lowestPriority: Lowest) => {
  const options = { portRange: PORT_RANGE_MALFORMED, lowestPriority }
  return { ingress: ruleFields('ingress', options), egress: ruleFields('egress', options) }
}
const FIELDS = {
  [LOWEST_PRIORITY]: fieldsDownTo(LOWEST_PRIORITY),
  [SYSTEM_PRIORITY]: fieldsDownTo(SYSTEM_PRIORITY),
}

export function readRow(
  call: Call,
  row: number,
  cells: ReadonlyMap<string, string>,
  lowest: Lowest,
): ImportRow {
  const direction = directionOf(cells.get('Direction') ?? '')
  if (direction === undefined) return { row, fault: malformed('Direction', cells) }
  const priority = cells.get('Priority') ?? ''
  // 002: priorities beyond 100 are left out; all else that is wrong is refused.
  if (/^\d{1,9}$/.test(priority) && Number(priority) > lowest) {
    return { row, fault: { name: 'rowPriorityIgnored', priority: Number(priority), maximum: lowest } }
  }
  const parameters: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(FIELDS[lowest][direction])) {
    const value = attempt(
      () => field.decode(cells.get(name), name),
      () => malformed(name, cells),
    )
    if (value.fault !== undefined) return { row, fault: value.fault }
    parameters[name] = value.made
  }
  const spec = attempt(
    () => decodeRule(parameters as unknown as RuleParameters, contextOf(call, direction, '')),
    ({ code, message }) => ({ name: 'rowPartsRefused', code, message }),
  )
  return spec.fault === undefined ? { row, direction, spec: spec.made } : { row, fault: spec.fault }
}

const directionOf = (text: string): Direction | undefined =>
  (['ingress', 'egress'] as const).find((one) => one === text.toLowerCase())

const malformed = (field: string, cells: ReadonlyMap<string, string>): Fault => ({
  name: 'rowPartMalformed',
  field,
  value: cells.get(field) ?? '',
})

type Attempt<T> =
  | { readonly made: T; readonly fault?: undefined }
  | { readonly made?: undefined; readonly fault: Fault }

function attempt<T>(make: () => T, faultOf: (error: AliyunError) => Fault): Attempt<T> {
  try {
    return { made: make() }
  } catch (error) {
    if (error instanceof AliyunError) return { fault: faultOf(error) }
    throw error
  }
}
