// Resolving: what is shared between ENIs, what is named, what happens to things that are gone.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseWorld } from '../../../test/packets/parseWorld.ts'
import { mutatedWorlds } from '../../../test/random/mutations.ts'
import { formatAddress } from '../model/address.ts'
import { asId } from '../model/ids.ts'
import type { Kind, ResourceReader, Write } from '../model/resources.ts'
import { ResourceTables } from '../model/tables.ts'
import type { EniPolicy } from './policy.ts'
import { createResolver, resolvePolicy } from './resolve.ts'

const WORLD = `
vpc vpc-1 10.0.0.0/16 2001:db8:0:100::/56
group sg-a
group sg-b inner=drop
rule sgr-1 sg-a ingress accept tcp 80 sg-b at 2
rule sgr-2 sg-b ingress drop tcp 80 sg-b at 2
rule sgr-3 sg-a egress accept tcp 25 0.0.0.0/0 at 1
eni eni-1 10.0.0.1,10.0.0.11,2001:db8:0:100::1,10.0.0.16/28 sg-a
eni eni-2 10.0.0.2 sg-a
eni eni-3 10.0.0.3 sg-b,sg-a
eni eni-4 10.0.0.4 -
`
const read = (text: string) => parseWorld('world', text.split('\n'))
const policyOf = (text: string, eniId: string): EniPolicy =>
  resolvePolicy(read(text), asId(eniId)) as EniPolicy
const order = (clauses: EniPolicy['ingress']) =>
  clauses.map(({ why }) => (why.kind === 'rule' ? why.rule.ruleId : why.kind))

describe('resolvePolicy', () => {
  test('G2 P3 P4: inner access, then rules by rank, then the default', () => {
    expect(order(policyOf(WORLD, 'eni-3').ingress)).toEqual(['innerAccess', 'sgr-2', 'sgr-1', 'default'])
    const after = policyOf(`set innerAccess=after-rules\n${WORLD}`, 'eni-3').ingress
    expect(order(after)).toEqual(['sgr-2', 'sgr-1', 'innerAccess', 'default'])
    expect(after[2]?.why).toEqual({ kind: 'innerAccess', groupId: 'sg-a', order: 'after-rules' })
  })

  test('S3: mail comes first in egress, until it is released', () => {
    expect(order(policyOf(WORLD, 'eni-1').egress)).toEqual(['smtp', 'innerAccess', 'sgr-3', 'default'])
    const released = policyOf(`set smtp=released\n${WORLD}`, 'eni-1')
    expect(order(released.egress)).toEqual(['innerAccess', 'sgr-3', 'default'])
  })

  test('P4: the default names the groups that decide', () => {
    const mixed = `${WORLD}\ngroup sg-e enterprise\neni eni-5 10.0.0.5 sg-a,sg-e`
    const [ingress, egress] = [
      policyOf(mixed, 'eni-5').ingress.at(-1),
      policyOf(mixed, 'eni-5').egress.at(-1),
    ]
    expect(ingress?.why).toEqual({ kind: 'default', groupIds: ['sg-a', 'sg-e'] })
    expect([egress?.action, egress?.why]).toEqual(['drop', { kind: 'default', groupIds: ['sg-e'] }])
    expect(policyOf(mixed, 'eni-4').ingress.map((clause) => [clause.action, clause.why.kind])).toEqual([
      ['drop', 'noGroup'],
    ])
  })

  test('P4: a group that is gone leaves an ENI without groups, never open', () => {
    const world = read(WORLD)
    world.write({ kind: 'securityGroup', id: 'sg-a', body: null })
    expect(order(resolvePolicy(world, asId('eni-1'))?.ingress ?? [])).toEqual(['noGroup'])
  })

  test('P2: every ENI has a policy of its own with its addresses, blocks and gateways', () => {
    const policy = policyOf(WORLD, 'eni-1')
    expect(policy.addresses.map(formatAddress)).toEqual(['10.0.0.1', '10.0.0.11', '2001:db8:0:100::1'])
    expect(policy.prefixes).toEqual([{ family: 4, first: 0x0a00_0010n, last: 0x0a00_001fn }])
    expect(policy.gateways.map(formatAddress)).toEqual(['10.0.255.253', 'fe80::1'])
    expect(resolvePolicy(read(WORLD), asId('eni-9'))).toBeUndefined()
  })

  test('G1: peers that are the same set are one object, so that many ENIs share it', () => {
    const resolver = createResolver(read(WORLD))
    const [one, two, three] = ['eni-1', 'eni-2', 'eni-3'].map(
      (id) => resolver.policyOf(asId(id)) as EniPolicy,
    )
    expect(two?.ingress).toBe(one?.ingress)
    expect(three?.ingress).not.toBe(one?.ingress)
    const peersOf = (policy: EniPolicy | undefined) =>
      policy?.ingress.find((clause) => clause.why.kind === 'rule' && clause.why.rule.ruleId === 'sgr-1')?.peer
    expect(peersOf(one)?.key).toBe('group:sg-b@vpc-1')
    expect(peersOf(three)).toBe(peersOf(one))
  })

  test('G1: 20,000 ENIs with the same groups share one list of clauses', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => {
      const [high, low] = [Math.floor(index / 200), index % 200]
      return `eni eni-m${index} 10.0.${high + 1}.${low + 1} sg-b,sg-a`
    })
    const world = read(`${WORLD}\n${many.join('\n')}`)
    const resolver = createResolver(world)
    const lists = new Set(many.map((_, index) => resolver.policyOf(asId(`eni-m${index}`))?.ingress))
    expect(lists.size).toBe(1)
  })

  test('G1: ENIs of two VPCs with the same groups share no peer that is a group', () => {
    const world = read(`
vpc vpc-1 10.0.0.0/16
vpc vpc-2 10.0.0.0/16
group sg-s sequence
rule sgr-1 sg-s ingress accept all any sg-s
eni eni-1 10.0.0.1 sg-s vpc=vpc-1
eni eni-2 10.0.0.2 sg-s vpc=vpc-2`)
    const resolver = createResolver(world)
    const peers = ['eni-1', 'eni-2'].map((id) => resolver.policyOf(asId(id))?.ingress[0]?.peer)
    expect(peers.map((peer) => peer?.key)).toEqual(['group:sg-s@vpc-1', 'group:sg-s@vpc-2'])
    expect(peers.map((peer) => peer?.ranges.map((range) => range.first))).toEqual([
      [0x0a000001n],
      [0x0a000002n],
    ])
  })

  test('T2: host bits of a CIDR do not make another set', () => {
    const bits = `${WORLD}\nrule sgr-7 sg-a ingress accept tcp 1 10.0.0.9/8\nrule sgr-8 sg-a ingress accept tcp 2 10.0.0.0/8`
    const peers = policyOf(bits, 'eni-1').ingress.flatMap(({ peer }) =>
      peer?.key.startsWith('cidr') ? [peer] : [],
    )
    expect(peers.map((peer) => peer.key)).toEqual(['cidr:10.0.0.0/8', 'cidr:10.0.0.0/8'])
    expect(peers[0]).toBe(peers[1])
  })
})

const KINDS: readonly Kind[] = [
  ...(['account', 'policySettings', 'vpc', 'vSwitch', 'networkAcl', 'securityGroup'] as const),
  ...(['rule', 'prefixList', 'portList', 'eni', 'instance', 'eip'] as const),
]

/** Nothing that was made of the objects of `state` can be known of these. */
function cloned(state: ResourceReader): ResourceTables {
  const copy = new ResourceTables()
  for (const kind of KINDS) {
    for (const body of state.list(kind))
      copy.write({ kind, id: body.id, body: structuredClone(body) } as Write)
  }
  return copy
}

const texts = (state: ResourceReader): readonly string[] => {
  const resolver = createResolver(state)
  return [...state.list('eni')].map(({ id }) =>
    JSON.stringify(resolver.policyOf(id), (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
  )
}

test('P1 G1: what was made for a state before is not taken for the state that it became', () => {
  fc.assert(
    fc.property(mutatedWorlds(0, 8), ({ states: [first], writes }) => {
      const state = cloned(first)
      expect(texts(state)).toEqual(texts(cloned(state)))
      for (const some of writes) {
        state.apply({ writes: some })
        expect(texts(state)).toEqual(texts(cloned(state)))
      }
    }),
    { numRuns: 200 },
  )
})
