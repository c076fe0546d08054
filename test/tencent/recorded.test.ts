// Requests exactly as the Python SDK, tccli and the Go SDK sent them (recorded/README.md), byte by byte over a socket.

import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { basename } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { files } from '../house/repository.ts'
import { createTestCloud, type TestCloud } from './client.ts'
import { type Listening, listen } from './listen.ts'

const RECORDED = files('test/tencent/recorded/*.http').map((path) => [basename(path, '.http'), path] as const)

let cloud: TestCloud
let listening: Listening

beforeAll(async () => {
  cloud = await createTestCloud()
  for (const GroupName of ['web tier', '前端'])
    await cloud.ok('CreateSecurityGroup', {
      GroupName,
      GroupDescription: '',
      Tags: [{ Key: 'a_b', Value: GroupName === 'web tier' ? 'x&y' : 'x' }],
    })
  listening = await listen(cloud)
})
afterAll(() => listening.close())

/** Kept with plain line ends; on the wire those of the head are CRLF, and the body is as long as it says. */
function wireOf(path: string): { readonly head: string; readonly body: string } {
  const text = readFileSync(path, 'utf8')
  const end = text.indexOf('\n\n')
  const length = Number(/^content-length: (\d+)$/im.exec(text.slice(0, end))?.[1] ?? 0)
  const body = Buffer.from(text.slice(end + 2)).subarray(0, length)
  expect(body.length).toBe(length)
  return { head: `${text.slice(0, end).replaceAll('\n', '\r\n')}\r\n\r\n`, body: body.toString('utf8') }
}

async function send({ head, body }: ReturnType<typeof wireOf>) {
  cloud.now = Number(/Timestamp(?:=|: )(\d+)/i.exec(head + body)?.[1]) * 1000
  const socket = connect(listening.port, '127.0.0.1')
  socket.write(head.replace('Connection: keep-alive', 'Connection: close') + body)
  socket.end()
  let answer = ''
  for await (const chunk of socket) answer += chunk.toString()
  const start = answer.indexOf('\r\n\r\n')
  return {
    head: answer.slice(0, start),
    response: JSON.parse(/\{.*\}/s.exec(answer.slice(start))?.[0] ?? '').Response,
  }
}

test('there are recordings of each client', () => {
  const clients = new Set(RECORDED.map(([name]) => name.split('-')[0]))
  expect([...clients].sort()).toEqual(['go', 'python', 'tccli'])
})

describe.each(RECORDED)('%s', (name, path) => {
  const wire = wireOf(path)

  test('is taken, and means what the client was asked', async () => {
    const { head, response } = await send(wire)
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(head).toMatch(/^content-type: application\/json\r$/im)
    const trace = /^x-tc-traceid: (\S+)/im.exec(wire.head)?.[1]
    if (trace !== undefined) expect(head.toLowerCase()).toContain(`x-tc-traceid: ${trace}`)
    const names = response.SecurityGroupSet.map(
      (group: { SecurityGroupName: string }) => group.SecurityGroupName,
    )
    // This client's generic calls carry parameters in JSON bodies only, and the tag was not asked through tccli.
    const isBare = /^go-(tc3-get|hmac)/.test(name)
    const expected = name.startsWith('tccli') ? ['web tier', '前端'] : ['web tier']
    expect(names).toEqual(isBare ? ['default', 'Linux-22', 'Windows-3389', 'web tier', '前端'] : expected)
  })

  test('is refused when a part of it was changed on the way', async () => {
    const isUnsigned = name.includes('unsigned')
    const changed =
      wire.body !== '' && !isUnsigned
        ? { ...wire, body: wire.body.replace('20', '21') }
        : { ...wire, head: wire.head.replace(/(Signature=\S)./, '$1_') }
    expect(changed).not.toEqual(wire)
    expect((await send(changed)).response.Error.Code).toBe('AuthFailure.SignatureFailure')
  })
})
