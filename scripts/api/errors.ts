// docs/api/errors.md: every error code with where it comes from.

import type { Action } from '../../src/cloud/aliyun/action.ts'
import { ACTIONS } from '../../src/cloud/aliyun/actions/index.ts'
import type { ErrorSpec } from '../../src/cloud/aliyun/error.ts'
import { answerOf, FAULT_NAMES } from '../../src/cloud/aliyun/faults.ts'
import * as gateway from '../../src/cloud/aliyun/gatewayErrors.ts'
import type { Fault, FaultName } from '../../src/core/model/faults.ts'
import { page, table } from './markdown.ts'

export const errors = (): string =>
  page(
    '# Alibaba Cloud: errors',
    'Documented codes that nothing here ends in, and why: [codes-without-cause.md](codes-without-cause.md).',
    '## Of the gateway',
    'Before any action runs.',
    table(['code', 'status', 'message'], gatewaySpecs().map(cells)),
    '## Of actions',
    'A fault is what went wrong in words of no cloud; its code may differ from action to action. What stands in ' +
      'braces is filled in.',
    table(['fault', 'code', 'status', 'message', 'actions'], FAULT_NAMES.flatMap(rowsOf)),
  )

const cells = ({ code, status, message }: ErrorSpec): string[] => [`\`${code}\``, String(status), message]

function gatewaySpecs(): readonly ErrorSpec[] {
  const { missing, incomplete, mismatch, ...fixed } = gateway
  const made = [missing('{Parameter}'), incomplete('{what}'), mismatch('{string to sign}')]
  // By code and message: how a module's exports are ordered differs from loader to loader.
  const place = ({ code, message }: ErrorSpec): string => `${code} ${message}`
  return [...made, ...Object.values(fixed)].sort((a, b) => (place(a) < place(b) ? -1 : 1))
}

/** Raised by the way of the call, so that no action declares them. */
const OF_ANY_CALL: ReadonlySet<FaultName> = new Set([
  'clientTokenMismatch',
  'dryRunPassed',
  'notAuthorised',
  'policyTestFails',
])

function rowsOf(fault: FaultName): string[][] {
  const raising = ACTIONS.filter((action) => action.faults.includes(fault))
  return specsOf(fault, raising).map((spec) => [
    fault,
    ...cells(spec),
    raising
      .filter((action) => specsOf(fault, [action])[0]?.code === spec.code)
      .map(nameOf)
      .join(', ') || (OF_ANY_CALL.has(fault) ? 'any' : 'none yet'),
  ])
}

const nameOf = ({ product, name }: Action): string => `${product} ${name}`

/** The answers to one fault in these actions, each once; what the fault would fill in stands in braces. */
export function specsOf(fault: FaultName, raising: readonly Action[]): readonly ErrorSpec[] {
  const places = raising.length === 0 ? [{ product: 'Ecs', version: '', name: '' }] : raising
  const specs = places.map(({ product, version, name }) =>
    answerOf(sampleOf(fault), { product, version, action: name }),
  )
  return [...new Map(specs.map((spec) => [`${spec.code} ${spec.status}`, spec])).values()]
}

/** A fault whose every part, at any depth, prints as its own name in braces. */
export const sampleOf = (name: FaultName): Fault =>
  new Proxy({ name }, { get: (_, key) => (key === 'name' ? name : partOf(String(key))) }) as unknown as Fault

/** A list of one, so that it prints the same alone and joined. */
const partOf = (path: string): object =>
  new Proxy([`{${path}}`], {
    get: (list, key) =>
      typeof key === 'symbol' || key in list ? Reflect.get(list, key) : partOf(`${path}.${key}`),
  })
