// Many writers on one group at once: nothing is lost, nothing comes twice.

import { expect, test } from 'vitest'
import { createGroupWorld } from './groupWorld.ts'

test('T3, T4: 150 callers with overlapping rules leave each rule once', async () => {
  const world = await createGroupWorld()
  const group = await world.newGroup()
  const rule = (port: number) => ({
    IpProtocol: 'tcp',
    PortRange: `${port}/${port}`,
    SourceCidrIp: '10.0.0.0/8',
  })
  const replies = await Promise.all(
    Array.from({ length: 150 }, (_, index) =>
      // Neighbours share a rule.
      world.rules('AuthorizeSecurityGroup', group, [rule(index + 1), rule(index + 2)]),
    ),
  )
  expect(replies.filter((reply) => reply.status !== 200)).toEqual([])
  const rules = await world.permissions(group)
  const ports = rules.map((one) => Number(one.PortRange?.split('/')[0])).sort((a, b) => a - b)
  expect(ports).toEqual(Array.from({ length: 151 }, (_, index) => index + 1))
  expect(new Set(rules.map((one) => one.SecurityGroupRuleId)).size).toBe(151)
})

test('T3: 100 callers with the same rule leave one, authorizing and revoking leave what was last', async () => {
  const world = await createGroupWorld()
  const group = await world.newGroup()
  const rule = { IpProtocol: 'all', PortRange: '-1/-1', SourceCidrIp: '0.0.0.0/0' }
  await Promise.all(Array.from({ length: 100 }, () => world.rules('AuthorizeSecurityGroup', group, [rule])))
  expect(await world.permissions(group)).toHaveLength(1)
  const actions = ['RevokeSecurityGroup', 'AuthorizeSecurityGroup']
  await Promise.all(
    Array.from({ length: 101 }, (_, index) => world.rules(actions[index % 2] as string, group, [rule])),
  )
  expect(await world.permissions(group)).toEqual([])
})

test('L: callers that together ask for too much do not get past the limit', async () => {
  const world = await createGroupWorld()
  const group = await world.newGroup()
  const replies = await Promise.all(
    Array.from({ length: 12 }, (_, caller) =>
      world.rules(
        'AuthorizeSecurityGroup',
        group,
        Array.from({ length: 100 }, (_, index) => {
          const port = caller * 100 + index + 1
          return { IpProtocol: 'udp', PortRange: `${port}/${port}`, SourceCidrIp: '10.0.0.1' }
        }),
      ),
    ),
  )
  expect(replies.filter((reply) => reply.code === 'AuthorizationLimitExceed')).toHaveLength(2)
  expect(world.store.count('rule')).toBe(1000)
})
