// Bad input and crowds at the real port: the right error, nothing lost, no crash.
import { mkdtempSync, readFileSync } from 'node:fs'
import { request as tlsRequest } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as ecsModels from '@alicloud/ecs20140526'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signedV1 } from '../aliyun/client.ts'
import { ecsClient, popClient, REGION } from './clients.ts'
import { TestServer } from './server.ts'

describe('the port of a running server', () => {
  const server = new TestServer(mkdtempSync(join(tmpdir(), 'menshen-sdk-')))
  beforeAll(() => server.start({ MENSHEN_ENFORCE: 'simulated' }), 60_000)
  afterAll(() => server.remove(), 60_000)

  const healthy = async () => (await fetch(`${server.credentials.endpoint}/healthz`)).status

  /** What comes back for raw bytes, up to a second. */
  const raw = (bytes: string | Buffer) =>
    new Promise<string>((resolve) => {
      const { hostname, port } = new URL(server.credentials.endpoint)
      let received = ''
      const socket = connect(Number(port), hostname, () => socket.end(bytes))
      socket.setTimeout(1000, () => socket.destroy())
      socket.on('data', (chunk) => {
        received += chunk.toString('latin1')
      })
      socket.on('error', () => {})
      socket.on('close', () => resolve(received))
    })

  test('garbage, half requests and broken TLS do no harm', async () => {
    expect(await raw('\0\u0001\u0002 not http\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/)
    expect(await raw(Buffer.from([0x16, 3, 1, 0, 5, 1, 2, 3, 4, 5]))).not.toMatch(/HTTP/)
    await raw('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nAction=')
    expect(await raw('')).toBe('')
    expect(await healthy()).toBe(200)
  })

  test('a body over 1 MiB is refused in the form of the cloud, announced or not', async () => {
    const big = `Action=DescribeRegions&Format=JSON&Pad=${'x'.repeat(1024 * 1024)}`
    const announced = await fetch(server.credentials.endpoint, { method: 'POST', body: big })
    expect(announced.status).toBe(413)
    expect(await announced.text()).toMatch(/Code/)
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(big))
        controller.close()
      },
    })
    const chunked = await fetch(server.credentials.endpoint, {
      method: 'POST',
      body: stream,
      duplex: 'half',
    } as RequestInit)
    expect(chunked.status).toBe(413)
    expect(await healthy()).toBe(200)
  })

  test('TLS and plain HTTP stand on one port, TLS with the CA of the data folder', async () => {
    const { hostname, port } = new URL(server.credentials.endpoint)
    const ca = readFileSync(server.credentials.caFile)
    const answer = await new Promise<number>((resolve, reject) => {
      tlsRequest({ hostname, port, path: '/healthz', ca }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
        .on('error', reject)
        .end()
    })
    expect(answer).toBe(200)
  })

  test('wrong secret, unknown key, unknown action', async () => {
    const { aliyun, ...rest } = server.credentials
    const wrong = popClient({ ...rest, aliyun: { ...aliyun, accessKeySecret: 'wrong' } })
    await expect(wrong.request('DescribeRegions', {})).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
    })
    const unknown = ecsClient({ ...rest, aliyun: { ...aliyun, accessKeyId: 'LTAI5tNobody' } })
    await expect(unknown.describeRegions(new ecsModels.DescribeRegionsRequest({}))).rejects.toMatchObject({
      code: 'InvalidAccessKeyId.NotFound',
    })
    await expect(popClient(server.credentials).request('MakeCoffee', {})).rejects.toMatchObject({
      code: 'InvalidAction.NotFound',
    })
  })

  test('a hundred writers on one group: every rule is there once, and survives kill -9', async () => {
    const ecs = ecsClient(server.credentials)
    const made = await ecs.createSecurityGroup(new ecsModels.CreateSecurityGroupRequest({ regionId: REGION }))
    const securityGroupId = made.body?.securityGroupId ?? ''
    const port = (index: number) => `${1000 + (index % 50)}/${1000 + (index % 50)}`
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        ecs.authorizeSecurityGroup(
          new ecsModels.AuthorizeSecurityGroupRequest({
            regionId: REGION,
            securityGroupId,
            permissions: [
              new ecsModels.AuthorizeSecurityGroupRequestPermissions({
                ipProtocol: 'TCP',
                portRange: port(index),
                sourceCidrIp: '10.0.0.0/8',
              }),
            ],
          }),
        ),
      ),
    )
    const ports = async () => {
      const { body } = await ecsClient(server.credentials).describeSecurityGroupAttribute(
        new ecsModels.DescribeSecurityGroupAttributeRequest({ regionId: REGION, securityGroupId }),
      )
      return body?.permissions?.permission?.map((one) => one.portRange).sort()
    }
    const expected = Array.from({ length: 50 }, (_, index) => port(index)).sort()
    expect(await ports()).toEqual(expected)
    await server.stop('SIGKILL')
    await server.start({ MENSHEN_ENFORCE: 'simulated' })
    expect(await ports()).toEqual(expected)
  })

  test('a recorded request is taken once, also when the server was killed in between', async () => {
    const { endpoint, aliyun } = server.credentials
    const signed = signedV1('GET', { Action: 'DescribeRegions' }, Date.now(), {
      keyId: aliyun.accessKeyId,
      secret: aliyun.accessKeySecret,
    })
    const send = async () => {
      const answer = await fetch(`${endpoint}/?${signed}`)
      return ((await answer.json()) as { Code?: string }).Code ?? 'OK'
    }
    expect([await send(), await send()]).toEqual(['OK', 'SignatureNonceUsed'])
    await server.stop('SIGKILL')
    await server.start({ MENSHEN_ENFORCE: 'simulated' })
    expect(await send()).toBe('SignatureNonceUsed')
  })

  test('a second server on the same data folder is refused in one line', () => {
    const second = server.command(['start', '--listen', '127.0.0.1:0'])
    expect(second.code).toBe(2)
    expect(second.stderr).toMatch(/^menshen: a server \(process \d+\) already works on/)
  })

  test('the port of another process is named', async () => {
    const other = new TestServer(mkdtempSync(join(tmpdir(), 'menshen-sdk-')))
    const taken = other.command(['start', '--listen', new URL(server.credentials.endpoint).host])
    expect(taken.code).toBe(1)
    expect(taken.stderr).toMatch(/the port is in use/)
    await other.remove()
  })
})
