// A token leads on in the list that gave it and in no other: elsewhere it would pass over entries without a word.

import { beforeEach, describe, expect, test } from 'vitest'
import { secondAccount } from './accounts.ts'
import type { Parameters } from './client.ts'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

let world: RunWorld
let token: string
beforeEach(async () => {
  world = await createRunWorld()
  for (let number = 0; number < 12; number++)
    await world.ok({ Action: 'CreateSecurityGroup', VpcId: world.vpcId })
  token = (await groups({ MaxResults: '10' })).NextToken
})

const groups = (parameters: Parameters) => world.ok({ Action: 'DescribeSecurityGroups', ...parameters })
const code = (parameters: Parameters) =>
  world.code({ Action: 'DescribeSecurityGroups', NextToken: token, ...parameters })

test('how many at once may be others, and whether it is rehearsed', async () => {
  for (const parameters of [{}, { MaxResults: '50' }, { MaxResults: '10', PageNumber: '1', PageSize: '50' }])
    expect((await groups({ NextToken: token, ...parameters })).SecurityGroups.SecurityGroup).toHaveLength(3)
})

describe('is refused', () => {
  test('for another region, filter, action', async () => {
    expect(await code({ RegionId: 'cn-beijing' })).toBe('InvalidParameter')
    expect(await code({ VpcId: world.vpcId })).toBe('InvalidParameter')
    expect(await code({ 'Tag.1.Key': 'k' })).toBe('InvalidParameter')
    expect(await code({ Action: 'DescribeInstances' })).toBe('InvalidParameter')
    expect(await code({ Action: 'DescribeNetworkInterfaces' })).toBe('InvalidParameter')
  })

  test('for another account', async () => {
    const other = await secondAccount(world)
    expect((await other({ Action: 'DescribeSecurityGroups', NextToken: token })).code).toBe(
      'InvalidParameter',
    )
  })

  test.each(['', '.', 'x', '?', '中'])('cut, lengthened or made up: %j', async (end) => {
    const [place = ''] = token.split('.')
    for (const made of [`${place}${end}x`, `${token}${end}x`, `${end}x`, `${end}.${token.split('.')[1]}`])
      expect(await code({ NextToken: made })).toBe('InvalidParameter')
  })
})

test('a list to its end, by every action that goes on by tokens', async () => {
  const seen = new Set<string>()
  let next = ''
  do {
    const part = await groups({ MaxResults: '10', NextToken: next })
    for (const { SecurityGroupId } of part.SecurityGroups.SecurityGroup) seen.add(SecurityGroupId)
    next = part.NextToken
  } while (next !== '')
  expect(seen.size).toBe(13)
})
