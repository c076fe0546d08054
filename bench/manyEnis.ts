// A world of many interfaces under few policies, and a group of many members that they name.
import { asId, type EniId } from '../src/core/model/ids.ts'
import { World } from '../test/kernel/agentWorld.ts'
import { below, randomFrom } from './policies.ts'

export interface Shape {
  readonly enis: number
  /** Each set of ten groups is bound by as many ENIs as there are for it. */
  readonly policies: number
  readonly rulesPerPolicy: number
  readonly members: number
}

/** Ten groups per policy; a tenth of the rules names the group of many, the others blocks and hosts. */
export function worldOf(shape: Shape): World {
  const draw = randomFrom(1)
  const world = new World()
  world.vpc('vpc-a')
  world.change('vSwitch', 'vsw-vpc-a', { cidr: '10.0.0.0/16' })
  world.group('sg-many', 'vpc-a')
  for (let policy = 0; policy < shape.policies; policy++) {
    for (let group = 0; group < 10; group++) world.group(`sg-${policy}-${group}`, 'vpc-a')
    for (let rule = 0; rule < shape.rulesPerPolicy; rule++) {
      const peer =
        rule % 10 === 0
          ? 'sg-many'
          : `10.${below(draw, 250)}.${below(draw, 250)}.0/${rule % 3 === 0 ? 24 : 28}`
      const direction = rule % 2 === 0 ? 'ingress' : 'egress'
      const port = 1 + below(draw, 20_000)
      world.rule(
        `sg-${policy}-${rule % 10}`,
        direction,
        rule % 7 === 0 ? 'drop' : 'accept',
        'tcp',
        peer,
        port,
      )
    }
  }
  for (let eni = 0; eni < shape.enis; eni++) {
    const policy = eni % shape.policies
    const groups = Array.from({ length: 10 }, (_, group) => `sg-${policy}-${group}`)
    world.instance(`i-${eni}`, addressAt(eni), { groups })
  }
  const pattern = must(world.tables.get('eni', 'eni-i-0'))
  for (let member = 0; member < shape.members; member++) {
    // Other hosts' interfaces: only their membership matters here.
    const id = asId<EniId>(`eni-m${member}`)
    const body = { ...pattern, id, instanceId: null, primaryAddress: addressAt(10_000 + member) }
    world.put('eni', { ...body, securityGroupIds: [asId('sg-many')] })
  }
  return world
}

const addressAt = (at: number): string => `10.0.${1 + (at >> 8)}.${at & 255}`

export function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the world lacks something')
  return value
}
