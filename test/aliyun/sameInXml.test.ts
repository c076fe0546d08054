// Every read says the same in XML as in JSON, of nothing, of one and of several: lists that are empty or hold one are
// where the two part.

import { XMLParser } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import type { Action } from '../../src/cloud/aliyun/action.ts'
import { ACTIONS } from '../../src/cloud/aliyun/actions/index.ts'
import { setAccount } from './accounts.ts'
import { getRequest, type Parameters, signedV1 } from './client.ts'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

const parser = new XMLParser({
  ...{ parseTagValue: false, ignoreAttributes: true, ignoreDeclaration: true, trimValues: false },
})

/** Where the two differ. XML has no lists: one element is itself, none is nothing. */
function differences(json: unknown, xml: unknown, path: string): readonly string[] {
  if (Array.isArray(json)) {
    const list = xml === undefined || xml === '' ? [] : Array.isArray(xml) ? xml : [xml]
    if (list.length !== json.length) return [`${path}: ${json.length} in JSON, ${list.length} in XML`]
    return json.flatMap((one, index) => differences(one, list[index], `${path}.${index + 1}`))
  }
  if (typeof json === 'object' && json !== null) {
    const fields = typeof xml === 'object' && xml !== null ? (xml as Record<string, unknown>) : {}
    const added = Object.keys(fields).filter((key) => !(key in json))
    return [
      ...added.map((key) => `${path}.${key}: in XML alone`),
      ...Object.entries(json).flatMap(([key, value]) => differences(value, fields[key], `${path}.${key}`)),
    ]
  }
  return String(json) === String(xml ?? '') ? [] : [`${path}: ${String(json)} and ${JSON.stringify(xml)}`]
}

async function compared(world: RunWorld, action: Action, parameters: Parameters): Promise<readonly string[]> {
  const asked = { Action: action.name, Version: action.version, RegionId: 'cn-hangzhou', ...parameters }
  const json = await world.call(asked)
  if (json.code !== 'OK') return ['refused']
  const query = signedV1('GET', { ...asked, Format: 'XML' }, world.now)
  const { body } = await world.endpoint.handle(getRequest(String(query)))
  const root = parser.parse(body)[`${action.name}Response`] as Record<string, unknown>
  return differences({ ...json.body, RequestId: '' }, { ...root, RequestId: '' }, action.name)
}

const WORLDS: Readonly<Record<string, () => Promise<RunWorld>>> = {
  'nothing but a group': () => createRunWorld(),
  'one of each': () => filled(1),
  'several of each': () => filled(2),
}

async function filled(count: number): Promise<RunWorld> {
  const world = await createRunWorld()
  for (let number = 1; number <= count; number++) {
    const [instance = ''] = await world.run()
    const tagged = { 'Tag.1.Key': `k${number}`, 'Tag.1.Value': '<&"中' }
    await world.ok({ Action: 'TagResources', ResourceType: 'instance', 'ResourceId.1': instance, ...tagged })
    await world.eip({ Name: `eip-${number}` })
    await world.ok({
      ...{
        Action: 'CreatePrefixList',
        MaxEntries: '5',
        AddressFamily: 'IPv4',
        PrefixListName: `pl-n${number}`,
      },
      'Entry.1.Cidr': `10.${number}.0.0/16`,
    })
    await world.ok({ Action: 'CreatePortRangeList', PortRangeListName: `prl${number}`, MaxEntries: '5' })
    await world.ok({ Action: 'CreateKeyPair', KeyPairName: `key-${number}` })
    await world.ok({ Action: 'CreateNetworkAcl', Version: 'Vpc', VpcId: world.vpcId })
    await world.ok({
      ...{ Action: 'AuthorizeSecurityGroup', SecurityGroupId: world.groupId, IpProtocol: 'tcp' },
      ...{ PortRange: `${number}/${number}`, SourceCidrIp: '10.0.0.0/8' },
    })
  }
  await setAccount(world, { images: Array.from({ length: count }, (_, number) => `m-bp${number}`) })
  return world
}

/** RAM answers in JSON alone. */
const reads = ACTIONS.filter(({ effect, product }) => effect === 'read' && product !== 'Ram')

describe.each(Object.entries(WORLDS))('%s', (_, made) => {
  test('is told alike', async () => {
    const world = await made()
    let told = 0
    const found: string[] = []
    for (const action of reads) {
      const [instance] = world.store.list('instance')
      const mine = { SecurityGroupId: world.groupId, VpcId: world.vpcId, InstanceId: instance?.id ?? '' }
      const own = Object.fromEntries(Object.entries(mine).filter(([name]) => name in action.input))
      for (const parameters of [{}, action.example, own]) {
        const said = await compared(world, action, parameters)
        if (said[0] === 'refused') continue
        told++
        found.push(...said)
      }
    }
    expect([...new Set(found)]).toEqual([])
    expect(told).toBeGreaterThan(reads.length)
  })
})
