// Runs inside an instance: takes commands as JSON lines, does what they say with real sockets, answers as JSON lines.

import { execFile } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

export type Command =
  | { readonly do: 'listen'; readonly port: number }
  /** A new session and one round trip. */
  | { readonly do: 'udp'; readonly host: string; readonly port: number; readonly timeout: number }
  /** `from`: which of the instance's addresses; absent: the one that its routes choose. */
  | {
      readonly do: 'tcp'
      readonly host: string
      readonly port: number
      readonly timeout: number
      readonly from?: string
    }
  | { readonly do: 'ping'; readonly host: string; readonly timeout: number }
  /** A session that stays. */
  | {
      readonly do: 'open'
      readonly session: string
      readonly host: string
      readonly port: number
      readonly from?: string
    }
  /** One round trip on it. */
  | { readonly do: 'exchange'; readonly session: string; readonly timeout: number }

/** How long a listener may be kept from answering by what else this machine does. */
const STARVED_MS = 10_000

const sessions = new Map<string, Socket>()

const input = createInterface({ input: process.stdin })
input.on('close', () => process.exit())
input.on('line', async (line) => {
  const { id, command } = JSON.parse(line) as { readonly id: number; readonly command: Command }
  const answer = await perform(command).catch((error: unknown) => `failed: ${(error as Error).message}`)
  process.stdout.write(`${JSON.stringify({ id, answer })}\n`)
})

function perform(command: Command): Promise<string> {
  switch (command.do) {
    case 'listen':
      return listen(command.port)
    case 'tcp':
      return tcp(placeOf(command), command.timeout)
    case 'udp':
      return udp(command.host, command.port, command.timeout)
    case 'ping':
      return ping(command.host, command.timeout)
    case 'open':
      return open(command.session, placeOf(command))
    case 'exchange':
      return exchange(sessions.get(command.session), command.timeout)
  }
}

/** Echoes, and tells the client its address as seen from here. */
function listen(port: number): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', () => socket.write(`${socket.remoteAddress}\n`))
  })
  const udpServer = createSocket('udp6')
  udpServer.on('message', (_, from) => udpServer.send(`${from.address}\n`, from.port, from.address))
  return new Promise((resolve, reject) => {
    server.on('error', reject).listen(port, '::', () => {
      udpServer.on('error', reject).bind(port, () => resolve('listening'))
    })
  })
}

const placeOf = ({ host, port, from }: Command & { readonly do: 'tcp' | 'open' }): NetConnectOpts =>
  from === undefined ? { host, port } : { host, port, localAddress: from }

function tcp(place: NetConnectOpts, timeout: number): Promise<string> {
  const socket = connect(place)
  return answerOf(socket, timeout, () => socket.write('hello\n')).finally(() => socket.destroy())
}

function open(session: string, place: NetConnectOpts): Promise<string> {
  const socket = connect(place)
  socket.on('error', () => {})
  socket.setMaxListeners(0)
  sessions.set(session, socket)
  return answerOf(socket, 1000, () => socket.write('hello\n'))
}

function exchange(socket: Socket | undefined, timeout: number): Promise<string> {
  if (socket === undefined) return Promise.resolve('no such session')
  const answer = answerOf(socket, timeout, () => {})
  socket.write('again\n')
  return answer
}

function answerOf(socket: Socket, timeout: number, connected: () => void): Promise<string> {
  return new Promise((resolve) => {
    const isNew = socket.connecting
    const settle = (answer: string): void => {
      clearTimeout(timer)
      resolve(answer)
    }
    // What is here already counts, however late this process gets its turn; and a connection that came about is one
    // even if whoever is to answer has no turn yet.
    let timer = setTimeout(
      () =>
        setImmediate(() => {
          if (isNew && !socket.connecting && !socket.destroyed)
            timer = setTimeout(settle, STARVED_MS, 'blocked')
          else settle('blocked')
        }),
      timeout,
    )
    socket.once('connect', connected)
    socket.once('error', (error) => settle(`error: ${error.message}`))
    socket.once('data', (data) => settle(seen(data)))
  })
}

function udp(host: string, port: number, timeout: number): Promise<string> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  const answer = new Promise<string>((resolve) => {
    setTimeout(() => setImmediate(() => resolve('blocked')), timeout)
    socket.on('error', (error) => resolve(`error: ${error.message}`))
    socket.on('message', (message) => resolve(seen(message)))
    socket.send('hello\n', port, host)
  })
  return answer.finally(() => socket.close())
}

/** One answer of three is enough: a program that has no turn for so long counts its answer as lost. */
function ping(host: string, timeout: number): Promise<string> {
  return new Promise((resolve) => {
    execFile('ping', ['-c', '3', '-i', '0.2', '-W', String(timeout / 1000), host], (error) =>
      resolve(error === null ? 'open' : 'blocked'),
    )
  })
}

/** Answers that came while this process had no turn lie one behind the other. */
const seen = (data: Buffer): string =>
  (data.toString('utf8').trim().split('\n')[0] ?? '').replace('::ffff:', '')
