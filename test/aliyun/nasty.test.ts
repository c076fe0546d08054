// Values nobody sends on purpose, in every parameter of every action: always an answer, never an internal error.

import fc from 'fast-check'
import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import type { Action } from '../../src/cloud/aliyun/action.ts'
import { ACTIONS } from '../../src/cloud/aliyun/actions/index.ts'
import type { Field } from '../../src/cloud/aliyun/fields.ts'
import { createTestCloud, getRequest, type Parameters, signedV1, type TestCloud } from './client.ts'

const VALUES = [
  '',
  '-1',
  '1e9',
  '__proto__',
  '中'.repeat(200),
  '\u0000\u001b<&]]>"',
  '10.0.0.0/33',
  '::/0',
  '1/65536',
  '{}',
  '["x",1,null,{"a":[]}]',
  '{"Key":"x","Value":{}}',
]

/** Flat names for a field: itself, as a list, as an object, and what stands below it. */
function namesOf(name: string, field: Field<unknown>): readonly string[] {
  const below = field.type === 'list' ? { 1: field.children?.item } : (field.children ?? {})
  const deeper = Object.entries(below).flatMap(([part, child]) =>
    child === undefined ? [] : namesOf(`${name}.${part}`, child),
  )
  return [name, `${name}.1`, ...deeper]
}

const named = ACTIONS.map((action) => [`${action.product} ${action.name}`, action] as const)
const told = (cloud: TestCloud, action: Action, parameters: Parameters) =>
  cloud.call({ Action: action.name, Version: action.version, ...action.example, ...parameters })

test.each(named)('%s', async (_, action) => {
  const cloud = await createTestCloud()
  const failures: string[] = []
  const looked = Object.entries(action.input).filter(([, field]) => !field.ignored)
  for (const name of looked.flatMap(([key, field]) => namesOf(key, field)))
    for (const value of VALUES) {
      const { code } = await told(cloud, action, { [name]: value })
      if (code === 'InternalError') failures.push(`${name}=${value}`)
    }
  expect(failures.slice(0, 5)).toEqual([])
})

describe('whatever comes in', () => {
  const headerName = fc.constantFrom(
    'authorization',
    'host',
    'content-type',
    'x-acs-signature-nonce',
    'x-acs-date',
  )
  const request = fc.record({
    method: fc.constantFrom('GET', 'POST', 'PUT', ''),
    url: fc.oneof(
      fc.string(),
      fc.webUrl({ withQueryParameters: true }),
      fc.string().map((text) => `/?${text}`),
    ),
    headers: fc.dictionary(
      headerName,
      fc.oneof(fc.string(), fc.constant('ACS3-HMAC-SHA256 Credential=a,Signature=')),
    ),
    body: fc.option(fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes))),
    tls: fc.boolean(),
  })

  test('an answer with a code comes out, well-formed in its language', async () => {
    const cloud = await createTestCloud()
    await fc.assert(
      fc.asyncProperty(request, async (one) => {
        const answer = await cloud.endpoint.handle(one)
        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(answer.code).not.toBe('InternalError')
        if (answer.headers['content-type']?.startsWith('application/json')) JSON.parse(answer.body)
        else expect(XMLValidator.validate(answer.body)).toBe(true)
      }),
      { seed: 2, numRuns: 500 },
    )
  })

  test('what a user wrote is well-formed XML when it is read back', async () => {
    const cloud = await createTestCloud()
    const VpcName = `a<b>&"'${String.fromCharCode(1, 27)}]]>中😀`
    const made = await cloud.call({ Action: 'CreateVpc', Version: 'Vpc', RegionId: 'cn-hangzhou', VpcName })
    expect(made.code).toBe('OK')
    const read = signedV1(
      'GET',
      { Action: 'DescribeVpcs', Version: 'Vpc', RegionId: 'cn-hangzhou', Format: 'XML' },
      cloud.now,
    )
    const answer = await cloud.endpoint.handle(getRequest(read.toString()))
    expect(XMLValidator.validate(answer.body)).toBe(true)
    expect(answer.body).toContain('a&lt;b&gt;&amp;')
    expect(answer.body).toContain(']]&gt;中😀')
  })
})
