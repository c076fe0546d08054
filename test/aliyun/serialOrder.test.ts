// 64 callers on one group, in one process: what they did together is what some serial order would have done.

import { expect, test } from 'vitest'
import { createGroupWorld } from './groupWorld.ts'
import { callsOf, type Done, doAll, LOOK, perform, replay, setStage } from './serialOrder.ts'

const CALLERS = 64
const CALLS = 12

test('T3 T4 L: 64 callers authorize, revoke, modify and look; answers and rules are those of a serial order', async () => {
  const world = await createGroupWorld()
  const stage = await setStage((parameters) => world.call(parameters), { VpcId: 'vpc-main' })
  const start = world.store.revision
  const done: Done[] = []
  await Promise.all(Array.from({ length: CALLERS }, (_, index) => doAll(stage, callsOf(index, CALLS), done)))
  expect(done.filter(({ answer }) => answer.status >= 500)).toEqual([])
  const refused = new Set(done.filter(({ answer }) => answer.status !== 200).map(({ answer }) => answer.code))
  expect([...refused].sort()).toEqual([
    'AuthorizedGroupRule.LimitExceed',
    'InvalidOperation.RuleDuplicate',
    'InvalidSecurityGroupRuleId.NotFound',
    'SecurityGroupRule.NotFound',
  ])
  const { shown } = await perform(stage, LOOK)
  expect(await replay(done, start)).toEqual({ final: shown })
  // The proof itself: without one of the changes the story does not add up.
  const late = done.findLast(
    ({ answer, words }) => answer.code === 'OK' && words.Action?.startsWith('Authorize'),
  )
  const gap = done.filter((one) => one.answer.revision !== late?.answer.revision)
  expect(await replay(gap, start)).not.toEqual({ final: shown })
  const group = stage.names.get('GROUP') ?? ''
  const listed = await world.ok({
    Action: 'DescribeSecurityGroups',
    RegionId: 'cn-hangzhou',
    SecurityGroupId: group,
  })
  const lines = shown.split('\n')
  expect(listed.SecurityGroups.SecurityGroup).toMatchObject([
    {
      RuleCount: lines.length,
      GroupToGroupRuleCount: lines.filter((line) => line.includes('PEER')).length,
    },
  ])
})
