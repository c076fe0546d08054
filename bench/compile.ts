// How long a router's plan takes: 1,000 rules on each ENI, peers are 20 groups of 300 among 60,000 hosts.
//
//   node bench/main.ts compile

import { portOf, type RouterInput } from '../src/core/compile/backend.ts'
import { planRouter } from '../src/core/compile/nftables/plan.ts'
import { renderTable } from '../src/core/compile/nftables/render.ts'
import { UPLINK } from '../src/core/compile/ports.ts'
import { normaliseRanges, setOfTexts } from '../src/core/model/addressSet.ts'
import type { AddressRange } from '../src/core/model/cidr.ts'
import { asId } from '../src/core/model/ids.ts'
import { TCP } from '../src/core/model/protocol.ts'
import type { Clause, EniPolicy, PeerSet } from '../src/core/policy/policy.ts'

const HOSTS = 60_000
const GROUPS = 20
const MEMBERS = 300
const RULES = 1000
const ROUNDS = 7

const FIRST = 0x0a00_0000n
let state = 1
/** Always the same numbers, so that two runs measure the same work. */
const random = (below: number): number => {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
  return (state >>> 8) % below
}

const host = (at: number): AddressRange => {
  const value = FIRST + BigInt(at)
  return { family: 4, first: value, last: value }
}
const group = (name: string, members: number): PeerSet => ({
  key: `group:${name}`,
  ranges: normaliseRanges(Array.from({ length: members }, () => host(random(HOSTS)))),
})
const groups = Array.from({ length: GROUPS }, (_, index) => group(`sg-${index}`, MEMBERS))
// One group that everybody is in: each of the hosts needs its own entry.
const everybody: PeerSet = {
  key: 'group:all',
  ranges: Array.from({ length: HOSTS / 2 }, (_, index) => host(index * 2)),
}
const cidrs = ['0.0.0.0/0', '10.0.0.0/8', '192.168.0.0/16', '10.0.128.0/20'].map((text) => ({
  key: `cidr:${text}`,
  ranges: setOfTexts([text]),
}))

const clause = (index: number): Clause => {
  const first = 1 + random(60_000)
  const pick = random(10)
  const peer = pick < 7 ? groups[random(GROUPS)] : pick < 9 ? cidrs[random(cidrs.length)] : everybody
  return {
    action: random(4) === 0 ? 'drop' : 'accept',
    why: {
      kind: 'rule',
      rule: { ruleId: asId(`sgr-${index}`), groupId: asId('sg-x'), rank: [0, index, 0], action: 'accept' },
    },
    protocol: random(20) === 0 ? 'all' : random(2) === 0 ? TCP : 17,
    ports: random(20) === 0 ? null : [{ first, last: first + random(10) }],
    sourcePorts: null,
    icmp: null,
    peer: peer ?? null,
    own: null,
  }
}

const last: Clause = {
  ...clause(0),
  why: { kind: 'default', groupIds: [] },
  protocol: 'all',
  ports: null,
  peer: null,
}
const list = (): Clause[] => {
  const rules = Array.from({ length: RULES / 2 }, (_, index) => clause(index))
  return [...rules.map((each) => (each.protocol === 'all' ? { ...each, ports: null } : each)), last]
}

function input(profiles: number, enis: number): RouterInput {
  const lists = Array.from({ length: profiles }, () => ({ ingress: list(), egress: list() }))
  const policies = Array.from(
    { length: enis },
    (_, index): EniPolicy => ({
      eniId: asId(`eni-${index}`),
      vpcId: asId('vpc-1'),
      mac: `02:00:00:00:${(index >> 8).toString(16).padStart(2, '0')}:${(index & 255).toString(16).padStart(2, '0')}`,
      addresses: [{ family: 4, value: FIRST + BigInt(index) }],
      prefixes: [],
      gateways: [],
      ...(lists[index % profiles] as (typeof lists)[0]),
      edge: null,
    }),
  )
  return {
    ...{ vpcId: asId('vpc-1'), epoch: 1, ports: policies.map(portOf), eips: [], uplink: UPLINK },
    vpcRanges: setOfTexts(['10.0.0.0/8']),
  }
}

export function run(): void {
  for (const [profiles, enis] of [
    [1, 1],
    [1, 200],
    [10, 200],
  ] as const) {
    const given = input(profiles, enis)
    const times: number[] = []
    let text = ''
    let elements = 0
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now()
      const plan = planRouter(given)
      text = renderTable(plan)
      times.push(performance.now() - start)
      elements = plan.tables.flatMap((table) => table.sets).reduce((sum, set) => sum + set.elements.length, 0)
    }
    const median = times.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0
    process.stdout.write(
      `${profiles} rule lists of ${RULES}, ${enis} ENIs: ${median.toFixed(0)} ms, ${elements} elements, ${(text.length / 1e6).toFixed(1)} MB of text\n`,
    )
  }
}
