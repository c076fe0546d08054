// What nobody sends on purpose, in every field of every operation: refused in words, never an internal error; and a
// preview changes nothing, whatever it is of.

import { beforeAll, expect, test } from 'vitest'
import { OPERATIONS } from '../../src/server/api/operations/index.ts'
import type { Store } from '../../src/store/store.ts'
import { createTestApi, REGION, type TestApi } from './client.ts'
import { CIDR, putEni, putGroup, putLists, putRule } from './world.ts'

type Declared = (typeof OPERATIONS)[number]
type Body = Readonly<Record<string, unknown>>

const TEXTS = [
  '',
  '../..',
  '__proto__',
  'x'.repeat(5000),
  '\u0000\u001b',
  '中',
  '-1',
  '1e9',
  '{}',
  "' OR 1=1",
]
const VALUES: readonly unknown[] = [
  ...[null, true, -1, 1.5, 1e308, 2 ** 53, '', '\u0000', '中'.repeat(300), [], {}, [null], [[[]]], ['', '']],
  ...[{ constructor: 1 }, { a: { b: { c: {} } } }, Array.from({ length: 300 }, () => 'sg-web'), '../x'],
]
/** Texts that are no JSON, or none that is asked for. */
const RAW = ['', '{', 'null', '[]', '"x"', '\u0000', `${'['.repeat(20_000)}`, '{"__proto__":{"x":1}}']

/** Something that is there, by the name of the field. */
const KNOWN: Readonly<Record<string, unknown>> = {
  ...{ groupId: 'sg-web', eniId: 'eni-1', listId: 'pl-1', ruleId: 'sgr-1', vpcId: 'vpc-a', region: REGION },
  ...{ name: 'another', description: 'words', direction: 'ingress', services: 'ssh', peers: ['10.0.0.0/8'] },
  ...{ groups: ['sg-web'], service: 'http', peer: '10.9.0.0/16', maximum: 7, enabled: false },
  ...{ from: 'sg-other', mode: 'full', family: 'IPv4', maxEntries: 5, entries: [], reason: 'because' },
  ...{ priority: 5, kind: 'basic', action: 'drop', files: [{ name: 'a.yaml', text: 'policy: a\n' }] },
  ...{ expiresInSeconds: 600, claim: 'sg-web -> sg-web', to: 'eni-1:22', ids: 'sgr-1', within: '1' },
}
const LIMIT = { quota: 'groupsPerRegion' }

const shapeOf = (schema: unknown): readonly string[] =>
  Object.keys((schema as { readonly shape?: object } | undefined)?.shape ?? {})
const wordsIn = (path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, word = '']) => word)
const knownFor = (declared: Declared, word: string): string =>
  declared.path.startsWith('/quotas') ? LIMIT.quota : String(KNOWN[word] ?? 'none')
const pathOf = (declared: Declared, change: Readonly<Record<string, string>> = {}): string =>
  declared.path.replace(/\{(\w+)\}/g, (_, word: string) =>
    encodeURIComponent(change[word] ?? knownFor(declared, word)),
  )

let api: TestApi
beforeAll(async () => {
  api = await createTestApi()
  await putGroup(api, 'sg-web')
  await putGroup(api, 'sg-other')
  await putRule(api, 'sg-web', 'sgr-1', { peer: CIDR('10.0.0.0/8') })
  await putLists(api)
  await putEni(api, 'eni-1', ['sg-web'])
})

/** The bodies that are tried: a plausible one with each field by turns made strange. */
function bodiesOf({ body }: Declared): readonly Body[] {
  const fields = shapeOf(body)
  const usual = Object.fromEntries(fields.flatMap((name) => (name in KNOWN ? [[name, KNOWN[name]]] : [])))
  const strange = fields.flatMap((name) => VALUES.map((value) => ({ ...usual, [name]: value })))
  return [usual, { ...usual, unknown: 1 }, ...strange]
}

/** Every call is a preview: what a write would do is done and thrown away. */
async function told(declared: Declared, path: string, query: Record<string, string>, body?: Body | string) {
  const dryRun = declared.effect === 'write' ? { dryRun: 'true' } : {}
  const reply = await api.call(declared.method.toUpperCase(), path, {
    // A strange `dryRun` stands: it must not be taken for none.
    query: { ...dryRun, ...query },
    ...(body === undefined || declared.method === 'get' ? {} : { body }),
  })
  const isRefusal = reply.status >= 400 && typeof reply.body.error === 'string'
  return reply.status < 500 && (reply.status < 400 || isRefusal) ? null : `${reply.status} ${reply.text}`
}

async function complaints(declared: Declared): Promise<readonly string[]> {
  const found: string[] = []
  const hasBody = declared.body !== undefined
  const [usual] = bodiesOf(declared)
  const note = async (what: string, asked: Promise<string | null>) => {
    const said = await asked.catch((error: Error) => String(error.stack).slice(0, 300))
    if (said !== null) found.push(`${what}: ${said}`)
  }
  for (const word of wordsIn(declared.path))
    for (const text of TEXTS)
      await note(
        `${word} ${text.slice(0, 20)}`,
        told(declared, pathOf(declared, { [word]: text || ' ' }), {}, usual),
      )
  for (const name of [...shapeOf(declared.query), 'dryRun', 'confirmWithin', 'unknown'])
    for (const text of TEXTS)
      await note(
        `?${name}=${text.slice(0, 20)}`,
        told(declared, pathOf(declared), { [name]: text }, hasBody ? usual : undefined),
      )
  if (hasBody)
    for (const body of bodiesOf(declared))
      await note(JSON.stringify(body).slice(0, 120), told(declared, pathOf(declared), {}, body))
  if (hasBody || declared.takesFile)
    for (const text of RAW) await note(text.slice(0, 20), told(declared, pathOf(declared), {}, text))
  return found
}

const fingerprint = (store: Store): string =>
  JSON.stringify([store.revision, store.count('rule'), store.count('eni')])

test.each(OPERATIONS.map((declared) => [declared.name, declared] as const))('%s', async (_, declared) => {
  const before = fingerprint(api.store)
  expect((await complaints(declared)).slice(0, 5)).toEqual([])
  expect(fingerprint(api.store)).toBe(before)
})

test('many of those were real previews', async () => {
  const done: string[] = []
  for (const declared of OPERATIONS.filter(({ effect }) => effect === 'write')) {
    const [body] = bodiesOf(declared)
    const asked = {
      query: { dryRun: 'true', ids: 'sgr-1' },
      ...(declared.body === undefined ? {} : { body }),
    }
    const { status } = await api.call(declared.method.toUpperCase(), pathOf(declared), asked as never)
    if (status === 200) done.push(declared.name)
  }
  expect(done.length).toBeGreaterThan(15)
})
