// The own API in one process: requests without a socket, each answer held against the schema that it declares.

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HostStatus } from '../../src/feed/hosts.ts'
import { digestOf } from '../../src/feed/signing.ts'
import { type Analysis, createAnalysis } from '../../src/server/analysis/analysis.ts'
import { createApi } from '../../src/server/api/api.ts'
import { answerSchema, type KeptKey } from '../../src/server/api/operation.ts'
import { OPERATIONS } from '../../src/server/api/operations/index.ts'
import { Lockout } from '../../src/server/console/lockout.ts'
import { hashPassword } from '../../src/server/console/password.ts'
import { Sessions } from '../../src/server/console/sessions.ts'
import { FlowLog } from '../../src/server/flows/flowLog.ts'
import { SeenPeers } from '../../src/server/flows/seenPeers.ts'
import { HitTotals } from '../../src/server/hits/hitTotals.ts'
import { verdictIn } from '../../src/server/hits/verdict.ts'
import { createGuard } from '../../src/server/policyTests.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/store.ts'
import { ACCOUNT, addAccount, KEY_ID, SECRET } from '../aliyun/client.ts'

export const REGION = 'cn-hangzhou'
const NOW = Date.UTC(2020, 0, 20, 8)
/** Of the console's administrator. */
export const PASSWORD = 'correct horse battery staple'
const HASH = hashPassword(PASSWORD, Buffer.from('salt'))

export interface Ask {
  readonly query?: Readonly<Record<string, string>>
  /** An object is sent as JSON; bytes and text as they are. */
  readonly body?: object | string | Uint8Array
  readonly language?: string
  readonly account?: string
  readonly override?: string
}

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // Answers are read field by field in tests; typing each would say nothing more.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any
}

export interface TestApi {
  readonly app: ReturnType<typeof createApi>
  readonly store: Store
  readonly kept: KeptKey[]
  readonly hits: HitTotals
  /** Lines of the log. */
  readonly logged: string[]
  readonly flows: FlowLog
  readonly seen: SeenPeers
  /** What hosts said of themselves last; tests add to it. */
  readonly statuses: HostStatus[]
  call(method: string, path: string, ask?: Ask): Promise<Reply>
  /** Fails the test unless the call succeeds. */
  ok(method: string, path: string, ask?: Ask): Promise<Reply['body']>
  newGroup(body?: object): Promise<string>
  addRules(groupId: string, form: object): Promise<Reply['body']['added']>
}

/** Its threads end when the next one starts. */
let before: Analysis | undefined

export async function createTestApi(waitEnforced?: (revision: number) => Promise<unknown>): Promise<TestApi> {
  const store = await openStore('memory:')
  await addAccount(store, ACCOUNT, KEY_ID, SECRET)
  const kept: KeptKey[] = []
  const flows = new FlowLog()
  const seen = new SeenPeers({
    memory: { read: () => undefined, write: () => {} },
    isRule: (id) => store.get('rule', id) !== undefined,
  })
  const hits = new HitTotals({
    memory: { read: () => undefined, write: () => {} },
    now: () => Date.UTC(2020, 0, 20, 8),
    groupOf: (ruleId) => store.get('rule', ruleId)?.groupId,
    verdictOf: (row) => verdictIn(store, row),
  })
  const statuses: HostStatus[] = []
  // Far from the ids that tests choose themselves.
  let ids = 1000
  let keys = 0
  const analysis = createAnalysis(store)
  await before?.close()
  before = analysis
  const logged: string[] = []
  const note = (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`)
  const log = { info: note, warn: note, error: note }
  const app = createApi({
    store,
    feed: { hosts: () => [] } as never,
    token: 'token',
    dataDir: '',
    console: {
      sessions: new Sessions(join(mkdtempSync(join(tmpdir(), 'menshen-api-')), 'sessions.json'), () => NOW),
      lockout: new Lockout(() => NOW),
      hash: await HASH,
    },
    version: '0',
    enforcement: 'simulated',
    parts: {
      store,
      analysis,
      guard: createGuard(store, analysis, log),
      now: () => Date.UTC(2020, 0, 20, 8),
      ids: { next: (prefix) => `${prefix}-${++ids}` },
      idsOf: () => ({ next: (prefix) => `${prefix}-${++ids}` }),
      newKey: () => ({ id: `LTAI-${++keys}`, secret: `secret-${keys}` }),
      newAccountId: () => `100000000000000${keys}`,
      keepKey: (key) => void kept.push(key),
      hits,
      fleet: {
        statuses: () => statuses,
        forget: () => {},
        pin: 'p'.repeat(43),
        newToken: () => ({ id: `join-${++keys}`, secret: 'secret', digest: digestOf('secret') }),
      },
      flows,
      seen,
      ...(waitEnforced === undefined ? {} : { waitEnforced }),
    },
  })
  const api: TestApi = {
    app,
    store,
    kept,
    hits,
    flows,
    seen,
    logged,
    statuses,
    async call(method, path, { query = {}, body, language = 'en', account, override } = {}) {
      const raw = typeof body === 'string' || body instanceof Uint8Array
      const response = await app.request(`/api/v1${path}?${new URLSearchParams(query)}`, {
        method,
        headers: {
          authorization: 'Bearer token',
          'accept-language': language,
          ...(account === undefined ? {} : { 'x-menshen-account': account }),
          ...(override === undefined ? {} : { 'x-menshen-override-tests': override }),
        },
        ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
      })
      const text = await response.text()
      const isJson = (response.headers.get('content-type') ?? '').startsWith('application/json')
      const reply = {
        status: response.status,
        headers: response.headers,
        text,
        body: isJson ? JSON.parse(text) : text,
      }
      if (response.ok) hold(method, path, reply)
      return reply
    },
    async ok(method, path, ask) {
      const reply = await api.call(method, path, ask)
      if (reply.status !== 200) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`)
      return reply.body
    },
    async newGroup(body = {}) {
      return (await api.ok('POST', '/groups', { body: { region: REGION, name: 'web', ...body } })).group.id
    },
    addRules: async (groupId, form) =>
      (await api.ok('POST', `/groups/${groupId}/rules`, { body: form })).added,
  }
  return api
}

/** The answer of an operation has what its schema says, and nothing else. */
function hold(method: string, path: string, { body }: Reply): void {
  const declared = OPERATIONS.find(
    (one) =>
      one.method === method.toLowerCase() &&
      new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  )
  if (declared === undefined || declared.givesFile) return
  answerSchema(declared).strict().parse(body)
}
