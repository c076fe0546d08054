// What went wrong in one line, from the words of its kind and what it carries.

import type { Fault } from '../core/model/faults.ts'
import type { Limit } from '../core/model/limits/limit.ts'
import type { TextKey, Translate } from './index.ts'

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
export function numbersOf(fault: Fault): { maximum?: number; current?: number } {
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
