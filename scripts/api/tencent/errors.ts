// docs/api/tencent/errors.md: every error code with where it comes from.

import type { Action } from '../../../src/cloud/tencent/action.ts'
import { ACTIONS } from '../../../src/cloud/tencent/actions/index.ts'
import type { ErrorSpec } from '../../../src/cloud/tencent/error.ts'
import { answerOf, FAULT_NAMES, type FaultPlace } from '../../../src/cloud/tencent/faults.ts'
import * as gateway from '../../../src/cloud/tencent/gatewayErrors.ts'
import type { FaultName } from '../../../src/core/model/faults.ts'
import { sampleOf } from '../errors.ts'
import { page, table } from '../markdown.ts'

export const tencentErrors = (): string =>
  page(
    '# Tencent Cloud: errors',
    'Every answer has status 200; what went wrong stands in `Response.Error`, in Chinese unless ' +
      '`X-TC-Language: en-US` asks for English.',
    '## Of the gateway',
    'Before any action runs.',
    table(['code', 'message'], gatewaySpecs().map(cells)),
    '## Of actions',
    'A fault is what went wrong in words of no cloud; its code may differ from action to action. What stands in ' +
      'braces is filled in.',
    table(['fault', 'code', 'message', 'actions'], FAULT_NAMES.flatMap(rowsOf)),
  )

const cells = ({ code, message }: ErrorSpec): string[] => [`\`${code}\``, message['en-US']]

function gatewaySpecs(): readonly ErrorSpec[] {
  const { missing, wrongType, invalid, noSuchAction, unknownParameter, unsupportedRegion, ...fixed } = gateway
  const made = [
    ...[missing, wrongType, invalid].map((make) => make('{parameter}')),
    noSuchAction('{action}'),
    unknownParameter('{parameter}', undefined),
    unknownParameter('{parameter}', '{other}'),
    unsupportedRegion('{region}'),
  ]
  const place = ({ code, message }: ErrorSpec): string => `${code} ${message['en-US']}`
  return [...made, ...Object.values(fixed)].sort((a, b) => (place(a) < place(b) ? -1 : 1))
}

/** Raised by the way of the call, so that no action declares them. */
const OF_ANY_CALL: ReadonlySet<FaultName> = new Set(['clientTokenMismatch', 'dryRunPassed'])

function rowsOf(fault: FaultName): string[][] {
  const raising: readonly Action[] = ACTIONS.filter((action) => action.faults.includes(fault))
  const places: readonly FaultPlace[] = raising.length === 0 ? [{ service: 'vpc', name: '' }] : raising
  const codes = [...new Set(places.map((place) => specOf(fault, place).code))]
  return codes.map((code) => {
    const ending = raising.filter((action) => specOf(fault, action).code === code)
    const named = ending.map(({ service, name }) => `${service} ${name}`).join(', ')
    const [place = places[0]] = ending
    return [
      fault,
      ...cells(specOf(fault, place as FaultPlace)),
      named || (OF_ANY_CALL.has(fault) ? 'any' : 'none yet'),
    ]
  })
}

/** The answer to a fault there; what the fault would fill in stands in braces. */
export const specOf = (fault: FaultName, place: FaultPlace): ErrorSpec => answerOf(sampleOf(fault), place)
