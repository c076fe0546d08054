// What every declared action promises: its example is taken, its required parameters are, its faults have words.

import { describe, expect, test } from 'vitest'
import { undocumented } from '../../scripts/api/coverage.ts'
import { specsOf } from '../../scripts/api/errors.ts'
import type { Action } from '../../src/cloud/aliyun/action.ts'
import { ACTIONS } from '../../src/cloud/aliyun/actions/index.ts'
import { AliyunError } from '../../src/cloud/aliyun/error.ts'
import { FAULT_NAMES } from '../../src/cloud/aliyun/faults.ts'
import { decodeFields } from '../../src/cloud/aliyun/fields.ts'
import { unfold } from '../../src/cloud/aliyun/parameters.ts'
import { ACTIONS as TENCENT_ACTIONS } from '../../src/cloud/tencent/actions/index.ts'
import { files, read } from '../house/repository.ts'
import { createTestCloud, type Parameters } from './client.ts'

const named = ACTIONS.map((action) => [`${action.product} ${action.name}`, action] as const)
const decode = (action: Action, parameters: Parameters) =>
  decodeFields(action.input, unfold(new Map(Object.entries(parameters))))

/** The example without one parameter and whatever stands below it. */
const without = (action: Action, name: string): Parameters =>
  Object.fromEntries(Object.entries(action.example).filter(([key]) => key.split('.')[0] !== name))

function refusalOf(work: () => unknown): AliyunError {
  try {
    work()
  } catch (error) {
    if (error instanceof AliyunError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

/** 400 for what is missing, but for two families whose documents say otherwise. */
function missingStatus(action: Action, code: string): number {
  if (/\.NotFound$|^MissingParameter\.(ResourceIds|ResourceType|Tags)$/.test(code)) return 404
  return action.name === 'JoinResourceGroup' ? 403 : 400
}

const call = async (action: Action, parameters: Parameters) =>
  (await createTestCloud()).call({ Action: action.name, Version: action.version, ...parameters })

describe.each(named)('%s', (_, action) => {
  test('the example is well-formed and never an internal error', async () => {
    expect(() => decode(action, action.example)).not.toThrow()
    expect((await call(action, action.example)).code).not.toBe('InternalError')
  })

  test('the example names only parameters that are declared', () => {
    const declared = new Set(Object.keys(action.input))
    expect(Object.keys(action.example).filter((key) => !declared.has(key.split('.')[0] ?? ''))).toEqual([])
  })

  const required = Object.entries(action.input).filter(([, field]) => field.required)
  test.each(required)('without %s it is refused with the code declared for it', async (name, field) => {
    const declared = refusalOf(() => field.decode(undefined, name))
    const reply = await call(action, without(action, name))
    expect({ status: reply.status, code: reply.code, message: reply.body.Message }).toEqual({
      status: declared.status,
      code: declared.code,
      message: declared.message,
    })
    expect(declared.status).toBe(missingStatus(action, declared.code))
    expect(declared.message).toContain(name)
  })

  test('each fault it declares has words and none is declared twice', () => {
    expect(new Set(action.faults).size).toBe(action.faults.length)
    for (const spec of action.faults.flatMap((fault) => specsOf(fault, [action]))) {
      expect(spec.code).toMatch(/^[A-Za-z_0-9.]+$/)
      expect(spec.message).not.toMatch(/undefined|\[object/)
    }
  })
})

test('lists of actions are sorted and name each once', () => {
  for (const actions of Map.groupBy(ACTIONS, (action) => action.product).values()) {
    const names = actions.map((action) => action.name)
    expect(names).toEqual([...new Set(names)].sort())
  }
})

test('each action has its place in the coverage table', () => {
  expect(undocumented()).toEqual([])
})

/** Names of parameters; codes checked above for every parameter that is missing; what no action can end in. */
const NOT_TOLD = new Set([
  'InvalidOperation.NotSupported',
  ...['DedicatedHostClusterId', 'DedicatedHostId'],
  ...['MissingParameter.ResourceARN', 'MissingParameter.ResourceIds', 'MissingParameter.ResourceType'],
])

describe('faults', () => {
  const tests = files('{src,test}/**/*.test.ts').filter((file) => !file.endsWith('contract.test.ts'))
  const told = tests.map(read).join('\n')
  const isProvoked = (name: string, codes: readonly string[]): boolean =>
    [name, ...codes].some((word) => told.includes(`'${word}'`) || told.includes(`"${word}"`))

  test('each fault that an action declares is provoked by some test', () => {
    const declared = [...new Set(ACTIONS.flatMap((action) => action.faults))].sort()
    const silent = declared.filter((name) => {
      const raising = ACTIONS.filter((action) => action.faults.includes(name))
      return !isProvoked(
        name,
        specsOf(name, raising).map((spec) => spec.code),
      )
    })
    expect(silent).toEqual([])
  })

  test('each code that a parameter or a fault of an action can end in is provoked by some test', () => {
    const codes = new Map<string, string>()
    const look = (fields: Action['input'], place: string): void => {
      for (const [name, field] of Object.entries(fields)) {
        if (field.malformed !== null) codes.set(field.malformed.code, `${place}.${name}`)
        if (field.children !== null) look(field.children, `${place}.${name}`)
      }
    }
    for (const action of ACTIONS) {
      for (const fault of action.faults)
        for (const { code } of specsOf(fault, [action])) codes.set(code, `${action.name} ${fault}`)
      look(action.input, action.name)
    }
    const silent = [...codes].filter(([code]) => !isProvoked(code, []))
    expect(silent.map(([code, place]) => `${code} of ${place}`)).toEqual([])
  })

  /** A code in the place of one: behind `code:` or as the first argument of a helper that makes an answer. */
  const WRITTEN = /(?:\bcode:\s*|\b(?:bad|forbidden|notFound|conflict)\(\s*)'([A-Z]\w*(?:\.\w+)*)'/g

  test('each code that stands in the source is provoked by some test', () => {
    const sources = files('src/cloud/aliyun/**/*.ts').filter((file) => !file.endsWith('.test.ts'))
    const silent = sources.flatMap((file) =>
      [...read(file).matchAll(WRITTEN)]
        .map(([, code = '']) => code)
        .filter((code) => !isProvoked(code, []) && !NOT_TOLD.has(code))
        .map((code) => `${code} in ${file}`),
    )
    expect(silent).toEqual([])
  })

  test('codes that are said to have no cause here do not stand in the source', () => {
    const page = read('docs/api/codes-without-cause.md')
    // What stands in brackets is what comes up instead.
    const codes = [...page.replaceAll(/\([^)]*\)/g, '').matchAll(/`([\w.]+)`/g)].map(([, code = '']) => code)
    expect(codes.length).toBeGreaterThan(40)
    const sources = files('src/cloud/aliyun/**/*.ts').map(read).join('\n')
    expect(codes.filter((code) => sources.includes(`'${code}'`))).toEqual([])
  })

  test('each fault in the catalogue is declared by some action of some cloud, or belongs to every call', () => {
    const declared = new Set<string>([...ACTIONS, ...TENCENT_ACTIONS].flatMap((action) => action.faults))
    // `channelCut` is refused by our own API alone: the clouds know no such refusal.
    const ofCalls = [
      'channelCut',
      'clientTokenMismatch',
      'dryRunPassed',
      'notAuthorised',
      'policyTestFails',
      'regionNotFound',
    ]
    expect(FAULT_NAMES.filter((name) => !declared.has(name) && !ofCalls.includes(name))).toEqual([])
  })
})
