// Prefix lists through signed calls.

import { beforeEach, describe, expect, test } from 'vitest'
import {
  type AccessKeyId,
  type AccountId,
  asId,
  type NetworkAclEntryId,
  type NetworkAclId,
  type PrefixListId,
  type RuleId,
  type SecurityGroupId,
  type VpcId,
} from '../../src/core/model/ids.ts'
import { addAccount, callAction, type Parameters } from './client.ts'
import { OWNED, REGION, VPC } from './groupWorld.ts'
import { createListWorld, type ListWorld, numbered } from './listWorld.ts'

let world: ListWorld
beforeEach(async () => {
  world = await createListWorld()
})

const create = (parameters: Parameters = {}) =>
  world.here('CreatePrefixList', {
    PrefixListName: 'offices',
    AddressFamily: 'IPv4',
    MaxEntries: '3',
    ...parameters,
  })
const modify = (id: string, parameters: Parameters) =>
  world.here('ModifyPrefixList', { PrefixListId: id, ...parameters })
const lists = async (parameters: Parameters = {}) =>
  (await world.here('DescribePrefixLists', parameters)).body
const idsOf = (body: { PrefixLists: { PrefixList: { PrefixListId: string }[] } }) =>
  body.PrefixLists.PrefixList.map((list) => list.PrefixListId)
/** A group whose ingress rule names the list. */
async function groupUsing(listId: string): Promise<string> {
  const group = await world.newGroup()
  const reply = await world.rules('AuthorizeSecurityGroup', group, [
    { IpProtocol: 'tcp', PortRange: '22/22', SourcePrefixListId: listId },
  ])
  expect(reply.code).toBe('OK')
  return group
}

describe('CreatePrefixList', () => {
  test('what is made is shown, alone and in the list', async () => {
    const resourceGroup = [...world.store.list('resourceGroup')][0]?.id ?? ''
    const { body } = await create({
      Description: 'all of them',
      ResourceGroupId: resourceGroup,
      'Entry.1.Cidr': '10.0.0.0/8',
      'Entry.1.Description': 'Hangzhou',
      'Entry.2.Cidr': '192.0.2.7',
      'Tag.1.Key': 'stage',
      'Tag.1.Value': 'test',
    })
    const id = body.PrefixListId
    const shared = {
      PrefixListId: id,
      PrefixListName: 'offices',
      AddressFamily: 'IPv4',
      MaxEntries: 3,
      Description: 'all of them',
      CreationTime: '2024-01-01T00:00:00Z',
    }
    const shown = await world.here('DescribePrefixListAttributes', { PrefixListId: id })
    expect(shown.body).toEqual({
      ...shared,
      RequestId: shown.body.RequestId,
      Entries: {
        Entry: [
          { Cidr: '10.0.0.0/8', Description: 'Hangzhou' },
          { Cidr: '192.0.2.7/32', Description: '' },
        ],
      },
    })
    expect((await lists()).PrefixLists.PrefixList).toEqual([
      {
        ...shared,
        AssociationCount: 0,
        ResourceGroupId: resourceGroup,
        Tags: { Tag: [{ TagKey: 'stage', TagValue: 'test' }] },
      },
    ])
  })

  test('an empty list is a list, and its entries are an empty array', async () => {
    const id = await world.prefixList([])
    expect(await world.blocks(id)).toEqual([])
  })

  test('T2: IPv6 blocks are shown in their short form', async () => {
    const id = await world.prefixList(['2001:0DB8:0000:0000:0000:0000:0000:0000/32', '2001:db8::1'], {
      AddressFamily: 'IPv6',
    })
    expect(await world.blocks(id)).toEqual(['2001:db8::/32', '2001:db8::1/128'])
  })

  test.each<[Parameters, number, string]>([
    [{ AddressFamily: 'IPv5' }, 400, 'InvalidParameter.AddressFamily'],
    [{ PrefixListName: 'x' }, 400, 'InvalidParameter.PrefixListName'],
    [{ PrefixListName: '1st' }, 400, 'InvalidParameter.PrefixListName'],
    [{ PrefixListName: 'com.aliyun.mine' }, 400, 'InvalidParameter.PrefixListName'],
    [{ PrefixListName: 'http://mine' }, 400, 'InvalidParameter.PrefixListName'],
    [{ Description: 'x' }, 400, 'InvalidDescription.Malformed'],
    [{ MaxEntries: '0' }, 400, 'InvalidParameter'],
    [{ MaxEntries: '201' }, 400, 'InvalidParameter'],
    [{ 'Entry.1.Cidr': '10.0.0.1/8' }, 400, 'InvalidParameter.CidrMalformed'],
    [{ 'Entry.1.Cidr': 'everybody' }, 400, 'InvalidParameter.CidrMalformed'],
    [{ 'Entry.1.Cidr': '2001:db8::/32' }, 400, 'InvalidParameter.CidrMalformed'],
    [{ 'Entry.1.Cidr': '10.0.0.0/8', 'Entry.1.Description': 'x' }, 400, 'InvalidDescription.Malformed'],
    [numbered('Entry', 'Cidr', ['192.0.2.7', '192.0.2.7/32']), 400, 'InvalidParameter.CidrDuplicated'],
    [numbered('Entry', 'Cidr', ['1.0.0.1', '1.0.0.2', '1.0.0.3', '1.0.0.4']), 400, 'LimitExceed.MaxEntries'],
    [{ ResourceGroupId: 'rg-none' }, 404, 'InvalidResourceGroup.NotFound'],
    [{ RegionId: 'nowhere' }, 404, 'InvalidRegionId.NotFound'],
  ])('%j is refused', async (parameters, status, code) => {
    expect(await create(parameters)).toMatchObject({ status, code })
    expect(world.store.count('prefixList')).toBe(0)
  })

  test('200 entries go into one call, 201 do not', async () => {
    const blocks = Array.from({ length: 201 }, (_, index) => `10.0.${index}.0/24`)
    expect(
      await create({ MaxEntries: '200', ...numbered('Entry', 'Cidr', blocks.slice(0, 200)) }),
    ).toMatchObject({
      status: 200,
    })
    expect(await create({ MaxEntries: '200', ...numbered('Entry', 'Cidr', blocks) })).toMatchObject({
      status: 400,
      code: 'LimitExceed.Entry',
    })
  })

  test('L1: 100 in one region, and more in another', async () => {
    for (let count = 0; count < 100; count++) await create()
    const reply = await create()
    expect(reply).toMatchObject({ status: 404, code: 'LimitExceed.PrefixListPerRegion' })
    expect(reply.body.Message).toContain('100 of 100')
    expect((await create({ RegionId: 'cn-beijing' })).status).toBe(200)
  })

  test('the same call with the same token makes one list', async () => {
    const [first, again] = [await create({ ClientToken: 'one' }), await create({ ClientToken: 'one' })]
    expect(again.body.PrefixListId).toBe(first.body.PrefixListId)
    expect(world.store.count('prefixList')).toBe(1)
  })
})

describe('ModifyPrefixList', () => {
  test('removes, replaces in its place, and adds at the end', async () => {
    const id = await world.prefixList(['10.0.0.0/8', '11.0.0.0/8', '12.0.0.0/8'])
    const reply = await modify(id, {
      PrefixListName: 'renamed',
      Description: 'anew',
      ...numbered('RemoveEntry', 'Cidr', ['10.0.0.0/8', '99.0.0.0/8']),
      ...numbered('AddEntry', 'Cidr', ['13.0.0.1', '11.0.0.0/8']),
      'AddEntry.2.Description': 'described',
    })
    expect(reply.status).toBe(200)
    const { body } = await world.here('DescribePrefixListAttributes', { PrefixListId: id })
    expect(body).toMatchObject({ PrefixListName: 'renamed', Description: 'anew' })
    expect(body.Entries.Entry).toEqual([
      { Cidr: '11.0.0.0/8', Description: 'described' },
      { Cidr: '12.0.0.0/8', Description: '' },
      { Cidr: '13.0.0.1/32', Description: '' },
    ])
  })

  test('what is not sent stays', async () => {
    const id = await world.prefixList(['10.0.0.0/8'], { Description: 'as it was' })
    await modify(id, { PrefixListName: 'renamed' })
    const { body } = await world.here('DescribePrefixListAttributes', { PrefixListId: id })
    expect(body).toMatchObject({ PrefixListName: 'renamed', Description: 'as it was', MaxEntries: 10 })
    expect(await world.blocks(id)).toEqual(['10.0.0.0/8'])
  })

  test('room made by the same call counts', async () => {
    const id = await world.prefixList(['10.0.0.0/8', '11.0.0.0/8'], { MaxEntries: '2' })
    const swap = { 'RemoveEntry.1.Cidr': '10.0.0.0/8', 'AddEntry.1.Cidr': '12.0.0.0/8' }
    expect((await modify(id, swap)).status).toBe(200)
    expect(await modify(id, { 'AddEntry.1.Cidr': '13.0.0.0/8' })).toMatchObject({
      status: 400,
      code: 'LimitExceed.MaxEntries',
    })
    expect(await world.blocks(id)).toEqual(['11.0.0.0/8', '12.0.0.0/8'])
  })

  test.each<[Parameters, number, string]>([
    [numbered('AddEntry', 'Cidr', ['1.0.0.0/8', '1.0.0.0/8']), 400, 'InvalidParameter.CidrDuplicated'],
    [numbered('RemoveEntry', 'Cidr', ['1.0.0.0/8', '1.0.0.0/8']), 400, 'InvalidParameter.CidrDuplicated'],
    [
      { 'AddEntry.1.Cidr': '10.0.0.0/8', 'RemoveEntry.1.Cidr': '10.0.0.0/8' },
      400,
      'InvalidParameter.CidrDuplicated',
    ],
    [{ 'AddEntry.1.Cidr': '::/0' }, 400, 'InvalidParameter.CidrMalformed'],
    [{ 'AddEntry.1.Description': 'without block' }, 400, 'MissingParameter'],
    [{ PrefixListId: 'pl-none' }, 404, 'InvalidPrefixListId.NotFound'],
    [{ RegionId: 'cn-beijing' }, 404, 'InvalidPrefixListId.NotFound'],
  ])('%j is refused and nothing changes', async (parameters, status, code) => {
    const id = await world.prefixList(['10.0.0.0/8'])
    expect(await modify(id, { PrefixListName: 'renamed', ...parameters })).toMatchObject({ status, code })
    expect(await world.blocks(id)).toEqual(['10.0.0.0/8'])
    expect((await lists({ PrefixListName: 'renamed' })).PrefixLists.PrefixList).toEqual([])
  })
})

describe('DescribePrefixLists', () => {
  test('picks by id, name, family, resource group and tag; all must hold', async () => {
    const group = [...world.store.list('resourceGroup')][1]?.id ?? ''
    const four = await world.prefixList([], { 'Tag.1.Key': 'stage', 'Tag.1.Value': 'test' })
    const six = await world.prefixList([], { AddressFamily: 'IPv6', ResourceGroupId: group })
    expect(idsOf(await lists())).toEqual([four, six])
    expect(idsOf(await lists({ AddressFamily: 'ipv6' }))).toEqual([six])
    expect(idsOf(await lists({ 'PrefixListId.1': four, 'PrefixListId.2': 'pl-none' }))).toEqual([four])
    expect(idsOf(await lists({ 'Tag.1.Key': 'stage' }))).toEqual([four])
    expect(idsOf(await lists({ ResourceGroupId: group }))).toEqual([six])
    expect(idsOf(await lists({ PrefixListName: 'office' }))).toEqual([])
    expect(idsOf(await lists({ RegionId: 'cn-beijing' }))).toEqual([])
    expect(idsOf(await lists({ AddressFamily: 'IPv4', ResourceGroupId: group }))).toEqual([])
  })

  test('pages by token, ten at a time', async () => {
    const made = []
    for (let count = 0; count < 12; count++) made.push(await world.prefixList([]))
    const first = await lists()
    expect(idsOf(first)).toEqual(made.slice(0, 10))
    const rest = await lists({ NextToken: first.NextToken })
    expect(idsOf(rest)).toEqual(made.slice(10))
    expect(rest.NextToken).toBe('')
    expect(await world.here('DescribePrefixLists', { MaxResults: '101' })).toMatchObject({
      code: 'InvalidParameter',
    })
  })

  test('lists of another account are not there', async () => {
    const id = await world.prefixList([])
    const stranger = { keyId: 'LTAIother', secret: 'other' }
    await addAccount(world.store, asId<AccountId>('42'), asId<AccessKeyId>(stranger.keyId), stranger.secret)
    const ask = (Action: string) =>
      callAction(world.endpoint, { Action, RegionId: REGION, PrefixListId: id }, world.now, stranger)
    const all = { Action: 'DescribePrefixLists', RegionId: REGION }
    const { body } = await callAction(world.endpoint, all, world.now, stranger)
    expect(body.PrefixLists.PrefixList).toEqual([])
    for (const Action of [
      'DescribePrefixListAttributes',
      'DescribePrefixListAssociations',
      'DeletePrefixList',
    ])
      expect(await ask(Action)).toMatchObject({ status: 404, code: 'InvalidPrefixListId.NotFound' })
  })
})

describe('lists that groups use', () => {
  test('each group counts and is named once', async () => {
    const id = await world.prefixList([])
    const [first, second] = [await groupUsing(id), await groupUsing(id)]
    await world.rules('AuthorizeSecurityGroupEgress', first, [
      { IpProtocol: 'all', PortRange: '-1/-1', DestPrefixListId: id },
    ])
    const { body } = await world.here('DescribePrefixListAssociations', { PrefixListId: id })
    expect(body.PrefixListAssociations.PrefixListAssociation).toEqual([
      { ResourceId: first, ResourceType: 'securitygroup' },
      { ResourceId: second, ResourceType: 'securitygroup' },
    ])
    expect((await lists()).PrefixLists.PrefixList[0].AssociationCount).toBe(2)
  })

  test('deletion is refused and names every group, until none is left', async () => {
    const id = await world.prefixList([])
    const groups = [await groupUsing(id), await groupUsing(id)]
    const reply = await world.here('DeletePrefixList', { PrefixListId: id })
    expect(reply).toMatchObject({ status: 400, code: 'NotAllowed.AssociationExist' })
    for (const group of groups) expect(reply.body.Message).toContain(group)
    for (const group of groups)
      await world.rules('RevokeSecurityGroup', group, [
        { IpProtocol: 'tcp', PortRange: '22/22', SourcePrefixListId: id },
      ])
    expect((await world.here('DeletePrefixList', { PrefixListId: id })).status).toBe(200)
    expect(await world.here('DeletePrefixList', { PrefixListId: id })).toMatchObject({ status: 404 })
  })

  test('a network ACL that names the list is a user as well', async () => {
    const id = await world.prefixList([])
    const peer = { kind: 'prefixList', listId: asId<PrefixListId>(id) } as const
    const entry = {
      id: asId<NetworkAclEntryId>('nae-1'),
      action: 'accept',
      protocol: 'all',
      ports: null,
    } as const
    await world.put('networkAcl', {
      ...OWNED,
      id: asId<NetworkAclId>('nacl-1'),
      vpcId: asId<VpcId>(VPC),
      ingress: [{ ...entry, peer, name: '', description: '' }],
      egress: [],
    })
    const { body } = await world.here('DescribePrefixListAssociations', { PrefixListId: id })
    expect(body.PrefixListAssociations.PrefixListAssociation).toEqual([
      { ResourceId: 'nacl-1', ResourceType: 'networkacl' },
    ])
    const refused = await world.here('DeletePrefixList', { PrefixListId: id })
    expect(refused.code).toBe('NotAllowed.AssociationExist')
    expect(refused.body.Message).toContain('nacl-1')
  })

  test('L1: 1,000 groups may use a list, the next one may not, a user may once more', async () => {
    const id = await world.prefixList([], { MaxEntries: '1' })
    const first = await groupUsing(id)
    const rule = (await world.permissions(first))[0]?.SecurityGroupRuleId ?? ''
    await world.store.transact((state) => {
      const group = state.get('securityGroup', first)
      const template = state.get('rule', rule)
      if (group === undefined || template === undefined) throw new Error('nothing to copy')
      for (let count = 1; count < 1000; count++) {
        const groupId = asId<SecurityGroupId>(`sg-user-${count}`)
        state.put('securityGroup', { ...group, id: groupId })
        state.put('rule', { ...template, id: asId<RuleId>(`sgr-user-${count}`), groupId })
      }
      state.put('securityGroup', { ...group, id: asId<SecurityGroupId>('sg-next') })
    })
    const more = [{ IpProtocol: 'tcp', PortRange: '80/80', SourcePrefixListId: id }]
    const reply = await world.rules('AuthorizeSecurityGroup', 'sg-next', more)
    expect(reply).toMatchObject({ status: 403, code: 'LimitExceed.PrefixListAssociationResource' })
    expect(reply.body.Message).toContain('1000 of 1000')
    expect((await world.rules('AuthorizeSecurityGroup', first, more)).status).toBe(200)
  })

  test('L3: a list counts with MaxEntries, however few entries it has', async () => {
    const [wide, narrow] = [
      await world.prefixList(['10.0.0.0/8'], { MaxEntries: '200' }),
      await world.prefixList(['10.0.0.0/8'], { MaxEntries: '1' }),
    ]
    const group = await world.newGroup()
    const authorize = (listId: string, port: number) =>
      world.rules('AuthorizeSecurityGroup', group, [
        { IpProtocol: 'tcp', PortRange: `${port}/${port}`, SourcePrefixListId: listId },
      ])
    for (const port of [1, 2, 3, 4]) expect((await authorize(wide, port)).status).toBe(200)
    expect((await authorize(narrow, 5)).status).toBe(200)
    const reply = await authorize(wide, 6)
    expect(reply).toMatchObject({ status: 403, code: 'AuthorizationLimitExceed' })
    expect(reply.body.Message).toContain('801 of 1000 rules, 200 more')
  })
})
