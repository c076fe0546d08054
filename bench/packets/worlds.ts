// What Menshen compiles for the packet benchmarks: the lab's two ports among others, rules merged from ten groups, known addresses.
import type { RouterPort } from '../../src/core/compile/backend.ts'
import { portOf } from '../../src/core/compile/backend.ts'
import type { RulesetPlan } from '../../src/core/compile/nftables/ast.ts'
import { planRouter } from '../../src/core/compile/nftables/plan.ts'
import { renderTable } from '../../src/core/compile/nftables/render.ts'
import { parseCidr, rangeOf } from '../../src/core/model/cidr.ts'
import { asId, type EniId, type VpcId } from '../../src/core/model/ids.ts'
import type { Eni } from '../../src/core/model/network.ts'
import type { Write } from '../../src/core/model/resources.ts'
import { createResolver } from '../../src/core/policy/resolve.ts'
import { World } from '../../test/kernel/agentWorld.ts'
import { below, randomFrom } from '../policies.ts'
import {
  CLIENT,
  CLIENT_ADDRESSES,
  CLIENT_PORT,
  HELD_PORT,
  SERVER,
  SERVER_PORT,
  TCP_PORT,
  UDP_PORT,
} from './lab.ts'

export interface PolicyShape {
  /** Of all ten groups together, ingress and egress in equal parts. */
  readonly rules: number
  /** Addresses that the rules tell apart one by one. */
  readonly addresses: number
  /** Ports of the router besides the two of the lab. */
  readonly ports: number
}

const GROUPS = 10
const VPC = asId<VpcId>('vpc-a')

export const menshenRuleset = (shape: PolicyShape): string => renderTable(menshenPlan(shape))

export function menshenPlan(shape: PolicyShape): RulesetPlan {
  const world = new World()
  world.vpc('vpc-a')
  world.change('vSwitch', 'vsw-vpc-a', { cidr: '10.0.0.0/16' })
  const groups = Array.from({ length: GROUPS }, (_, group) => world.group(`sg-${group}`, 'vpc-a'))
  world.group('sg-many', 'vpc-a')
  addRules(world, shape.rules)
  const secondaryAddresses = Array.from({ length: CLIENT_ADDRESSES - 1 }, (_, at) => `10.0.9.${3 + at}`)
  world.instance('i-client', CLIENT.address, { groups: ['sg-many', ...groups.slice(1)], secondaryAddresses })
  world.change('eni', 'eni-i-client', { mac: CLIENT.mac })
  world.instance('i-server', SERVER.address, { groups })
  world.change('eni', 'eni-i-server', { mac: SERVER.mac })
  const pattern = world.tables.get('eni', 'eni-i-server')
  if (pattern === undefined) throw new Error('no interface')
  world.write(
    ...Array.from({ length: shape.addresses }, (_, at): Write => {
      const id = asId<EniId>(`eni-m${at}`)
      const body: Eni = {
        ...{ ...pattern, id, instanceId: null, primaryAddress: addressAt(at) },
        securityGroupIds: [asId('sg-many')],
      }
      return { kind: 'eni', id, body }
    }),
  )
  const resolver = createResolver(world.tables)
  const port = (eni: string, name: string): RouterPort => {
    const policy = resolver.policyOf(asId<EniId>(eni))
    if (policy === undefined) throw new Error(`no policy of ${eni}`)
    return { ...portOf(policy), name }
  }
  const server = port('eni-i-server', SERVER_PORT)
  const others = Array.from({ length: shape.ports }, (_, at) => otherPort(server, at))
  const ports = [port('eni-i-client', CLIENT_PORT), server, ...others]
  const cidr = parseCidr('10.0.0.0/16')
  const vpcRanges = cidr === undefined ? [] : [rangeOf(cidr)]
  return planRouter({ vpcId: VPC, epoch: 1, ports, eips: [], uplink: 'uplink', vpcRanges })
}

/** A tenth of the rules names the group of all addresses, one of them lets the traffic of the lab in. */
function addRules(world: World, count: number): void {
  const draw = randomFrom(1)
  for (const [protocol, port] of [
    ['tcp', TCP_PORT],
    ['udp', UDP_PORT],
    ['udp', HELD_PORT],
  ] as const)
    world.rule('sg-3', 'ingress', 'accept', protocol, 'sg-many', port)
  for (let rule = 3; rule < count; rule++) {
    const block = `10.${1 + below(draw, 250)}.${below(draw, 250)}.0/${rule % 3 === 0 ? 24 : 28}`
    const peer = rule % 10 === 0 ? 'sg-many' : block
    const direction = rule % 2 === 0 ? 'ingress' : 'egress'
    const port = 10_000 + below(draw, 40_000)
    const action = rule % 7 === 0 ? 'drop' : 'accept'
    const id = world.rule(
      `sg-${rule % GROUPS}`,
      direction,
      action,
      'tcp',
      rule % 25 === 1 ? '0.0.0.0/0' : peer,
      port,
    )
    // A fifth has ranges of ports, whose rows are dearer to find.
    if (rule % 5 === 2)
      world.change('rule', id, { ports: { kind: 'ranges', ranges: [{ first: port, last: port + 9 }] } })
  }
}

function otherPort(like: RouterPort, at: number): RouterPort {
  const hex = (at + 1).toString(16).padStart(6, '0')
  return {
    ...like,
    name: `mnx${hex}`,
    mac: `00:16:40:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4)}`,
    addresses: [{ family: 4, value: 0x0a80_0000n + BigInt(at) }],
  }
}

/** None of the lab's own. */
const addressAt = (at: number): string => `10.0.${16 + (at >> 8)}.${at & 255}`
