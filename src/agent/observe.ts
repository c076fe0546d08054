// Reads what is there in the kernel: namespaces, router ports with their marks, public routes.

import { existsSync, readdirSync } from 'node:fs'
import { UPLINK } from '../core/compile/ports.ts'
import { type Names, NETNS_DIRECTORY } from './names.ts'
import { type Kernel, KernelError, runScript } from './script.ts'

export interface ObservedPort {
  readonly up: boolean
  /** What we wrote when it was built: the fingerprint of its layout. */
  readonly mark: string
}

export interface Observed {
  /** All namespaces of this data directory. */
  readonly namespaces: ReadonlySet<string>
  /** Router namespace → its links apart from loopback. */
  readonly links: ReadonlyMap<string, ReadonlyMap<string, ObservedPort>>
  /** Public address → link in the internet namespace by which it is reached. */
  readonly publicRoutes: ReadonlyMap<string, string>
}

export async function observe(kernel: Kernel, names: Names): Promise<Observed> {
  const namespaces = namespacesOf(names)
  const routers = [...namespaces].filter((name) => name.startsWith(`${names.prefix}r-`))
  const hasInternet = namespaces.has(names.internet)
  const scripts = [
    ...routers.map((name) => `ip -n ${name} -j link show`),
    ...(hasInternet ? [`ip -n ${names.internet} -j route show`] : []),
  ]
  // `echo` ends each answer with a line of its own, also when it is empty.
  const text = await runScript(
    kernel,
    'cannot read the network',
    scripts.map((script) => `${script}; echo`),
  )
  const answers = text.split('\n').filter((line) => line.trim() !== '')
  if (answers.length !== scripts.length) throw new KernelError('cannot read the network', 'unexpected answer')
  const parsed = answers.map((answer) => JSON.parse(answer) as unknown)
  return {
    namespaces,
    links: new Map(routers.map((name, index) => [name, portsOf(parsed[index] as readonly IpLink[])])),
    publicRoutes: hasInternet ? routesOf(parsed.at(-1) as readonly IpRoute[]) : new Map(),
  }
}

/** Names under /run/netns that belong to this data directory; cheap enough to ask at any time. */
export function namespacesOf(names: Names): ReadonlySet<string> {
  if (!existsSync(NETNS_DIRECTORY)) return new Set()
  return new Set(readdirSync(NETNS_DIRECTORY).filter((name) => name.startsWith(names.prefix)))
}

interface IpLink {
  readonly ifname: string
  readonly flags: readonly string[]
  readonly ifalias?: string
}

interface IpRoute {
  readonly dst: string
  readonly dev?: string
}

const portsOf = (links: readonly IpLink[]): ReadonlyMap<string, ObservedPort> =>
  new Map(
    links
      .filter((link) => link.ifname.startsWith('mn') || link.ifname === UPLINK)
      .map((link) => [link.ifname, { up: link.flags.includes('UP'), mark: link.ifalias ?? '' }]),
  )

/** Routes through our uplinks only: those of outside hosts have no gateway link of ours. */
const routesOf = (routes: readonly IpRoute[]): ReadonlyMap<string, string> =>
  new Map(routes.flatMap((route) => (route.dev?.startsWith('mn') ? [[route.dst, route.dev] as const] : [])))
