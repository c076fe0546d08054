// Which images there are: the catalogue, other editions of public ones, and an account's own; lists and calls that name
// an image agree.

import { beforeEach, expect, test } from 'vitest'
import { IMAGES } from '../../src/cloud/aliyun/images.ts'
import { OTHER, secondAccount, setAccount } from './accounts.ts'
import type { Parameters } from './client.ts'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

let world: RunWorld
beforeEach(async () => {
  world = await createRunWorld()
})

const run = (ImageId: string, more: Parameters = {}) =>
  world.code({
    ...{ Action: 'RunInstances', ImageId, InstanceType: 'ecs.g6.large' },
    ...{ VSwitchId: world.vSwitchId, SecurityGroupId: world.groupId },
    ...more,
  })
const shown = async (parameters: Parameters) =>
  (await world.ok({ Action: 'DescribeImages', PageSize: '100', ...parameters })).Images.Image

/** As templates and documents write them. */
const EDITIONS = [
  'ubuntu_22_04_x64_20G_alibase_20240101.vhd',
  'ubuntu_18_04_64_20G_alibase_20190624.vhd',
  'ubuntu_16_0402_64_20G_alibase_20180409.vhd',
  'centos_7_06_64_20G_alibase_20190711.vhd',
  'aliyun_2_1903_x64_20G_alibase_20200324.vhd',
  'aliyun_3_arm64_20G_alibase_20250117.vhd',
  'aliyun_3_x64_20G_qboot_alibase_20230727.vhd',
  'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd',
  'rockylinux_9_4_x64_20G_alibase_20240813.vhd',
]
/** Misspelled, cut off, made up, or somebody's own. */
const UNKNOWN = [
  'ubunut_22_04_x64_20G_alibase_20240101.vhd',
  'ubuntu_22_04_x64_20G_alibase_2024010.vhd',
  'ubuntu_22_04_x64_20G_alibase_20241301.vhd',
  'ubuntu_22_04_x64_20G_alibase',
  'ubuntu_22_04',
  'debian',
  'm-bp1example',
  'no image',
]

test('every image that is listed can be run, by its id and by its family', async () => {
  for (const { id, family } of IMAGES) {
    expect([id, await run(id)]).toEqual([id, 'OK'])
    expect([family, await run('', { ImageFamily: family })]).toEqual([family, 'OK'])
  }
  const { ImageId } = (await world.ok({ Action: 'DescribeInstances' })).Instances.Instance[0]
  expect(await shown({ ImageId })).toHaveLength(1)
})

test.each(EDITIONS)('another edition of a public image: %s', async (id) => {
  expect(await run(id)).toBe('OK')
  expect(await shown({ ImageId: id })).toMatchObject([
    { ImageId: id, ImageOwnerAlias: 'system', OSType: id.startsWith('win') ? 'windows' : 'linux' },
  ])
  const types = { Action: 'DescribeImageSupportInstanceTypes', ImageId: id }
  expect(await world.code(types)).toBe('OK')
})

test.each(UNKNOWN)('there is no %s', async (id) => {
  expect(await run(id)).toBe('InvalidImageId.NotFound')
  expect(await shown({ ImageId: id })).toEqual([])
  expect(await world.code({ Action: 'DescribeImageSupportInstanceTypes', ImageId: id })).toBe(
    'InvalidImageId.NotFound',
  )
})

test('no image is named', async () => {
  expect(await run('')).toBe('MissingParameter')
  expect(await run('', { ImageFamily: 'acs:no_such_family' })).toBe('InvalidImageId.NotFound')
  expect(world.store.count('instance')).toBe(0)
})

test('what the operator says an account has is listed as its own, and is nobody else’s', async () => {
  await setAccount(world, { images: ['m-bp1example', IMAGES[0]?.id ?? ''] })
  expect(await shown({ ImageOwnerAlias: 'self' })).toMatchObject([
    { ImageId: 'm-bp1example', IsPublic: false, Status: 'Available' },
  ])
  expect(await shown({ IsPublic: 'false' })).toHaveLength(1)
  expect(await shown({})).toHaveLength(IMAGES.length + 1)
  expect(await run('m-bp1example')).toBe('OK')
  const [id] = await world.run()
  await world.ok({ Action: 'StopInstance', InstanceId: id ?? '' })
  const replace = { Action: 'ReplaceSystemDisk', InstanceId: id ?? '' }
  expect(await world.code({ ...replace, ImageId: 'm-bp1other' })).toBe('InvalidImageId.NotFound')
  expect(await world.code({ ...replace, ImageId: 'm-bp1example' })).toBe('OK')
  const call = await secondAccount(world)
  const { body } = await call({ Action: 'DescribeImages', ImageId: 'm-bp1example' })
  expect([OTHER, body.TotalCount]).toEqual([OTHER, 0])
  await setAccount(world, { images: [] })
  expect(await run('m-bp1example')).toBe('InvalidImageId.NotFound')
})

test('an image that is named twice is shown once, and a refusal says the way out', async () => {
  const id = IMAGES[0]?.id
  expect(await shown({ ImageId: `${id},${id},${EDITIONS[0]}` })).toHaveLength(2)
  const { body } = await world.call({
    ...{ Action: 'RunInstances', RegionId: 'cn-hangzhou', ImageId: 'm-x1', InstanceType: 'ecs.g6.large' },
    ...{ VSwitchId: world.vSwitchId, SecurityGroupId: world.groupId },
  })
  expect(body.Message).toContain('menshen settings set images')
})
