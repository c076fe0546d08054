// Any rule: authorized, shown, and authorized again as shown, it is there once and looks the same.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asId, type PortListId, type PrefixListId, type SecurityGroupId } from '../../src/core/model/ids.ts'
import { createGroupWorld, type GroupWorld, OWNED, type Permission } from './groupWorld.ts'

const anyCase = (text: string) =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) => [...text].map((letter, at) => (upper[at] ? letter.toUpperCase() : letter)).join(''))
const oneOf = (...texts: string[]) => fc.constantFrom(...texts).chain(anyCase)

const portRange = fc
  .tuple(fc.integer({ min: 1, max: 65_535 }), fc.integer({ min: 1, max: 65_535 }))
  .map(([a, b]) => `${Math.min(a, b)}/${Math.max(a, b)}`)
const ipv4 = fc.tuple(fc.ipV4(), fc.option(fc.integer({ min: 0, max: 32 }))).map(withLength)
const ipv6 = fc.tuple(fc.ipV6(), fc.option(fc.integer({ min: 0, max: 128 }))).map(withLength)

function withLength([address, length]: [string, number | null]): string {
  return length === null ? address : `${address}/${length}`
}

/** Protocol and ports that fit together, for addresses of one family. */
const service = (family: 4 | 6) =>
  fc.oneof(
    fc.record(
      { IpProtocol: oneOf('tcp', 'udp', '6', '17'), PortRange: portRange, SourcePortRange: portRange },
      { requiredKeys: ['IpProtocol', 'PortRange'] },
    ),
    fc.record({ IpProtocol: oneOf('tcp', 'udp'), PortRangeListId: fc.constant('prl-1') }),
    fc.record({
      IpProtocol: oneOf('all', 'gre', '0', '132', family === 4 ? 'icmp' : 'icmpv6'),
      PortRange: fc.constant('-1/-1'),
    }),
  )

const sides = (family: 4 | 6, peer: 'Source' | 'Dest', own: 'Source' | 'Dest') => {
  const name = (side: string) => (family === 4 ? `${side}CidrIp` : `Ipv6${side}CidrIp`)
  const block = family === 4 ? ipv4 : ipv6
  return fc
    .tuple(
      fc.oneof(
        block.map((text) => ({ [name(peer)]: text })),
        fc.constant({ [`${peer}GroupId`]: 'sg-peer' }),
        fc.constant({ [`${peer}PrefixListId`]: `pl-${family}` }),
      ),
      fc.option(block),
    )
    .map(([from, to]): Permission => (to === null ? from : { ...from, [name(own)]: to }))
}

const rest = fc.record(
  {
    Policy: oneOf('accept', 'drop'),
    Priority: fc.integer({ min: 1, max: 100 }).map(String),
    NicType: oneOf('intranet', 'internet'),
    Description: fc.string({ minLength: 1, maxLength: 60, unit: 'binary' }),
  },
  { requiredKeys: [] },
)

const rule = fc
  .tuple(fc.constantFrom<4 | 6>(4, 6), fc.constantFrom('ingress', 'egress'))
  .chain(([family, direction]) => {
    const [peer, own] =
      direction === 'ingress' ? (['Source', 'Dest'] as const) : (['Dest', 'Source'] as const)
    return fc.record({
      action: fc.constant(`AuthorizeSecurityGroup${direction === 'ingress' ? '' : 'Egress'}`),
      permission: fc
        .tuple(service(family), sides(family, peer, own), rest)
        .filter(([, both]) => new Set(Object.values(both)).size === Object.values(both).length)
        .map((parts): Permission => Object.assign({}, ...parts)),
    })
  })

async function openWorld(): Promise<GroupWorld> {
  const world = await createGroupWorld()
  const list = { ...OWNED, maxEntries: 1, entries: [] }
  await world.put('prefixList', { ...list, id: asId<PrefixListId>('pl-4'), family: 4 })
  await world.put('prefixList', { ...list, id: asId<PrefixListId>('pl-6'), family: 6 })
  await world.put('portList', { ...list, id: asId<PortListId>('prl-1') })
  const peer = await world.newGroup()
  await world.store.transact((state) => {
    const group = state.get('securityGroup', peer)
    if (group !== undefined) state.put('securityGroup', { ...group, id: asId<SecurityGroupId>('sg-peer') })
  })
  return world
}

test('T2, T3: what is shown can be authorized again and adds nothing, then revoked and nothing is left', async () => {
  const world = await openWorld()
  await fc.assert(
    fc.asyncProperty(rule, async ({ action, permission }) => {
      const group = await world.newGroup()
      expect(await world.rules(action, group, [permission])).toMatchObject({ status: 200 })
      const shown = await world.permissions(group)
      expect(shown).toHaveLength(1)
      expect(await world.rules(action, group, [shown[0] as Permission])).toMatchObject({ status: 200 })
      expect(await world.permissions(group)).toEqual(shown)
      const revoke = action.replace('Authorize', 'Revoke')
      expect(await world.rules(revoke, group, [shown[0] as Permission])).toMatchObject({ status: 200 })
      expect(await world.permissions(group)).toEqual([])
      await world.ok({ Action: 'DeleteSecurityGroup', RegionId: 'cn-hangzhou', SecurityGroupId: group })
    }),
    { numRuns: 100 },
  )
})
