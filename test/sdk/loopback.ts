// The endpoint alone behind a loopback port, in this process: what the clients need when no packets are looked at.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ACCOUNT, createTestCloud, KEY_ID, SECRET, type TestCloud } from '../aliyun/client.ts'
import type { Credentials } from './server.ts'

export interface Loopback {
  readonly cloud: TestCloud
  readonly credentials: Credentials
  close(): Promise<void>
}

export async function openLoopback(): Promise<Loopback> {
  const cloud = await createTestCloud()
  const server = createServer(async (request, response) => {
    // The clients sign with the real time.
    cloud.now = Date.now()
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const { method = 'GET', url = '/', headers } = request
    const answer = await cloud.endpoint.handle({ method, url, headers, body, tls: false })
    response.writeHead(answer.status, { ...answer.headers }).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  return {
    cloud,
    credentials: {
      endpoint: `http://127.0.0.1:${port}`,
      caFile: '',
      console: { user: 'admin' },
      api: { token: '' },
      tencent: { appId: '', uin: '', secretId: '', secretKey: '' },
      aliyun: { accountId: ACCOUNT, accessKeyId: KEY_ID, accessKeySecret: SECRET },
    },
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
