// Which interfaces a change may concern, against the policies of all of them before and after it.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { effectOfWrites } from '../../src/core/analysis/change/effect.ts'
import { touchedBy } from '../../src/core/analysis/change/touched.ts'
import { asId, type NetworkAclId } from '../../src/core/model/ids.ts'
import { TCP } from '../../src/core/model/protocol.ts'
import type { ResourceReader, Write } from '../../src/core/model/resources.ts'
import type { Rule } from '../../src/core/model/rule.ts'
import { ResourceTables } from '../../src/core/model/tables.ts'
import { LiveResolver } from '../../src/core/policy/liveResolver.ts'
import { createResolver } from '../../src/core/policy/resolve.ts'
import { afterWrites } from '../../src/server/analysis/questions/tests.ts'
import {
  ACCOUNT,
  accountWith,
  aclEntryWith,
  basicGroup,
  eniWith,
  networkAclWith,
  portListWith,
  prefixListWith,
  ruleIn,
  vpcWith,
  vSwitchOf,
} from '../packets/resources.ts'
import { mutatedWorlds } from '../random/mutations.ts'

/** Who, and which vSwitches, are decided about by other clauses in the two states. */
function changed(before: ResourceReader, after: ResourceReader) {
  const [old, next] = [createResolver(before), createResolver(after)]
  const enis = [...before.list('eni')].filter(({ id }) => {
    const lists = [old, next].map((resolver) => {
      const policy = resolver.policyOf(id)
      return plain([policy?.ingress, policy?.egress])
    })
    return lists[0] !== lists[1]
  })
  const edges = [...before.list('eni')].filter(({ id }) => {
    const [was, is] = [old, next].map((resolver) => plain(resolver.policyOf(id)?.edge))
    return was !== is
  })
  return { enis: enis.map(({ id }) => id), vSwitches: edges.map(({ vSwitchId }) => vSwitchId) }
}

const plain = (value: unknown): string =>
  JSON.stringify(value, (key, each) =>
    key === 'make' ? undefined : typeof each === 'bigint' ? `${each}` : each,
  ) ?? ''

describe('who is touched', { timeout: 60_000 }, () => {
  test('P1: nobody whose clauses become others is left out, whatever is written', () => {
    fc.assert(
      fc.property(mutatedWorlds(0, 4), ({ states, writes }) => {
        for (const [step, each] of writes.entries()) {
          const [before, after] = [states[step], states[step + 1]] as [ResourceTables, ResourceTables]
          const touched = touchedBy(before, after, each)
          const { enis, vSwitches } = changed(before, after)
          expect([...touched.enis]).toEqual(expect.arrayContaining(enis))
          expect([...touched.vSwitches]).toEqual(expect.arrayContaining(vSwitches))
        }
      }),
      { numRuns: 300 },
    )
  })

  test.each(Object.entries(steps()))('%s', (_, { state, writes }) => {
    const after = afterWrites(state, writes)
    const { enis, vSwitches } = changed(state, after)
    // The change is one, so that the test says something.
    expect(enis.length + vSwitches.length).toBeGreaterThan(0)
    const touched = touchedBy(state, after, writes)
    expect([...touched.enis]).toEqual(expect.arrayContaining(enis))
    expect([...touched.vSwitches]).toEqual(expect.arrayContaining(vSwitches))
    expect(effectOfWrites(state, after, writes).parts).not.toEqual([])
  })
})

test('P6: an own side of the same number in the other family is another one', () => {
  // 10.0.0.5 and ::a00:5 are one number.
  const [was, is] = ['10.0.0.5', '::a00:5'].map((ownCidr): Write => {
    const body = ruleIn('sg-1', 'sgr-own', { ownCidr, peer: { kind: 'prefixList', listId: asId('pl-two') } })
    return { kind: 'rule', id: body.id, body }
  }) as [Write, Write]
  const peers = { ...prefixListWith('pl-two', 4, ['10.9.0.0/16', '2001:db8:9::/48']), family: null }
  const before = world([{ kind: 'prefixList', id: peers.id, body: peers }, was])
  const { parts } = effectOfWrites(before, afterWrites(before, [is]), [is])
  expect(parts.map(({ effect, family }) => `${effect} ${family}`)).toEqual(['opened 6', 'closed 4'])
})

test('P6: nor does a resolver that follows the state take one for the other', () => {
  const [was, is] = ['10.0.0.5', '::a00:5'].map((ownCidr): Write => {
    const body = ruleIn('sg-1', 'sgr-own', { ownCidr })
    return { kind: 'rule', id: body.id, body }
  }) as [Write, Write]
  const state = world([was])
  const live = new LiveResolver(() => state)
  live.restart()
  live.policyOf(asId('eni-1'))
  state.apply({ writes: [is] })
  live.take([is])
  expect(live.policyOf(asId('eni-1'))?.ingress[0]?.own?.family).toBe(6)
})

/** One interface with a rule or an entry for each kind of reference. */
function world(writes: readonly Write[]): ResourceTables {
  const vpc = vpcWith('vpc-1', { ipv6Cidr: '2001:db8::/56' })
  const vSwitch = { ...vSwitchOf('vsw-1', vpc), networkAclId: asId<NetworkAclId>('nacl-1') }
  const entries = [aclEntryWith('nae-1', { peer: { kind: 'prefixList', listId: asId('pl-acl') } })]
  const bodies = {
    account: accountWith(),
    vpc,
    vSwitch,
    networkAcl: networkAclWith('nacl-1', vpc, { ingress: entries, egress: entries }),
    securityGroup: basicGroup('sg-1', vpc.id, { innerAccess: 'drop' }),
    eni: eniWith('eni-1', vSwitch, ['10.0.0.5', '2001:db8::5', '::a00:5'], {
      securityGroupIds: [asId('sg-1')],
    }),
  }
  const state = new ResourceTables()
  for (const [kind, body] of Object.entries(bodies)) state.write({ kind, id: body.id, body } as Write)
  state.apply({ writes })
  return state
}

interface Step {
  readonly state: ResourceTables
  readonly writes: readonly Write[]
}

function steps(): Readonly<Record<string, Step>> {
  const prefixes = prefixListWith('pl-inner', 4, ['10.1.0.0/16'])
  const around = (id: string): Write => {
    const body = { ...prefixListWith(id, 4, []), includes: [prefixes.id] }
    return { kind: 'prefixList', id, body }
  }
  const ports = portListWith('prl-inner', [{ first: 22, last: 22 }])
  const portsAround = { ...portListWith('prl-outer', []), includes: [ports.id] }
  const rule = (fields: Partial<Rule>): Write => {
    const body = ruleIn('sg-1', 'sgr-1', fields)
    return { kind: 'rule', id: body.id, body }
  }
  const vpc = vpcWith('vpc-1', { ipv6Cidr: '2001:db8::/56' })
  const grown: Write = {
    kind: 'prefixList',
    id: prefixes.id,
    body: prefixListWith('pl-inner', 4, ['10.2.0.0/16']),
  }
  return {
    'P5: a prefix list within the list that a rule names': {
      state: world([
        { kind: 'prefixList', id: prefixes.id, body: prefixes },
        around('pl-outer'),
        rule({ peer: { kind: 'prefixList', listId: asId('pl-outer') } }),
      ]),
      writes: [grown],
    },
    'A1: a prefix list within the list that an entry of a network ACL names': {
      state: world([{ kind: 'prefixList', id: prefixes.id, body: prefixes }, around('pl-acl')]),
      writes: [grown],
    },
    'P5: a port list within the list that a rule names': {
      state: world([
        { kind: 'portList', id: ports.id, body: ports },
        { kind: 'portList', id: portsAround.id, body: portsAround },
        rule({ protocol: TCP, ports: { kind: 'list', listId: portsAround.id } }),
      ]),
      writes: [
        { kind: 'portList', id: ports.id, body: portListWith('prl-inner', [{ first: 80, last: 80 }]) },
      ],
    },
    'S3: another IPv6 block of the VPC is not public any more': {
      state: world([]),
      writes: [{ kind: 'vpc', id: vpc.id, body: { ...vpc, secondaryIpv6Cidrs: ['2400:3200:1::/56'] } }],
    },
    'S3: a VPC that nobody knew is there': {
      state: world([{ kind: 'vpc', id: vpc.id, body: null }]),
      writes: [{ kind: 'vpc', id: vpc.id, body: { ...vpc, userCidrs: ['30.0.0.0/8'] } }],
    },
    'S3: mail is released': {
      state: world([]),
      writes: [{ kind: 'account', id: ACCOUNT, body: accountWith({ smtpReleased: true }) }],
    },
  }
}
