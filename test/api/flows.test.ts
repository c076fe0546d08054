// Flows at the own API: newest first, filtered, and as a stream.

import { expect, it } from 'vitest'
import type { Flow } from '../../src/feed/flows.ts'
import { flowStream } from '../../src/server/flows/flowStream.ts'
import { createTestApi } from './client.ts'

const FLOW: Flow = {
  ...{ at: 1000, action: 'drop', reason: 'rule', ruleId: 'sgr-1', groupIds: ['sg-a'], direction: 'ingress' },
  ...{
    eniId: 'eni-a',
    instanceId: 'i-a',
    vpcId: 'vpc-a',
    from: 'mna',
    to: 'mnb',
    revision: 7,
    protocol: 'tcp',
  },
  ...{ source: '10.0.0.5', sourcePort: 40000, destination: '10.0.0.6', destinationPort: 81, bytes: 60 },
}

it('newest first, by who decided and what came of it', async () => {
  const api = await createTestApi()
  api.flows.take({ hostId: 'one', flows: [FLOW, { ...FLOW, at: 2000, action: 'accept', ruleId: 'sgr-2' }] })
  const ask = async (query: Record<string, string>): Promise<string[]> =>
    (await api.ok('GET', '/flows', { query })).items.map(({ ruleId }: { ruleId: string }) => ruleId)
  expect(await ask({})).toEqual(['sgr-2', 'sgr-1'])
  expect(await ask({ denied: 'true' })).toEqual(['sgr-1'])
  expect(await ask({ eni: 'i-a', limit: '1' })).toEqual(['sgr-2'])
  expect(await ask({ group: 'sg-b' })).toEqual([])
  expect(await ask({ host: 'two' })).toEqual([])
  expect((await api.call('GET', '/flows', { query: { limit: '0' } })).status).toBe(400)
})

it('a stream brings what comes from now on, and nothing once it is left', async () => {
  const { flows, store } = await createTestApi()
  flows.take({ hostId: 'one', flows: [FLOW] })
  const answer = flowStream(flows, store, { denied: 'true' })
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
  const next = async (): Promise<string> => new TextDecoder().decode((await reader.read()).value)
  expect(await next()).toBe(':\n\n')
  flows.take({
    hostId: 'one',
    flows: [
      { ...FLOW, action: 'accept' },
      { ...FLOW, ruleId: 'sgr-9' },
    ],
  })
  expect(await next()).toMatch(/^event: flow\ndata: .*"ruleId":"sgr-9".*\n\n$/)
  await reader.cancel()
  flows.take({ hostId: 'one', flows: [FLOW] })
})

it('a stream about what is not there is refused: it would bring nothing, ever', async () => {
  const api = await createTestApi()
  for (const query of [{ eni: 'eni-none' }, { eni: 'web' }, { group: 'sg-none' }, { rule: 'sgr-none' }]) {
    const { status, body } = await api.call('GET', '/flows/stream', { query })
    expect([status, body.error]).toEqual([404, expect.stringContaining(Object.values(query)[0] as string)])
  }
})
