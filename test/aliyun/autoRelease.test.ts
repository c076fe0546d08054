// Instances that go by themselves, and host names one by one.

import { beforeEach, expect, test } from 'vitest'
import { formatTime } from '../../src/cloud/aliyun/time.ts'
import { releaseDue } from '../../src/service/instance/autoRelease.ts'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

const MINUTE = 60_000
let world: RunWorld
beforeEach(async () => {
  world = await createRunWorld()
})
const at = (minutes: number) => formatTime(world.now + minutes * MINUTE)
const passTo = async (minutes: number) => {
  world.now += minutes * MINUTE
  await world.store.transact((state) => releaseDue({ state, now: world.now, ids: { next: () => 'x' } }))
}
const ids = async () =>
  (await world.ok({ Action: 'DescribeInstances' })).Instances.Instance.map(
    (one: { InstanceId: string }) => one.InstanceId,
  )

test('an instance goes when its time has come, with its interface, whatever protects it', async () => {
  const [id = ''] = await world.run({ AutoReleaseTime: at(30.5), DeletionProtection: 'true' })
  const [other] = await world.run()
  expect((await world.instance(id)).AutoReleaseTime).toBe(`${at(30).slice(0, 16)}Z`)
  await passTo(29)
  expect(await ids()).toEqual([id, other])
  await passTo(1)
  expect(await ids()).toEqual([other])
  expect(await world.interfaces(id)).toEqual([])
})

test('the time is set later, moved and taken back', async () => {
  const [id = ''] = await world.run()
  const set = (time?: string) =>
    world.code({
      Action: 'ModifyInstanceAutoReleaseTime',
      InstanceId: id,
      ...(time === undefined ? {} : { AutoReleaseTime: time }),
    })
  expect(await set(at(40))).toBe('OK')
  expect(await set()).toBe('OK')
  expect((await world.instance(id)).AutoReleaseTime).toBe('')
  await passTo(60)
  expect(await ids()).toEqual([id])
  expect(await set(at(29))).toBe('InvalidAutoReleaseTime.Malformed')
  expect(await set(at(60 * 24 * 366 * 3))).toBe('InvalidAutoReleaseTime.Malformed')
  expect(await set('tomorrow')).toBe('InvalidAutoReleaseTime.Malformed')
  expect(await world.code({ Action: 'ModifyInstanceAutoReleaseTime', InstanceId: 'i-none' })).toBe(
    'InvalidInstanceId.NotFound',
  )
})

test('what is paid in advance does not go by itself', async () => {
  const paid = { InstanceChargeType: 'PrePaid', Period: '1' }
  expect(await world.runCode({ ...paid, AutoReleaseTime: at(60) })).toBe('InvalidParameter')
  const [id = ''] = await world.run(paid)
  const set = { Action: 'ModifyInstanceAutoReleaseTime', InstanceId: id, AutoReleaseTime: at(60) }
  expect(await world.code(set)).toBe('ChargeTypeViolation')
})

test('HostNames.N names each instance of a batch', async () => {
  const names = { 'HostNames.1': 'front', 'HostNames.2': 'back' }
  const [first = '', second = ''] = await world.run({ Amount: '2', ...names })
  expect([(await world.instance(first)).HostName, (await world.instance(second)).HostName]).toEqual([
    'front',
    'back',
  ])
  expect(await world.runCode({ Amount: '3', ...names })).toBe('InvalidHostName.Malformed')
  expect(await world.runCode({ Amount: '2', HostName: 'all', ...names })).toBe('InvalidHostName.Malformed')
  expect(await world.runCode({ 'HostNames.1': '-' })).toBe('InvalidHostName.Malformed')
})

test('names of key pairs and roles have their forms', async () => {
  expect(await world.runCode({ KeyPairName: '1' })).toBe('InvalidKeyPairName.NotFound')
  expect(await world.runCode({ RamRoleName: 'no blanks' })).toBe('InvalidRamRole.NotFound')
  await world.keyPair('my-key')
  await world.role('reader')
  expect(await world.runCode({ KeyPairName: 'my-key', RamRoleName: 'reader' })).toBe('OK')
})

test('subscriptions have documented terms, and launch templates are not there', async () => {
  const paid = (terms: Record<string, string>) => world.runCode({ InstanceChargeType: 'PrePaid', ...terms })
  expect(await paid({})).toBe('InvalidPeriod')
  expect(await paid({ Period: '10' })).toBe('InvalidPeriod')
  expect(await paid({ Period: '5', PeriodUnit: 'Week' })).toBe('InvalidPeriod')
  expect(await paid({ Period: '4', PeriodUnit: 'Week' })).toBe('OK')
  expect(await world.runCode({ LaunchTemplateId: 'lt-1' })).toBe('InvalidLaunchTemplate.NotFound')
  expect(await world.runCode({ LaunchTemplateName: 'web' })).toBe('InvalidLaunchTemplate.NotFound')
})
