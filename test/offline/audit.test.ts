// Each audit check finds what it is for, and nothing where that is missing.

import { describe, expect, test } from 'vitest'
import type { AuditWorld } from '../../src/core/analysis/audit/audit.ts'
import { audit, type CheckId } from '../../src/core/analysis/audit/index.ts'
import { auditWorldOf } from '../../src/offline/audit.ts'
import { joinParts } from '../../src/offline/part.ts'
import { assemble } from '../../src/offline/world.ts'
import { groupAnswer, permission, type Row, read } from './files.ts'

const audited = (world: AuditWorld) => audit(world, (finding) => finding).findings

function findings(check: CheckId, groups: readonly Row[], context: readonly Row[] = []) {
  const part = (contents: readonly Row[]) => joinParts(contents.map((content) => read(content)))
  const world = assemble(part(groups), part(context))
  return audited(auditWorldOf(world)).filter((finding) => finding.check === check)
}

const rule = (id: string, fields: Row = {}) => permission({ SecurityGroupRuleId: id, ...fields })
const drop = { Policy: 'Drop', IpProtocol: 'ALL', PortRange: '-1/-1' }
const list = { SourceCidrIp: '', SourcePrefixListId: 'pl-1' }

describe('exposed-port', () => {
  test('ports that one rule opens are one finding with a witness', () => {
    const [found, ...others] = findings('exposed-port', [
      groupAnswer([rule('sgr-1', { PortRange: '1/65535' })]),
    ])
    expect(others).toEqual([])
    expect(found?.severity).toBe('high')
    expect(found?.ruleIds).toEqual(['sgr-1'])
    expect(found?.values.ports).toContain('tcp/22 SSH, tcp/3389 RDP')
    expect(found?.witness?.protocol).toBe(6)
  })

  test('what is dropped before is not exposed, what a list would decide is perhaps', () => {
    const closed = [rule('sgr-1', { Priority: '2' }), rule('sgr-2', drop)]
    expect(findings('exposed-port', [groupAnswer(closed)])).toEqual([])
    const [found] = findings('exposed-port', [groupAnswer([rule('sgr-1', list)])])
    expect([found?.severity, found?.values.certainty, found?.witness]).toEqual(['low', 'perhaps', null])
  })

  test('groups of one interface are judged together', () => {
    const groups = [
      groupAnswer([rule('sgr-1', { Priority: '2' })]),
      groupAnswer([rule('sgr-2', drop)], { SecurityGroupId: 'sg-b' }),
    ]
    const eni = {
      ...{ NetworkInterfaceId: 'eni-1', PrivateIpAddress: '10.0.0.5', VpcId: 'vpc-1' },
      SecurityGroupIds: { SecurityGroupId: ['sg-a', 'sg-b'] },
    }
    expect(findings('exposed-port', groups)).toHaveLength(1)
    expect(
      findings('exposed-port', groups, [{ NetworkInterfaceSets: { NetworkInterfaceSet: [eni] } }]),
    ).toEqual([])
  })
})

describe('any-to-any', () => {
  const wide = { IpProtocol: 'ALL', PortRange: '-1/-1' }
  test('in force it is high, overruled it is low', () => {
    const real = findings('any-to-any', [groupAnswer([rule('sgr-1', wide)])])
    expect(real.map(({ severity, ruleIds }) => [severity, ruleIds])).toEqual([['high', ['sgr-1']]])
    const text = findings('any-to-any', [
      groupAnswer([rule('sgr-1', { ...wide, Priority: '2' }), rule('sgr-2', drop)]),
    ])
    expect(text.map(({ severity, witness }) => [severity, witness])).toEqual([['low', null]])
    expect(findings('any-to-any', [groupAnswer([rule('sgr-1')])])).toEqual([])
  })
})

test('K1: an intranet rule of a classic group hides nothing that its internet interface lets in', () => {
  const rows = [
    rule('sgr-1', { Policy: 'Drop', NicType: 'intranet' }),
    rule('sgr-2', { Priority: '2', NicType: 'internet' }),
  ]
  const exposed = (fields: object) => findings('exposed-port', [groupAnswer(rows, { ...fields })]).length
  expect([exposed({ VpcId: '' }), exposed({})]).toEqual([1, 0])
})

describe('shadowed-rule and redundant-rule', () => {
  test('a rule behind a drop of everyone is named with what covers it', () => {
    const [found] = findings('shadowed-rule', [
      groupAnswer([rule('sgr-1', { Priority: '2' }), rule('sgr-2', drop)]),
    ])
    expect(found?.ruleIds).toEqual(['sgr-1', 'sgr-2'])
  })

  test('a rule that a wider one behind it repeats can go', () => {
    const rows = [rule('sgr-1'), rule('sgr-2', { Priority: '2', PortRange: '1/100' })]
    expect(findings('redundant-rule', [groupAnswer(rows)]).map(({ ruleIds }) => ruleIds)).toEqual([['sgr-1']])
    expect(findings('shadowed-rule', [groupAnswer(rows)])).toEqual([])
  })

  test('an unknown list between them: nothing is claimed', () => {
    const rows = [
      rule('sgr-1'),
      rule('sgr-2', { ...list, Policy: 'Drop', Priority: '2' }),
      rule('sgr-3', { Priority: '3', PortRange: '1/100' }),
    ]
    expect(findings('redundant-rule', [groupAnswer(rows)])).toEqual([])
    const given = { PrefixListId: 'pl-1', Entries: { Entry: [] } }
    expect(findings('redundant-rule', [groupAnswer(rows)], [given])).toHaveLength(1)
  })
})

describe('the others', () => {
  test('stale-reference: an empty list is stale, one that nobody gave is only named', () => {
    const groups = [groupAnswer([rule('sgr-1', list)])]
    const empty = { PrefixListId: 'pl-1', Entries: { Entry: [] } }
    const full = { PrefixListId: 'pl-1', Entries: { Entry: [{ Cidr: '10.0.0.0/8' }] } }
    expect(findings('stale-reference', groups).map(({ severity }) => severity)).toEqual(['info'])
    expect(findings('stale-reference', groups, [empty]).map(({ severity }) => severity)).toEqual(['medium'])
    expect(findings('stale-reference', groups, [full])).toEqual([])
  })

  test('group-name: environment, application and use, ending in sg', () => {
    const named = (name: string) =>
      findings('group-name', [groupAnswer([], { SecurityGroupName: name })]).length
    expect(['prod-mysql-db-sg', 'mysql', 'prod-mysql-sg'].map(named)).toEqual([0, 1, 1])
  })

  test('mixed-use: web and database in one group; a range of everything names neither', () => {
    const ports = (...ranges: string[]) =>
      findings('mixed-use', [groupAnswer(ranges.map((range, at) => rule(`sgr-${at}`, { PortRange: range })))])
        .length
    expect([ports('443/443', '3306/3306'), ports('443/443', '80/80'), ports('1/65535')]).toEqual([1, 0, 0])
  })

  test('overlapping-groups: three rules in common, whatever their ids', () => {
    const rows = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => rule(`sgr-${from + at}`, { PortRange: `${at + 1}/${at + 1}` }))
    const pair = (count: number) => [
      groupAnswer(rows(0, count)),
      groupAnswer(rows(100, count), { SecurityGroupId: 'sg-b' }),
    ]
    const apart = [
      groupAnswer(rows(0, 3)),
      groupAnswer(rows(100, 3), { SecurityGroupId: 'sg-b', VpcId: 'vpc-2' }),
    ]
    expect(
      [pair(3), pair(2), apart].map((files) => findings('overlapping-groups', files).length),
      'one group cannot be bound in two VPCs',
    ).toEqual([1, 0, 0])
  })

  test('L3 quota-pressure: a list counts with all the entries that it may have', () => {
    const rows = Array.from({ length: 5 }, (_, at) =>
      rule(`sgr-${at}`, { ...list, PortRange: `${at + 1}/${at + 1}` }),
    )
    const of = (most: number) => ({
      PrefixListId: 'pl-1',
      MaxEntries: most,
      Entries: { Entry: [{ Cidr: '10.0.0.0/8' }] },
    })
    const found = [100, 160, 201].map(
      (most) => findings('quota-pressure', [groupAnswer(rows)], [of(most)])[0]?.severity,
    )
    expect(found).toEqual([undefined, 'low', 'medium'])
  })
})

describe('pairs, use and other groups', () => {
  test('correlated-rules: two rules that cross and disagree, with a packet of both', () => {
    const crossing = [
      rule('sgr-1', { SourceCidrIp: '10.0.0.0/8', ...drop }),
      rule('sgr-2', { Priority: '2', PortRange: '22/22' }),
    ]
    const [found, ...others] = findings('correlated-rules', [groupAnswer(crossing)])
    expect(others).toEqual([])
    expect(found?.ruleIds).toEqual(['sgr-2', 'sgr-1'])
    expect(found?.witness).toMatchObject({ protocol: 6, destinationPort: 22 })
    const agreeing = crossing.map((each) => ({ ...each, Policy: 'Accept' }))
    expect(findings('correlated-rules', [groupAnswer(agreeing)])).toEqual([])
  })

  test('generalised-rule: an exception in front of a general rule, none the other way round', () => {
    const exception = [
      rule('sgr-1', { SourceCidrIp: '10.0.0.0/8', Policy: 'Drop' }),
      rule('sgr-2', { Priority: '2' }),
    ]
    const found = findings('generalised-rule', [groupAnswer(exception)])
    expect(found.map(({ severity, ruleIds }) => [severity, ruleIds])).toEqual([['info', ['sgr-2', 'sgr-1']]])
    const turned = [
      rule('sgr-1', { SourceCidrIp: '10.0.0.0/8', Policy: 'Drop', Priority: '2' }),
      rule('sgr-2'),
    ]
    expect(findings('generalised-rule', [groupAnswer(turned)])).toEqual([])
  })

  test('unused-rule: what was counted and not met, and nothing where nobody counts', () => {
    const world = auditWorldOf(
      assemble(
        joinParts([read(groupAnswer([rule('sgr-1'), rule('sgr-2', { PortRange: '80/80' }), rule('sgr-3')]))]),
        joinParts([]),
      ),
    )
    const [rules] = [world.groups.flatMap(({ id }) => world.reader.by('rule', 'group', id))]
    const packets = new Map(rules.slice(0, 2).map(({ id }, place) => [id, place]))
    const unused = (each: typeof world) => audited(each).filter(({ check }) => check === 'unused-rule')
    const [found, ...others] = unused({ ...world, hits: { since: '2026-11-01', packets } })
    expect(others).toEqual([])
    expect(found?.ruleIds).toEqual(['sgr-1'])
    expect(unused(world)).toEqual([])
  })

  test('open-to-group: members of another group reach a high-risk port, of the own group and of nobody they do not', () => {
    const groups = (port: string) => [
      groupAnswer([rule('sgr-1', { SourceCidrIp: '10.0.0.0/24', PortRange: port })]),
      groupAnswer([], { SecurityGroupId: 'sg-b' }),
    ]
    const eni = (id: string, address: string, group: string) => ({
      ...{ NetworkInterfaceId: id, PrivateIpAddress: address, VpcId: 'vpc-1' },
      SecurityGroupIds: { SecurityGroupId: [group] },
    })
    const context = (address: string) => [
      {
        NetworkInterfaceSets: {
          NetworkInterface: [],
          NetworkInterfaceSet: [eni('eni-1', '10.0.0.5', 'sg-a'), eni('eni-2', address, 'sg-b')],
        },
      },
    ]
    const [found, ...others] = findings('open-to-group', groups('22/22'), context('10.0.0.6'))
    expect(others).toEqual([])
    expect([found?.groupIds, found?.ruleIds]).toEqual([['sg-a', 'sg-b'], ['sgr-1']])
    expect(found?.witness?.source.value).toBe(0x0a00_0006n)
    expect(findings('open-to-group', groups('22/22'), context('10.0.1.6'))).toEqual([])
    expect(findings('open-to-group', groups('4444/4444'), context('10.0.0.6'))).toEqual([])
  })
})

describe('what a remedy changes', () => {
  test('taking away what exposes a port closes exactly that, taking away what is redundant nothing', () => {
    const [exposed] = findings('exposed-port', [
      groupAnswer([rule('sgr-1'), rule('sgr-2', { SourceCidrIp: '10.0.0.0/8', Priority: '2' })]),
    ])
    const closed = exposed?.changes?.filter(({ effect }) => effect === 'closed') ?? []
    expect(closed.length).toBeGreaterThan(0)
    expect(exposed?.changes?.filter(({ effect }) => effect === 'opened')).toEqual([])
    expect(closed.some(({ witness }) => witness.source.value >> 24n === 10n)).toBe(false)
    const rows = [rule('sgr-1'), rule('sgr-2', { Priority: '2', PortRange: '1/100' })]
    const [redundant] = findings('redundant-rule', [groupAnswer(rows)])
    expect(redundant?.changes).toEqual([])
  })
})
