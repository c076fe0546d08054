// The responder inside an instance: echoes TCP and UDP, and answers HTTP, on the given ports.

import { createSocket } from 'node:dgram'
import { createServer, type Socket } from 'node:net'

const [instanceId = '', ...ports] = process.argv.slice(2)

const HTTP_REQUEST = /^(GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH) /

for (const port of ports.map(Number)) {
  serveTcp(port)
  serveUdp(port)
}

function serveTcp(port: number): void {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', (first) => {
      if (HTTP_REQUEST.test(first.toString('latin1', 0, 8))) return answer(socket, first)
      socket.write(first)
      socket.pipe(socket)
    })
  })
  server.on('error', (error) => complain(`tcp ${port}`, error))
  server.listen(port)
}

function answer(socket: Socket, request: Buffer): void {
  const client = (socket.remoteAddress ?? '').replace('::ffff:', '')
  const body = `${JSON.stringify({ instanceId, client, clientPort: socket.remotePort, port: socket.localPort })}\n`
  const head = [
    'HTTP/1.1 200 OK',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  const isHead = request.toString('latin1', 0, 5) === 'HEAD '
  socket.end(`${head.join('\r\n')}\r\n\r\n${isHead ? '' : body}`)
}

function serveUdp(port: number): void {
  const socket = createSocket('udp6')
  socket.on('message', (message, from) => socket.send(message, from.port, from.address))
  socket.on('error', (error) => complain(`udp ${port}`, error))
  socket.bind(port)
}

function complain(what: string, error: Error): void {
  process.stderr.write(`responder of ${instanceId}, ${what}: ${error.message}\n`)
}
