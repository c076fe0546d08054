// Two policies for the ports of the packet lab that say the same about two kinds of packets, each with rules, groups and classes of its own.
import { portOf, type RouterInput, type RouterPort } from '../../src/core/compile/backend.ts'
import { parseCidr, rangeOf } from '../../src/core/model/cidr.ts'
import { asId, type EniId, type VpcId } from '../../src/core/model/ids.ts'
import { createResolver } from '../../src/core/policy/resolve.ts'
import { World } from '../../test/kernel/agentWorld.ts'
import { below, randomFrom } from '../policies.ts'
import { CLIENT, CLIENT_ADDRESSES, CLIENT_PORT, OPEN_PORT, SERVER, SERVER_PORT, SHUT_PORT } from './lab.ts'

const GROUPS = 10

/** `differing` of the rules are others in the second one, among them all that decide about the two kinds. */
export const policyPair = (rules: number, differing: number): readonly Omit<RouterInput, 'epoch'>[] =>
  ([0, 1] as const).map((which) => policyOf(which, rules, differing))

/**
 * The first knows the client as a member of a group, the second by its block; both let everything else of their own kind
 * in by a rule that comes later. Whoever took classes from one and rows from the other would lose or let through.
 */
function policyOf(which: 0 | 1, rules: number, differing: number): Omit<RouterInput, 'epoch'> {
  const world = new World()
  world.vpc('vpc-a')
  world.change('vSwitch', 'vsw-vpc-a', { cidr: '10.0.0.0/16' })
  const groups = Array.from({ length: GROUPS }, (_, at) => world.group(`sg-${at}`, 'vpc-a'))
  world.group('sg-clients', 'vpc-a')
  const client = which === 0 ? 'sg-clients' : '10.0.9.0/24'
  const own = which * 5
  const ruled = (action: 'accept' | 'drop', peer: string, port: number, precedence: number): void => {
    const id = world.rule(`sg-${own + 1}`, 'ingress', action, 'udp', peer, port)
    world.change('rule', id, { precedence })
  }
  ruled('accept', client, OPEN_PORT, 1)
  ruled('drop', '0.0.0.0/0', OPEN_PORT, 50)
  ruled('drop', client, SHUT_PORT, 1)
  ruled('accept', '0.0.0.0/0', SHUT_PORT, 50)
  for (let at = 4; at < rules; at++) {
    const draw = randomFrom(at < differing ? at * 2 + which : at * 2)
    const peer =
      at % 10 === 0
        ? 'sg-clients'
        : `10.${1 + below(draw, 250)}.${below(draw, 250)}.0/${at % 3 === 0 ? 24 : 28}`
    const direction = at % 2 === 0 ? 'ingress' : 'egress'
    const action = at % 7 === 0 ? 'drop' : 'accept'
    world.rule(`sg-${at % GROUPS}`, direction, action, 'tcp', peer, 10_000 + below(draw, 40_000))
  }
  const secondaryAddresses = Array.from({ length: CLIENT_ADDRESSES - 1 }, (_, at) => `10.0.9.${3 + at}`)
  world.instance('i-client', CLIENT.address, { groups: ['sg-clients'], secondaryAddresses })
  world.change('eni', 'eni-i-client', { mac: CLIENT.mac })
  world.instance('i-server', SERVER.address, { groups })
  world.change('eni', 'eni-i-server', { mac: SERVER.mac })
  const resolver = createResolver(world.tables)
  const port = (eni: string, name: string): RouterPort => {
    const policy = resolver.policyOf(asId<EniId>(eni))
    if (policy === undefined) throw new Error(`no policy of ${eni}`)
    return { ...portOf(policy), name }
  }
  const cidr = parseCidr('10.0.0.0/16')
  return {
    vpcId: asId<VpcId>('vpc-a'),
    ports: [port('eni-i-client', CLIENT_PORT), port('eni-i-server', SERVER_PORT)],
    ...{ eips: [], uplink: 'uplink', vpcRanges: cidr === undefined ? [] : [rangeOf(cidr)] },
  }
}
