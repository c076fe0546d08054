// Filters in ClassBench's form: from a folder that somebody fetched, else drawn in the manner of its three kinds.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCidr, rangeOf } from '../src/core/model/cidr.ts'
import { asId } from '../src/core/model/ids.ts'
import { hasPorts } from '../src/core/model/protocol.ts'
import type { Clause } from '../src/core/policy/policy.ts'
import { below, CATCH_ALL, type Draw, randomFrom } from './policies.ts'

export interface FilterSet {
  readonly name: string
  readonly clauses: readonly Clause[]
}

const KINDS = ['acl', 'fw', 'ipc'] as const
const RULES = 1000

/** `MENSHEN_CLASSBENCH` names a folder with `acl_1k`, `fw_1k`, `ipc_1k` or files of the same form ending in `.rules`. */
export function filterSets(folder = process.env.MENSHEN_CLASSBENCH): readonly FilterSet[] {
  if (folder !== undefined && existsSync(folder)) {
    return readdirSync(folder)
      .filter((name) => /^(acl|fw|ipc)_1k$|\.rules$/.test(name))
      .map((name) => ({
        name: `ClassBench ${name}`,
        clauses: filtersIn(readFileSync(join(folder, name), 'utf8')),
      }))
  }
  return KINDS.map((kind, seed) => ({
    name: `${kind}, drawn like ClassBench`,
    clauses: drawn(kind, seed + 1),
  }))
}

/** `@src/len dst/len lo : hi lo : hi proto/mask flags/mask`, tab separated. */
export function filtersIn(text: string): readonly Clause[] {
  const clauses = text.split('\n').flatMap((line, place): Clause[] => {
    const [source, destination, sourcePorts = '', ports = '', protocol = ''] = line
      .replace(/^@/, '')
      .split('\t')
    const [from, to] = [parseCidr(source ?? ''), parseCidr(destination ?? '')]
    if (from === undefined || to === undefined) return []
    const [number, mask] = protocol.trim().split('/').map(Number)
    return [
      clauseOf(place, {
        source: rangeOf(from),
        destination: rangeOf(to),
        protocol: mask === 0 ? 'all' : (number ?? 6),
        sourcePorts: portsOf(sourcePorts),
        ports: portsOf(ports),
      }),
    ]
  })
  return [...clauses, CATCH_ALL]
}

const portsOf = (text: string): { first: number; last: number } => {
  const [first = 0, last = 65535] = text.split(':').map(Number)
  return { first, last }
}

interface Filter {
  readonly source: ReturnType<typeof rangeOf>
  readonly destination: ReturnType<typeof rangeOf>
  readonly protocol: Clause['protocol']
  readonly sourcePorts: { first: number; last: number }
  readonly ports: { first: number; last: number }
}

/** Ports of protocols that have none mean nothing there; every second filter accepts. */
function clauseOf(place: number, filter: Filter): Clause {
  const { source, destination, protocol, sourcePorts, ports } = filter
  const isAll = ({ first, last }: Filter['ports']): boolean => first === 0 && last === 65535
  const usesPorts = protocol !== 'all' && hasPorts(protocol)
  const action = place % 2 === 0 ? 'accept' : 'drop'
  const rule = {
    ruleId: asId<never>(`f-${place}`),
    groupId: asId<never>('sg-1'),
    rank: [0, place, 0],
    action,
  } as const
  return {
    ...{ action, why: { kind: 'rule', rule }, protocol, icmp: null, own: destination },
    ports: usesPorts && !isAll(ports) ? [ports] : null,
    sourcePorts: usesPorts && !isAll(sourcePorts) ? [sourcePorts] : null,
    peer: { key: `cidr:${source.first}-${source.last}`, ranges: [source] },
  }
}

/** Few long prefixes and exact ports for access lists, wildcards and port ranges for firewalls, both for chains. */
const SHAPES = {
  acl: { wildSource: 0.1, wildDestination: 0.02, sourcePorts: 0, exactPorts: 0.75, networks: 200 },
  fw: { wildSource: 0.45, wildDestination: 0.3, sourcePorts: 0.35, exactPorts: 0.5, networks: 120 },
  ipc: { wildSource: 0.2, wildDestination: 0.15, sourcePorts: 0.1, exactPorts: 0.55, networks: 250 },
} as const

function drawn(kind: (typeof KINDS)[number], seed: number): readonly Clause[] {
  const draw = randomFrom(seed)
  const shape = SHAPES[kind]
  const networks = Array.from({ length: shape.networks }, () => below(draw, 2 ** 32))
  const block = (wild: number): Filter['source'] => {
    const length = draw() < wild ? 0 : 16 + below(draw, 17)
    const host = (networks[below(draw, networks.length)] as number) ^ below(draw, 1 << 12)
    const base = length === 0 ? 0 : Math.floor((host >>> 0) / 2 ** (32 - length)) * 2 ** (32 - length)
    return rangeOf({ family: 4, base: BigInt(base), length })
  }
  const ports = (exact: number): Filter['ports'] => range(draw, exact)
  return [
    ...Array.from({ length: RULES }, (_, place) => {
      const choice = draw()
      const protocol = choice < 0.75 ? 6 : choice < 0.93 ? 17 : choice < 0.97 ? 1 : ('all' as const)
      return clauseOf(place, {
        ...{ source: block(shape.wildSource), destination: block(shape.wildDestination), protocol },
        sourcePorts: draw() < shape.sourcePorts ? ports(0.5) : { first: 0, last: 65535 },
        ports: ports(shape.exactPorts),
      })
    }),
    CATCH_ALL,
  ]
}

const PORTS = [
  80, 443, 22, 25, 53, 110, 123, 135, 139, 389, 445, 1433, 1521, 1723, 3306, 5631, 6789, 8080,
] as const
/** Filters of one network repeat the same few ranges. */
const RANGES = [
  ...[
    [0, 65535],
    [0, 65535],
    [1024, 65535],
    [1024, 65535],
    [0, 1023],
    [135, 139],
    [5632, 5633],
    [6788, 6790],
  ],
  ...[
    [20, 21],
    [2300, 2400],
    [1700, 1710],
    [8000, 8100],
    [30_000, 40_000],
  ],
] as const

function range(draw: Draw, exact: number): Filter['ports'] {
  if (draw() < exact) {
    const port = PORTS[below(draw, PORTS.length)] as number
    return { first: port, last: port }
  }
  const [first = 0, last = 65535] = RANGES[below(draw, RANGES.length)] ?? []
  return { first, last }
}
