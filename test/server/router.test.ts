// What breaks in one request: that one is told so, the server goes on.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRouter, type RouterParts } from '../../src/server/router.ts'

const errors: string[] = []
const broken = (): never => {
  throw new Error('out of order')
}
const server = createServer(
  createRouter({
    health: () => ({ ok: true, revision: 1, problems: [] }),
    console: { takes: ({ url }) => url === '/page', serve: broken },
    join: async () => broken(),
    log: { error: (_, message) => void errors.push(message) },
  } as Partial<RouterParts> as RouterParts),
)
let origin = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

test.each(['/page', '/agent/v1/join'])(
  'a handler of %s that throws ends neither server nor silence',
  async (path) => {
    errors.length = 0
    const answer = await fetch(origin + path)
    expect([answer.status, await answer.text()]).toEqual([500, 'internal error\n'])
    expect(errors).toEqual(['request failed'])
    expect((await fetch(`${origin}/healthz`)).status).toBe(200)
  },
)
