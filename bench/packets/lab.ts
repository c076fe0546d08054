// Three network namespaces, client, router and server, with the generator of load.c between them.
import { spawn, spawnSync } from 'node:child_process'
import { namespaceNamed } from '../leftovers.ts'
import { mustGo } from '../teardown.ts'
import { compiled } from './compiled.ts'

export const CLIENT_PORT = 'mnpa'
export const SERVER_PORT = 'mnpb'
export const CLIENT = { address: '10.0.9.2', mac: '00:16:3e:00:09:02' }
export const SERVER = { address: '10.0.8.2', mac: '00:16:3e:00:08:02' }
/** How many addresses the client has, from its first one on. */
export const CLIENT_ADDRESSES = 250
export const TCP_PORT = 8080
export const UDP_PORT = 9999
export const HELD_PORT = 9998
/** Of packets that must arrive, and of packets that must not. */
export const OPEN_PORT = 9000
export const SHUT_PORT = 9001

const GATEWAY_MAC = 'ee:ff:ff:ff:ff:ff'

export interface Cost {
  readonly wallNs: number
  readonly cpuNs: number
  readonly failed: number
}

export interface Paced {
  readonly perSecond: number
  readonly sent: { readonly open: number; readonly shut: number }
  readonly arrived: { readonly open: number; readonly shut: number }
}

export type Mode = 'tcp' | 'new' | 'held' | 'rate'

/** Undefined, and said so, without a C compiler or the right to make namespaces. */
export function openPacketLabs(count: number): readonly PacketLab[] | undefined {
  const program = compiled('load')
  return program === undefined
    ? undefined
    : Array.from({ length: count }, (_, at) => new PacketLab(program, at))
}

interface Names {
  readonly from: string
  readonly router: string
  readonly to: string
}

/** One lab for each ruleset: they stay loaded, and rounds go from one to the next in milliseconds. */
export class PacketLab {
  readonly #program: string
  readonly #names: Names
  readonly close: () => Promise<void>

  constructor(program: string, at: number) {
    this.#program = program
    const named = (part: string): string => namespaceNamed(`${at}${part}`)
    this.#names = { from: named('a'), router: named('r'), to: named('b') }
    this.close = mustGo(() => this.#close())
    sh(setUp(this.#names))
  }

  /** Runs a shell script in the router's namespace. */
  router(script: string): string {
    return sh(script, this.#names.router)
  }

  forgetSessions(): void {
    this.router('conntrack -F 2>/dev/null || :')
  }

  get routerNamespace(): string {
    return this.#names.router
  }

  /** 100,000 packets a second for so long, half of them to a port that must be open all the time. */
  async pace(forMs: number): Promise<Paced> {
    sh(`nft flush chain netdev bench in; ${countAt(OPEN_PORT)}; ${countAt(SHUT_PORT)}`, this.#names.to)
    const words = ['pace', String(forMs), String(OPEN_PORT)]
    const child = spawn(this.#program, words, {
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const end = mustGo(() => child.kill())
    let output = ''
    child.stdout.on('data', (piece: Buffer) => {
      output += piece
    })
    await new Promise((resolve) => child.once('close', resolve))
    await end()
    const { wallNs, failed, sent } = JSON.parse(output) as Cost & { readonly sent: readonly [number, number] }
    if (failed > 0) throw new Error(`${failed} packets could not be sent`)
    const text = sh('nft list chain netdev bench in', this.#names.to)
    const arrivedAt = (port: number): number =>
      Number(new RegExp(`dport ${port} counter packets (\\d+)`).exec(text)?.[1])
    return {
      perSecond: ((sent[0] + sent[1]) / wallNs) * 1e9,
      sent: { open: sent[0], shut: sent[1] },
      arrived: { open: arrivedAt(OPEN_PORT), shut: arrivedAt(SHUT_PORT) },
    }
  }

  run(mode: Mode, amount: number): Cost {
    const port = mode === 'new' ? UDP_PORT : mode === 'held' ? HELD_PORT : TCP_PORT
    // First in line for its moment: what other programs do to the caches in between is not what is measured.
    const command = ['-f', '20', this.#program, mode, String(amount), String(port)]
    const { status, stdout, stderr } = spawnSync('chrt', command, {
      encoding: 'utf8',
      env: this.#environment,
    })
    if (status !== 0) throw new Error(`load ${mode}: ${stderr}`)
    return JSON.parse(stdout) as Cost
  }

  get #environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      ...{ FROM: this.#names.from, TO: this.#names.to, FROM_NET: '10.0.9.0' },
      ...{ TO_ADDRESS: SERVER.address, GATEWAY_MAC },
    }
  }

  /** Packets that reached the server since the last call. */
  delivered(): number {
    const text = sh(
      `nft list chain netdev bench in; nft flush chain netdev bench in; ${COUNT}`,
      this.#names.to,
    )
    return Number(/packets (\d+)/.exec(text)?.[1])
  }

  #close(): void {
    for (const name of Object.values(this.#names)) spawnSync('ip', ['netns', 'del', name])
  }
}

const countAt = (port: number): string => `nft add rule netdev bench in udp dport ${port} counter drop`

const COUNT = countAt(UDP_PORT)

const setUp = ({ from, router, to }: Names): string => `set -e
for n in ${from} ${router} ${to}; do ip netns add $n; ip -n $n link set lo up; done
ip netns exec ${router} sh -c 'cd /proc/sys/net; echo 1 >ipv4/ip_forward; echo 0 >ipv4/conf/all/rp_filter; echo 0 >ipv4/conf/default/rp_filter'
${link(router, from, CLIENT_PORT, CLIENT)}
${link(router, to, SERVER_PORT, SERVER)}
ip -n ${from} route add local 10.0.9.0/24 dev lo
ip -n ${router} route add 10.0.9.0/24 via ${CLIENT.address} dev ${CLIENT_PORT} onlink
ip netns exec ${from} sh -c 'cd /proc/sys/net/ipv4; echo "1024 65000" >ip_local_port_range; echo 1 >tcp_tw_reuse; echo 2000 >tcp_max_tw_buckets'
ip netns exec ${to} sh -c 'cd /proc/sys/net; echo 4096 >core/somaxconn; echo 2000 >ipv4/tcp_max_tw_buckets'
ip netns exec ${to} sh -c 'nft "add table netdev bench; add chain netdev bench in { type filter hook ingress device eth0 priority 0; }"; ${COUNT}'
ip netns exec ${from} ping -c1 -W2 ${SERVER.address} >/dev/null
`

const link = (router: string, namespace: string, port: string, { address, mac }: typeof CLIENT): string => `
ip -n ${router} link add ${port} address ${GATEWAY_MAC} type veth peer name eth0 address ${mac} netns ${namespace}
ip -n ${router} link set ${port} up
ip -n ${namespace} link set eth0 up
ip -n ${namespace} addr add ${address}/32 dev eth0
ip -n ${namespace} route add default via 169.254.1.1 dev eth0 onlink src ${address}
ip -n ${namespace} neigh replace 169.254.1.1 lladdr ${GATEWAY_MAC} dev eth0 nud permanent
ip -n ${router} route add ${address}/32 dev ${port}
ip -n ${router} neigh replace ${address} lladdr ${mac} dev ${port} nud permanent`

function sh(script: string, namespace?: string): string {
  const command = namespace === undefined ? ['sh'] : ['ip', 'netns', 'exec', namespace, 'sh']
  const [program = '', ...args] = command
  const { status, stdout, stderr } = spawnSync(program, args, {
    input: script,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (status !== 0) throw new Error(`${script.slice(0, 80)} …: ${stderr.slice(0, 400)}`)
  return stdout
}
