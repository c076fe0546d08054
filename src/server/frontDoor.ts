// One port for plain HTTP and TLS: the first byte of a connection says which it is.

import { createServer as createHttpServer, type Server as HttpServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer, type Server, type Socket } from 'node:net'
import type { TlsMaterial } from './certificate.ts'

/** First byte of a TLS record that carries a ClientHello. */
const TLS_HANDSHAKE = 0x16
const FIRST_BYTE_TIMEOUT = 10_000

export interface FrontDoor {
  /** Keeps its promise when connections are accepted. */
  listen(host: string, port: number): Promise<number>
  /** Refuses new connections, lets running answers end for `graceMs`, then cuts. */
  close(graceMs: number): Promise<void>
}

export function frontDoor(handler: RequestListener, tls: TlsMaterial): FrontDoor {
  const http = harden(createHttpServer(handler))
  const https = harden(createHttpsServer({ key: tls.key, cert: `${tls.certificate}${tls.ca}` }, handler))
  const open = new Set<Socket>()
  const door = createServer({ noDelay: true }, (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    sortByFirstByte(socket, http, https)
  })
  return {
    listen: (host, port) => listen(door, host, port),
    async close(graceMs) {
      const closed = new Promise<void>((resolve) => door.close(() => resolve()))
      http.closeIdleConnections()
      https.closeIdleConnections()
      const cut = setTimeout(() => {
        for (const socket of open) socket.destroy()
      }, graceMs)
      await closed
      clearTimeout(cut)
    },
  }
}

function harden<S extends HttpServer>(server: S): S {
  server.requestTimeout = 60_000
  server.headersTimeout = 20_000
  server.keepAliveTimeout = 65_000
  return server
}

function sortByFirstByte(socket: Socket, http: HttpServer, https: HttpServer): void {
  const giveUp = () => socket.destroy()
  socket.setTimeout(FIRST_BYTE_TIMEOUT, giveUp)
  socket.on('error', giveUp)
  socket.once('readable', () => {
    const chunk: Buffer | null = socket.read()
    if (chunk === null) return giveUp()
    socket.setTimeout(0)
    socket.removeListener('timeout', giveUp)
    socket.removeListener('error', giveUp)
    socket.unshift(chunk)
    const server = chunk[0] === TLS_HANDSHAKE ? https : http
    server.emit('connection', socket)
  })
}

function listen(door: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    door.once('error', reject)
    door.listen({ host, port, backlog: 1024 }, () => {
      door.removeListener('error', reject)
      const address = door.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}
