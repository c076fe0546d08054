// The in-process endpoint behind a real socket, for clients that bring their own way of sending.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestCloud } from './client.ts'

export interface Listening {
  readonly port: number
  readonly endpoint: string
  close(): void
}

/** `timeOf`: what the cloud's clock shows when a request comes; clients that sign with the real time need that. */
export async function listen(cloud: TestCloud, timeOf: () => number = () => cloud.now): Promise<Listening> {
  const server = createServer(async (request, response) => {
    cloud.now = timeOf()
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { method = 'GET', url = '/', headers } = request
    const answer = await cloud.endpoint.handle({
      ...{ method, url, headers, body: Buffer.concat(chunks), tls: false },
      remoteAddress: '127.0.0.1',
    })
    response.writeHead(answer.status, { ...answer.headers }).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  return {
    port,
    endpoint: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
