// Who really came by a rule, from the flow log of a host that logs what it accepts; then the rule is narrowed to them.

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Lab, makeLab, reaches } from '../browser/lab.ts'
import { reasonNotToRun } from '../kernel/machine.ts'
import { describeUnless } from '../skipReason.ts'
import { TestServer } from './server.ts'

const LOGGING = { MENSHEN_FLOW_LOG: 'all' }

interface Seen {
  readonly items: readonly { readonly address: string; readonly flows: number }[]
  readonly proposal: readonly string[] | null
  readonly flowsSince: string | null
}

describeUnless(reasonNotToRun(), 'who came by a rule', () => {
  const server = new TestServer(mkdtempSync(join(tmpdir(), 'menshen-seen-')))
  let lab: Lab
  let path: string

  beforeAll(async () => {
    await server.start(LOGGING)
    lab = await makeLab(server)
    const group = lab.group('lab-app')
    const { added } = (await server.api('POST', `/groups/${group}/rules`, {
      services: 'tcp/22',
      peers: ['0.0.0.0/0'],
    })) as unknown as { added: readonly { readonly id: string }[] }
    path = `/groups/${group}/rules/${added[0]?.id}`
  }, 120_000)
  afterAll(() => server.remove())

  const seen = async () => (await server.api('GET', `${path}/seen`)) as unknown as Seen
  const comes = (name: string): Promise<boolean> => reaches(lab.machine(name), lab.machine('lab-app-1'), 22)

  test('short connections are remembered, over a restart of the server too, and proposed', async () => {
    const { address } = lab.machine('lab-web-1')
    expect(await comes('lab-web-1')).toBe(true)
    await expect
      .poll(async () => (await seen()).items.find((item) => item.address === address)?.flows ?? 0, {
        timeout: 30_000,
      })
      .toBeGreaterThan(0)
    expect((await seen()).flowsSince).not.toBeNull()
    await server.stop()
    await server.start(LOGGING)
    await server.healthy()
    expect(await seen()).toMatchObject({ items: [{ address }], proposal: [address] })
  })

  test('narrowed to the proposal, those who came come on, and nobody else', async () => {
    const { proposal } = await seen()
    expect(await comes('lab-web-2')).toBe(true)
    await server.api('POST', `${path}/narrow`, { peers: proposal ?? [] })
    await expect.poll(() => comes('lab-web-2'), { timeout: 20_000 }).toBe(false)
    expect(await comes('lab-web-1')).toBe(true)
  })
})
