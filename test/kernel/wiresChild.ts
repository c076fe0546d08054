// Runs inside a namespace: puts frames on interfaces and reports what arrives, one frame a line on stdin and stdout.
//
// Node cannot open packet sockets. One socat per interface can, and hands every frame on as one UDP datagram.

import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { createInterface } from 'node:readline'

const FIRST_PORT = 20000

function openWire(name: string, index: number): (frame: Buffer) => void {
  const [ours, theirs] = [FIRST_PORT + 2 * index, FIRST_PORT + 2 * index + 1]
  const socket = createSocket('udp4')
  socket.bind(ours, '127.0.0.1')
  socket.on('message', (frame) => process.stdout.write(`${index} ${frame.toString('base64')}\n`))
  const bridge = spawn('socat', [`UDP4:127.0.0.1:${ours},bind=127.0.0.1:${theirs}`, `INTERFACE:${name}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  process.on('exit', () => bridge.kill())
  return (frame) => socket.send(frame, theirs, '127.0.0.1')
}

const senders = process.argv.slice(2).map(openWire)
const lines = createInterface({ input: process.stdin })
lines.on('line', (line) => {
  const [index = '', frame = ''] = line.split(' ')
  senders[Number(index)]?.(Buffer.from(frame, 'base64'))
})
lines.on('close', () => process.exit(0))
