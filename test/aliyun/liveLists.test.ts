// Lists that change under live rules: what the rules of running instances mean follows with the call itself.

import { beforeEach, describe, expect, test } from 'vitest'
import { asId, type EniId } from '../../src/core/model/ids.ts'
import { parsePacket } from '../../src/core/model/packet.ts'
import { endpointsOf } from '../../src/core/policy/endpoint.ts'
import { judgePath } from '../../src/core/policy/path.ts'
import { resolvePolicy } from '../../src/core/policy/resolve.ts'
import { numbered } from './listWorld.ts'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

let world: RunWorld
let client: { eni: string; address: string }
let server: { eni: string; address: string }
let prefixes: string
let ports: string

async function instance() {
  const [id = ''] = await world.run({ SecurityGroupId: await world.group(world.vpcId) })
  const [eni] = await world.interfaces(id)
  return {
    eni: eni.NetworkInterfaceId,
    address: eni.PrivateIpAddress,
    group: eni.SecurityGroupIds.SecurityGroupId[0],
  }
}

beforeEach(async () => {
  world = await createRunWorld()
  client = await instance()
  const serving = await instance()
  server = serving
  const lists = { MaxEntries: '5' }
  prefixes = (
    await world.ok({ Action: 'CreatePrefixList', PrefixListName: 'clients', AddressFamily: 'IPv4', ...lists })
  ).PrefixListId
  ports = (
    await world.ok({
      Action: 'CreatePortRangeList',
      PortRangeListName: 'web',
      ...lists,
      'Entry.1.PortRange': '80/80',
    })
  ).PortRangeListId
  await world.ok({
    Action: 'AuthorizeSecurityGroup',
    SecurityGroupId: serving.group,
    'Permissions.1.IpProtocol': 'tcp',
    'Permissions.1.PortRangeListId': ports,
    'Permissions.1.SourcePrefixListId': prefixes,
  })
})

/** Verdict of the whole way from the client to a port of the server. */
function verdict(port: number): string {
  const packet = parsePacket(`tcp ${client.address}:40000 > ${server.address}:${port}`)
  if (packet === undefined) throw new Error('not a packet')
  const { from, to } = endpointsOf(world.store, packet)
  return judgePath(world.store, packet, from, to).action
}
const modifyPrefixes = (list: string, blocks: readonly string[]) =>
  world.ok({ Action: 'ModifyPrefixList', PrefixListId: prefixes, ...numbered(list, 'Cidr', blocks) })
const modifyPorts = (list: string, ranges: readonly string[]) =>
  world.ok({ Action: 'ModifyPortRangeList', PortRangeListId: ports, ...numbered(list, 'PortRange', ranges) })

describe('P5: a list that changes', () => {
  test('prefixes come and go', async () => {
    expect(verdict(80)).toBe('drop')
    await modifyPrefixes('AddEntry', [client.address])
    expect(verdict(80)).toBe('accept')
    await modifyPrefixes('RemoveEntry', [client.address])
    expect(verdict(80)).toBe('drop')
    await modifyPrefixes('AddEntry', ['0.0.0.0/0'])
    expect(verdict(80)).toBe('accept')
  })

  test('ports come and go', async () => {
    await modifyPrefixes('AddEntry', [client.address])
    expect([verdict(80), verdict(443)]).toEqual(['accept', 'drop'])
    await modifyPorts('AddEntry', ['443/443', '8000/8100'])
    expect([verdict(443), verdict(8050), verdict(8101)]).toEqual(['accept', 'accept', 'drop'])
    await modifyPorts('RemoveEntry', ['80/80', '443/443'])
    expect([verdict(80), verdict(443), verdict(8000)]).toEqual(['drop', 'drop', 'accept'])
  })

  test('the policy of the ENI changes in one step with the list', async () => {
    const clause = () =>
      resolvePolicy(world.store, asId<EniId>(server.eni))?.ingress.find((one) => one.why.kind === 'rule')
    expect(clause()?.peer?.ranges).toEqual([])
    await modifyPrefixes('AddEntry', ['10.0.0.0/9', '10.128.0.0/9'])
    await modifyPorts('AddEntry', ['22/22'])
    expect(clause()).toMatchObject({
      peer: { key: `prefixList:${prefixes}`, ranges: [{ first: 0x0a00_0000n, last: 0x0aff_ffffn }] },
      ports: [
        { first: 80, last: 80 },
        { first: 22, last: 22 },
      ],
    })
  })

  test('a change that is refused changes nothing', async () => {
    await modifyPrefixes('AddEntry', [client.address])
    const before = world.store.revision
    const many = numbered('AddEntry', 'Cidr', ['1.0.0.1', '1.0.0.2', '1.0.0.3', '1.0.0.4', '1.0.0.5'])
    const refused = { Action: 'ModifyPrefixList', PrefixListId: prefixes, ...many }
    expect(await world.code({ ...refused, 'RemoveEntry.1.Cidr': '9.9.9.9' })).toBe('LimitExceed.MaxEntries')
    expect(world.store.revision).toBe(before)
    expect(verdict(80)).toBe('accept')
  })
})
