// One real connection attempt from wherever this is started; prints its outcome in one word.

import { spawnSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { connect } from 'node:net'

/** Long enough for a handshake that lost its first packet. */
const PATIENCE_MS = 1500
const UDP_INTERVAL_MS = 400

const [kind = '', source = '', address = '', port = '0'] = process.argv.slice(2)

function end(outcome: string): void {
  process.stdout.write(`${outcome}\n`, () => process.exit(0))
}

/** A refusal is an answer of the other end: the packet arrived and came back. */
function outcomeOf({ code }: NodeJS.ErrnoException): string {
  if (code === 'ECONNREFUSED') return 'refused'
  return code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'ETIMEDOUT' ? 'unreachable' : 'failed'
}

function probeTcp(): void {
  connect({ port: Number(port), host: address, localAddress: source })
    .on('connect', () => end('answered'))
    .on('error', (error) => end(outcomeOf(error)))
}

function probeUdp(): void {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
  const send = (): void => socket.send('menshen')
  socket
    .on('message', () => end('answered'))
    .on('error', (error) => end(outcomeOf(error)))
    .bind({ address: source }, () =>
      socket.connect(Number(port), address, () => {
        send()
        setInterval(send, UDP_INTERVAL_MS)
      }),
    )
}

function probeEcho(): void {
  const { status, error } = spawnSync('ping', ['-c1', '-W1', '-I', source, address], { stdio: 'ignore' })
  end(error !== undefined ? 'failed' : status === 0 ? 'answered' : 'silent')
}

if (kind === 'icmp') probeEcho()
else {
  setTimeout(() => end('silent'), PATIENCE_MS)
  if (kind === 'tcp') probeTcp()
  else probeUdp()
}
