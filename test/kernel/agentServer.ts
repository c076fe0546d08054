// A real feed over HTTP with a store in memory behind it, and an agent process that follows it.

import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { type RunningAgent, type StartAgent, startAgent } from '../../src/agent/agentProcess.ts'
import { createFeed, type Feed } from '../../src/feed/server.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store, Transaction } from '../../src/store/store.ts'
import type { World } from './agentWorld.ts'

const TOKEN = 'secret'
const KINDS = ['vpc', 'vSwitch', 'securityGroup', 'rule', 'eni', 'instance', 'eip'] as const

export class AgentServer {
  readonly store: Store
  readonly feed: Feed
  readonly #server: Server
  readonly #dataDir: string
  readonly #mode: StartAgent['mode']
  readonly #sockets = new Set<Socket>()
  #sent = 0
  #port = 0

  private constructor(store: Store, dataDir: string, mode: StartAgent['mode']) {
    this.store = store
    this.#dataDir = dataDir
    this.#mode = mode
    this.feed = createFeed(store, { token: TOKEN, heartbeatMs: 1000, now: () => 0 })
    this.#server = createServer((request, response) =>
      request.url?.startsWith('/agent/v1/stream')
        ? this.feed.handleStream(request, response)
        : request.url?.startsWith('/agent/v1/answer')
          ? this.feed.handleAnswer(request, response)
          : this.feed.handleReport(request, response),
    )
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => {
        this.#sent += socket.bytesWritten
        this.#sockets.delete(socket)
      })
    })
  }

  static async open(world: World, dataDir: string, mode: StartAgent['mode']): Promise<AgentServer> {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(join(dataDir, 'agent.token'), TOKEN)
    const server = new AgentServer(await openStore('memory:'), dataDir, mode)
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve))
    await server.store.transact((transaction) => {
      for (const kind of KINDS) for (const body of world.tables.list(kind)) transaction.put(kind, body)
    })
    return server
  }

  startAgent(): Promise<RunningAgent> {
    const { port } = this.#server.address() as AddressInfo
    const server = `http://127.0.0.1:${port}`
    return startAgent({ dataDir: this.#dataDir, server, hostId: 'local', mode: this.#mode })
  }

  /** Writes, and waits until the agent says that it is enforced. */
  async change(work: (transaction: Transaction) => void): Promise<void> {
    await this.enforced((await this.store.transact(work)).revision)
  }

  async enforced(revision: number = this.store.revision, patienceMs = 10_000): Promise<void> {
    const until = performance.now() + patienceMs
    while (performance.now() < until) {
      if (this.feed.hosts().some((host) => host.enforcedRevision >= revision)) return
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    throw new Error(`revision ${revision} is not enforced: ${JSON.stringify(this.feed.hosts())}`)
  }

  /** To agents, in bytes. */
  get sent(): number {
    return [...this.#sockets].reduce((sum, socket) => sum + socket.bytesWritten, this.#sent)
  }

  get port(): number {
    return (this.#server.address() as AddressInfo | null)?.port ?? this.#port
  }

  /** Nobody listens any more, and every connection is cut: as with a server that is gone. */
  pause(): void {
    this.#port = this.port
    this.#server.close()
    this.#server.closeAllConnections()
  }

  resume(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve))
  }

  close(): void {
    this.feed.close()
    this.#server.close()
    this.#server.closeAllConnections()
  }
}
