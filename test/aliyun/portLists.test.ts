// Port lists through signed calls; their answers hold arrays without the wrapper that prefix lists have.

import { beforeEach, describe, expect, test } from 'vitest'
import { type Parameters, postRequest, signedV1 } from './client.ts'
import { createListWorld, type ListWorld, numbered } from './listWorld.ts'

let world: ListWorld
beforeEach(async () => {
  world = await createListWorld()
})

const create = (parameters: Parameters = {}) =>
  world.here('CreatePortRangeList', { PortRangeListName: 'web', MaxEntries: '3', ...parameters })
const modify = (id: string, parameters: Parameters) =>
  world.here('ModifyPortRangeList', { PortRangeListId: id, ...parameters })
const lists = async (parameters: Parameters = {}) =>
  (await world.here('DescribePortRangeLists', parameters)).body
const idsOf = (body: { PortRangeLists: { PortRangeListId: string }[] }) =>
  body.PortRangeLists.map((list) => list.PortRangeListId)
/** A group whose ingress rule names the list. */
async function groupUsing(listId: string): Promise<string> {
  const group = await world.newGroup()
  const reply = await world.rules('AuthorizeSecurityGroup', group, [
    { IpProtocol: 'tcp', PortRangeListId: listId, SourceCidrIp: '10.0.0.0/8' },
  ])
  expect(reply.code).toBe('OK')
  return group
}

describe('CreatePortRangeList', () => {
  test('what is made is shown, in the list and by its entries', async () => {
    const { body } = await create({
      Description: 'what browsers want',
      'Entry.1.PortRange': '80/80',
      'Entry.1.Description': 'HTTP',
      'Entry.2.PortRange': '8000/8100',
      'Tag.1.Key': 'stage',
      'Tag.1.Value': 'test',
    })
    expect((await lists()).PortRangeLists).toEqual([
      {
        PortRangeListId: body.PortRangeListId,
        PortRangeListName: 'web',
        MaxEntries: 3,
        AssociationCount: 0,
        Description: 'what browsers want',
        CreationTime: '2024-01-01T00:00:00Z',
        ResourceGroupId: '',
        Tags: [{ TagKey: 'stage', TagValue: 'test' }],
      },
    ])
    const shown = await world.here('DescribePortRangeListEntries', { PortRangeListId: body.PortRangeListId })
    expect(shown.body.Entries).toEqual([
      { PortRange: '80/80', Description: 'HTTP' },
      { PortRange: '8000/8100', Description: '' },
    ])
  })

  test.each<[Parameters, number, string]>([
    [{ PortRangeListName: '1st' }, 400, 'InvalidParameter.PortRangeListName'],
    [{ PortRangeListName: 'com.alibabacloud.mine' }, 400, 'InvalidParameter.PortRangeListName'],
    [{ Description: 'x' }, 400, 'InvalidDescription.Malformed'],
    [{ MaxEntries: '2001' }, 400, 'InvalidOperation.MaxEntriesCountExceed'],
    [{ 'Entry.1.PortRange': '-1/-1' }, 400, 'InvalidParameter.PortRange'],
    [{ 'Entry.1.PortRange': '80' }, 400, 'InvalidParameter.PortRange'],
    [{ 'Entry.1.PortRange': '0/80' }, 400, 'InvalidParameter.PortRange'],
    [{ 'Entry.1.PortRange': '81/80' }, 400, 'InvalidParameter.PortRange'],
    [{ 'Entry.1.PortRange': '1/65536' }, 400, 'InvalidParameter.PortRange'],
    [numbered('Entry', 'PortRange', ['80/80', '80/80']), 400, 'InvalidParameter.PortRangeDuplicated'],
    [numbered('Entry', 'PortRange', ['1/1', '2/2', '3/3', '4/4']), 400, 'LimitExceed.MaxEntries'],
    [{ ResourceGroupId: 'rg-none' }, 404, 'InvalidResourceGroup.NotFound'],
  ])('%j is refused', async (parameters, status, code) => {
    expect(await create(parameters)).toMatchObject({ status, code })
    expect(world.store.count('portList')).toBe(0)
  })

  test('2000 entries may be meant, 200 go into one call', async () => {
    const ranges = Array.from({ length: 201 }, (_, index) => `${index + 1}/${index + 1}`)
    const made = await create({ MaxEntries: '2000', ...numbered('Entry', 'PortRange', ranges.slice(0, 200)) })
    expect(made.status).toBe(200)
    expect(await create({ MaxEntries: '2000', ...numbered('Entry', 'PortRange', ranges) })).toMatchObject({
      code: 'LimitExceed.Entry',
    })
  })

  test('L1: 100 in one region', async () => {
    for (let count = 0; count < 100; count++) await create()
    const reply = await create()
    expect(reply).toMatchObject({ status: 400, code: 'InvalidOperation.MaxCountExceed' })
    expect(reply.body.Message).toContain('100 of 100')
  })
})

describe('ModifyPortRangeList', () => {
  test('removes, replaces in its place, and adds at the end; ranges may overlap', async () => {
    const id = await world.portList(['80/80', '443/443', '8000/8100'])
    const reply = await modify(id, {
      PortRangeListName: 'renamed',
      ...numbered('RemoveEntry', 'PortRange', ['80/80', '9/9']),
      ...numbered('AddEntry', 'PortRange', ['8050/8200', '443/443']),
      'AddEntry.2.Description': 'TLS',
    })
    expect(reply.status).toBe(200)
    const { body } = await world.here('DescribePortRangeListEntries', { PortRangeListId: id })
    expect(body.Entries).toEqual([
      { PortRange: '443/443', Description: 'TLS' },
      { PortRange: '8000/8100', Description: '' },
      { PortRange: '8050/8200', Description: '' },
    ])
    expect((await lists()).PortRangeLists[0].PortRangeListName).toBe('renamed')
  })

  test.each<[Parameters, number, string]>([
    [
      { 'AddEntry.1.PortRange': '80/80', 'RemoveEntry.1.PortRange': '80/80' },
      400,
      'InvalidParameter.PortRangeDuplicated',
    ],
    [
      numbered('AddEntry', 'PortRange', Array.from({ length: 10 }, (_, n) => `${n + 1}/9`).slice(0, 9)),
      200,
      'OK',
    ],
    [
      numbered(
        'AddEntry',
        'PortRange',
        Array.from({ length: 10 }, (_, n) => `${n + 1}/99`),
      ),
      400,
      'LimitExceed.MaxEntries',
    ],
    [{ PortRangeListId: 'prl-none' }, 400, 'InvalidPortRangeListId.NotFound'],
    [{ RegionId: 'cn-beijing' }, 400, 'InvalidPortRangeListId.NotFound'],
  ])('%j ends in %i', async (parameters, status, code) => {
    const id = await world.portList(['80/80'])
    expect(await modify(id, parameters)).toMatchObject({ status, code })
    if (status !== 200) expect(await world.ranges(id)).toEqual(['80/80'])
  })

  test('the same call with the same token changes once', async () => {
    const id = await world.portList([])
    const add = { 'AddEntry.1.PortRange': '80/80', ClientToken: 'one' }
    await modify(id, add)
    await modify(id, { 'RemoveEntry.1.PortRange': '80/80' })
    expect((await modify(id, add)).status).toBe(200)
    expect(await world.ranges(id)).toEqual([])
  })
})

test('DescribePortRangeLists picks by id, name and tag, and pages by token', async () => {
  const first = await world.portList([], { 'Tag.1.Key': 'stage' })
  const second = await world.portList([], { PortRangeListName: 'other' })
  expect(idsOf(await lists({ PortRangeListName: 'other' }))).toEqual([second])
  expect(idsOf(await lists({ 'PortRangeListId.1': second }))).toEqual([second])
  expect(idsOf(await lists({ 'Tag.1.Key': 'stage' }))).toEqual([first])
  expect(idsOf(await lists({ ResourceGroupId: 'rg-none' }))).toEqual([])
  const page = await lists({ MaxResults: '1' })
  expect(idsOf(page)).toEqual([first])
  expect(idsOf(await lists({ MaxResults: '1', NextToken: page.NextToken }))).toEqual([second])
})

describe('lists that groups use', () => {
  test('are counted, shown and not deleted', async () => {
    const id = await world.portList(['80/80'])
    const group = await groupUsing(id)
    const { body } = await world.here('DescribePortRangeListAssociations', { PortRangeListId: id })
    expect(body.PortRangeListAssociations).toEqual([{ ResourceId: group, ResourceType: 'SecurityGroup' }])
    expect((await lists()).PortRangeLists[0].AssociationCount).toBe(1)
    const refused = await world.here('DeletePortRangeList', { PortRangeListId: id })
    expect(refused).toMatchObject({ status: 400, code: 'InvalidPortRangeListId.AssociationExist' })
    expect(refused.body.Message).toContain(group)
    await world.here('DeleteSecurityGroup', { SecurityGroupId: group })
    expect((await world.here('DeletePortRangeList', { PortRangeListId: id })).status).toBe(200)
    expect(await world.here('DescribePortRangeListAssociations', { PortRangeListId: id })).toMatchObject({
      status: 400,
      code: 'InvalidPortRangeListId.NotFound',
    })
  })

  test('L3: both lists of a rule multiply, and what no ENI could bear is refused', async () => {
    const ports = await world.portList([], { MaxEntries: '100' })
    const [ten, eleven] = [
      await world.prefixList([], { MaxEntries: '10' }),
      await world.prefixList([], { MaxEntries: '11' }),
    ]
    const group = await world.newGroup()
    const authorize = (listId: string) =>
      world.rules('AuthorizeSecurityGroup', group, [
        { IpProtocol: 'tcp', PortRangeListId: ports, SourcePrefixListId: listId },
      ])
    expect(await authorize(eleven)).toMatchObject({ status: 403, code: 'AuthorizationLimitExceed' })
    expect((await authorize(ten)).status).toBe(200)
    expect(await authorize(eleven)).toMatchObject({ status: 403, code: 'AuthorizationLimitExceed' })
  })
})

test('as XML an array without wrapper is its elements', async () => {
  const id = await world.portList(['80/80', '443/443'])
  const text = async (Action: string, parameters: Parameters) => {
    const call = { Action, RegionId: 'cn-hangzhou', Format: 'XML', ...parameters }
    return (await world.endpoint.handle(postRequest('', signedV1('POST', call, world.now).toString()))).body
  }
  expect(await text('DescribePortRangeListEntries', { PortRangeListId: id })).toContain(
    '<Entries><PortRange>80/80</PortRange><Description></Description></Entries>' +
      '<Entries><PortRange>443/443</PortRange><Description></Description></Entries>',
  )
})
