// Two hosts as namespaces on one fabric, each with an agent process of its own, and guests behind routed interfaces.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Bindings, changeBindings, fingerprintOf, NO_BINDINGS } from '../../src/agent/bindings.ts'
import { type GateStatus, readGateStatus } from '../../src/agent/gateStatus.ts'
import { namesOf } from '../../src/agent/names.ts'
import { createFeed, type Feed } from '../../src/feed/server.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/store.ts'
import { World } from './agentWorld.ts'
import { Hand } from './hand.ts'

const AGENT = fileURLToPath(new URL('../../src/agent/main.ts', import.meta.url))
const MENSHEN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const TOKEN = 'secret'
export const FABRIC = '10.200.0.1'
const PORT = 7280
const PATIENCE_MS = 15_000

/** A guest of a host: its own namespace, plugged into the host by a routed veth. */
export interface Guest {
  readonly address: string
  readonly v6: string
  readonly mac: string
}

export class FleetLab {
  readonly world = new World()
  readonly folder: string
  readonly #prefix: string
  readonly #hands = new Map<string, Hand>()
  readonly #agents = new Map<string, ChildProcess>()
  readonly #hosts: string[] = []
  readonly #helpers: ChildProcess[] = []
  #server: Server | null = null
  #store: Store | null = null
  #feed: Feed | null = null
  #written = Promise.resolve()

  constructor(folder: string, name: string) {
    this.folder = join(folder, name)
    mkdirSync(this.folder, { recursive: true })
    this.#prefix = namesOf(this.folder).prefix
    this.world.changed = (_, writes) => {
      this.#written = this.#written.then(async () => {
        await this.#store?.transact((state) => {
          for (const { kind, id, body } of writes) {
            if (body === null) state.remove(kind, id)
            else state.put(kind, body)
          }
        })
      })
    }
  }

  ns(name: string): string {
    return this.#prefix + name
  }

  dataDir(host: string): string {
    return join(this.folder, host)
  }

  sh(name: string, program: string): string {
    const { stdout, stderr } = spawnSync('ip', ['netns', 'exec', this.ns(name), 'sh', '-ec', program], {
      encoding: 'utf8',
    })
    return stdout + stderr
  }

  /** The control plane is this process, over a feed of its own with `world` behind it. */
  async start(): Promise<void> {
    this.#store = await openStore('memory:')
    this.#feed = createFeed(this.#store, { token: TOKEN, heartbeatMs: 1000, now: () => 0 })
    const feed = this.#feed
    this.#server = createServer((request, response) =>
      request.url?.startsWith('/agent/v1/stream')
        ? feed.handleStream(request, response)
        : feed.handleReport(request, response),
    )
    await new Promise<void>((resolve) => this.#server?.listen(this.#socket, resolve))
    this.#makeFabric()
  }

  /** The control plane is a server on this machine's loopback. */
  startBefore(port: number): void {
    const words = [`UNIX-LISTEN:${this.#socket},fork`, `TCP:127.0.0.1:${port}`]
    this.#helpers.push(spawn('socat', words, { stdio: 'ignore' }))
    this.#makeFabric()
  }

  get #socket(): string {
    return join(this.folder, 'server.sock')
  }

  /** Paths lead from one network namespace to the other where addresses do not. */
  #makeFabric(): void {
    this.#ip(`netns add ${this.ns('fabric')}`)
    this.sh(
      'fabric',
      `ip link add br0 type bridge; ip addr add ${FABRIC}/24 dev br0; ip link set lo up; ip link set br0 up`,
    )
    const relay = ['socat', `TCP-LISTEN:${PORT},fork,reuseaddr`, `UNIX-CONNECT:${this.#socket}`]
    this.#helpers.push(spawn('ip', ['netns', 'exec', this.ns('fabric'), ...relay], { stdio: 'ignore' }))
  }

  host(name: string): void {
    const number = 11 + this.#hosts.length
    this.#hosts.push(name)
    mkdirSync(this.dataDir(name), { recursive: true })
    writeFileSync(join(this.dataDir(name), 'agent.token'), TOKEN)
    this.#ip(`netns add ${this.ns(name)}`)
    this.#ip(`-n ${this.ns('fabric')} link add ${name} type veth peer name eth0 netns ${this.ns(name)}`)
    this.sh('fabric', `ip link set ${name} master br0; ip link set ${name} up`)
    this.sh(
      name,
      `ip link set lo up; ip addr add 10.200.0.${number}/24 dev eth0; ip addr add fd00:200::${number}/64 dev eth0 nodad
       ip link set eth0 up; echo 1 >/proc/sys/net/ipv4/ip_forward; echo 1 >/proc/sys/net/ipv6/conf/all/forwarding`,
    )
  }

  /** A guest's namespace and its interface on the host, named as given; other hosts get a route to it. */
  guest(host: string, name: string, device: string, { address, v6, mac }: Guest): void {
    const number = 11 + this.#hosts.indexOf(host)
    this.#ip(`netns add ${this.ns(name)}`)
    this.plug(host, name, device, mac)
    this.sh(
      name,
      `ip link set lo up; ip addr add ${address}/32 dev eth0; ip addr add ${v6}/128 dev eth0 nodad; ip link set eth0 up
       ip route add 169.254.1.1 dev eth0; ip route add default via 169.254.1.1; ip -6 route add default via fe80::1 dev eth0`,
    )
    this.routes(host, device, { address, v6, mac })
    for (const other of this.#hosts.filter((each) => each !== host)) {
      this.sh(
        other,
        `ip route replace ${address}/32 via 10.200.0.${number}; ip -6 route replace ${v6}/128 via fd00:200::${number}`,
      )
    }
  }

  plug(host: string, name: string, device: string, mac: string): void {
    this.#ip(
      `-n ${this.ns(host)} link add ${device} type veth peer name eth0 address ${mac} netns ${this.ns(name)}`,
    )
  }

  routes(host: string, device: string, { address, v6 }: Guest): void {
    this.sh(
      host,
      `echo 0 >/proc/sys/net/ipv6/conf/${device}/accept_dad
       ip addr add 169.254.1.1/32 dev ${device}; ip addr add fe80::1/64 dev ${device} nodad; ip link set ${device} up
       ip route replace ${address}/32 dev ${device}; ip -6 route replace ${v6}/128 dev ${device}`,
    )
  }

  /** One end of a layer 3 link whose other end is at the same socket; its namespace is made if need be. */
  tun(name: string, device: string, end: 'UNIX-LISTEN' | 'UNIX-CONNECT', socket: string): void {
    if (!existsSync(`/run/netns/${this.ns(name)}`)) this.#ip(`netns add ${this.ns(name)}`)
    const words = [
      'netns',
      'exec',
      this.ns(name),
      'socat',
      `TUN,tun-name=${device},iff-up`,
      `${end}:${socket},retry=50,interval=0.1`,
    ]
    this.#helpers.push(spawn('ip', words, { stdio: 'ignore' }))
    const isUp = `for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do ip link show ${device} up 2>/dev/null | grep -q UP && exit 0; sleep 0.1; done`
    this.sh(name, isUp)
  }

  /** `as`: words that run it with other rights. */
  startAgent(host: string, as: readonly string[] = []): void {
    const words = ['--server', `http://${FABRIC}:${PORT}`, '--data', this.dataDir(host), '--host', host]
    const node = [process.execPath, '--disable-warning=ExperimentalWarning', AGENT, ...words]
    const child = spawn('ip', ['netns', 'exec', this.ns(host), ...as, ...node], {
      stdio: ['ignore', 'ignore', process.env.MENSHEN_LAB_LOG === undefined ? 'ignore' : 'inherit'],
    })
    this.#agents.set(host, child)
  }

  /** The command line on a host. */
  menshen(
    host: string,
    ...words: readonly string[]
  ): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const node = [process.execPath, '--disable-warning=ExperimentalWarning', MENSHEN, ...words]
    const child = spawn('ip', ['netns', 'exec', this.ns(host), ...node, '--data', this.dataDir(host)], {
      env: { ...process.env, LANG: 'C' },
    })
    const [stdout, stderr]: [string[], string[]] = [[], []]
    child.stdout.on('data', (text: Buffer) => stdout.push(text.toString()))
    child.stderr.on('data', (text: Buffer) => stderr.push(text.toString()))
    return new Promise((resolve) =>
      child.on('close', (code) => resolve({ code, stdout: stdout.join(''), stderr: stderr.join('') })),
    )
  }

  killAgent(host: string): void {
    this.#agents.get(host)?.kill('SIGKILL')
    this.#agents.delete(host)
  }

  /** Waits until the agent says that exactly these bindings are in force. */
  async bind(host: string, change: (before: Bindings) => Bindings): Promise<GateStatus | null> {
    const bindings = await changeBindings(this.dataDir(host), change)
    const wanted = fingerprintOf(bindings)
    const isEmpty = wanted === fingerprintOf(NO_BINDINGS)
    return this.#until(() => {
      const status = readGateStatus(this.dataDir(host))
      return (isEmpty && status === null) || status?.fingerprint === wanted ? { status } : null
    }, `bindings on ${host}`).then(({ status }) => status)
  }

  /** Runs `change` and waits until all hosts enforce it. */
  async settle(change: () => void): Promise<void> {
    change()
    await this.#written
    const revision = this.#store?.revision ?? 0
    await this.#until(() => {
      const hosts = this.#feed?.hosts().filter((host) => this.#agents.has(host.hostId)) ?? []
      const isDone =
        hosts.length === this.#agents.size && hosts.every((one) => one.enforcedRevision >= revision)
      return isDone ? true : null
    }, `revision ${revision}`)
  }

  in(name: string): Hand {
    const known = this.#hands.get(name)
    if (known?.isAlive) return known
    const hand = Hand.inNamespace(this.ns(name))
    this.#hands.set(name, hand)
    return hand
  }

  async end(): Promise<void> {
    for (const hand of this.#hands.values()) hand.end()
    for (const child of [...this.#agents.values(), ...this.#helpers]) child.kill('SIGKILL')
    this.#feed?.close()
    this.#server?.close()
    this.#server?.closeAllConnections()
    const listed = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' }).stdout.split('\n')
    for (const name of listed
      .map((line) => line.split(' ')[0] ?? '')
      .filter((one) => one.startsWith(this.#prefix)))
      spawnSync('ip', ['netns', 'delete', name])
    await this.#store?.close()
  }

  #ip(words: string): void {
    const { status, stderr } = spawnSync('ip', words.split(' '), { encoding: 'utf8' })
    if (status !== 0) throw new Error(`ip ${words}: ${stderr}`)
  }

  async #until<T>(look: () => T | null, what: string): Promise<T> {
    for (const end = performance.now() + PATIENCE_MS; performance.now() < end; ) {
      const found = look()
      if (found !== null) return found
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    throw new Error(`${what}: not within ${PATIENCE_MS} ms: ${JSON.stringify(this.#feed?.hosts())}`)
  }
}
