// Each audit check finds what it is for, and nothing where that is missing.

import { describe, expect, test } from 'vitest'
import { audit, type CheckId } from '../../src/core/analysis/audit/index.ts'
import { auditWorldOf } from '../../src/offline/audit.ts'
import { joinParts } from '../../src/offline/part.ts'
import { assemble } from '../../src/offline/world.ts'
import { groupAnswer, permission, type Row, read } from './files.ts'

function findings(check: CheckId, groups: readonly Row[], context: readonly Row[] = []) {
  const part = (contents: readonly Row[]) => joinParts(contents.map((content) => read(content)))
  const world = assemble(part(groups), part(context))
  return audit(auditWorldOf(world)).filter((finding) => finding.check === check)
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
    expect([
      findings('overlapping-groups', pair(3)).length,
      findings('overlapping-groups', pair(2)).length,
    ]).toEqual([1, 0])
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
