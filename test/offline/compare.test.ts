// Groups of files against each other: exports of the cloud, Terraform plans before and after, what nobody gave.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { compareWorlds } from '../../src/offline/compare.ts'
import { joinParts } from '../../src/offline/part.ts'
import { assemble } from '../../src/offline/world.ts'
import { ruleMeaning } from '../../src/service/rule/ruleSpec.ts'
import { groupAnswer, permission, type Row, read } from './files.ts'

const worldOf = (content: unknown, context: unknown = []) =>
  assemble(read(content), Array.isArray(context) ? joinParts([]) : read(context))
const compare = (left: unknown, right: unknown, context?: unknown) =>
  compareWorlds(worldOf(left, context), worldOf(right, context), ruleMeaning)

const ssh = permission()
const narrow = permission({ SecurityGroupRuleId: 'sgr-2', SourceCidrIp: '10.0.0.0/8' })

describe('exports', () => {
  test('T2: other texts for the same packets differ in rules and in nothing else', () => {
    const halves = ['0.0.0.0/1', '128.0.0.0/1'].map((SourceCidrIp, n) =>
      permission({ SourceCidrIp, SecurityGroupRuleId: `sgr-h${n}` }),
    )
    const [found] = compare(groupAnswer([ssh]), groupAnswer(halves))
    expect(found).toMatchObject({ parts: [], unknown: [] })
    expect([found?.removed.length, found?.added.length]).toEqual([1, 2])
  })

  test('what narrows closes, with the rule that had opened it', () => {
    const [found] = compare(groupAnswer([ssh]), groupAnswer([narrow]))
    expect(found?.parts).toMatchObject([
      { effect: 'closed', direction: 'ingress', before: { rule: { ruleId: 'sgr-1' } } },
    ])
  })

  test('groups are paired by id, then by name; who stands alone is told so', () => {
    const left = [
      groupAnswer([ssh]),
      groupAnswer([ssh], { SecurityGroupId: 'sg-b', SecurityGroupName: 'two' }),
    ]
    const right = [
      groupAnswer([narrow], { SecurityGroupId: 'sg-z', SecurityGroupName: 'two' }),
      groupAnswer([ssh], { SecurityGroupId: 'sg-a' }),
      groupAnswer([ssh], { SecurityGroupId: 'sg-new', SecurityGroupName: 'three' }),
    ]
    const found = compare(left, right).map(({ left: a, right: b, parts }) => [a?.id, b?.id, parts.length])
    expect(found).toEqual([
      ['sg-a', 'sg-a', 0],
      ['sg-b', 'sg-z', 1],
      [undefined, 'sg-new', 3],
    ])
  })

  test('lists that nobody gave are named, and known ones are compared by what they hold', () => {
    const listed = permission({ SourceCidrIp: '', SourcePrefixListId: 'pl-1' })
    const [open] = compare(groupAnswer([listed]), groupAnswer([narrow]))
    expect(open?.unknown).toEqual(['pl-1'])
    const [known] = compare(groupAnswer([listed]), groupAnswer([narrow]), { 'pl-1': ['10.0.0.0/8'] })
    expect(known).toMatchObject({ parts: [], unknown: [] })
  })
})

describe('menshen diff', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'menshen-diff-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const file = (name: string, content: unknown): string => {
    const path = join(folder, name)
    writeFileSync(path, JSON.stringify(content))
    return path
  }
  const main = new URL('../../src/cli/main.ts', import.meta.url).pathname
  const menshen = (...args: string[]) => {
    const env = { ...process.env, LANG: 'C', MENSHEN_DATA: folder }
    const done = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
      env,
      encoding: 'utf8',
    })
    return { code: done.status, stdout: done.stdout, stderr: done.stderr }
  }

  test('needs no server for files, and ends with what it found', () => {
    const [a, b] = [file('a.json', groupAnswer([ssh])), file('b.json', groupAnswer([narrow]))]
    const found = menshen('diff', a, b)
    expect(found.code).toBe(1)
    expect(found.stdout).toMatch(
      /closes, ingress of members: any IPv4 address except 10\.0\.0\.0\/8 → any IPv4 address, tcp 22/,
    )
    expect(menshen('diff', a, a)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('the same, over all packets'),
    })
    expect(menshen('diff', a, b, '--lang', 'zh-CN').stdout).toContain('关闭')
    expect(JSON.parse(menshen('diff', a, b, '--json').stdout).groups[0].effect.closes).toHaveLength(1)
    const listed = file('c.json', groupAnswer([permission({ SourceCidrIp: '', SourcePrefixListId: 'pl-1' })]))
    expect(menshen('diff', listed, listed)).toMatchObject({
      code: 4,
      stdout: expect.stringContaining('pl-1'),
    })
    expect(menshen('diff', a)).toMatchObject({ code: 2, stderr: expect.stringContaining('Terraform plan') })
    expect(menshen('diff', 'sg-1', 'r7')).toMatchObject({ code: 2 })
  })

  test('shows what a Terraform plan would open and close', () => {
    const group = (tf: string): Row => ({
      address: `alicloud_security_group.${tf}`,
      type: 'alicloud_security_group',
      name: tf,
      mode: 'managed',
      values: { id: 'sg-web', name: 'web', inner_access_policy: 'Drop' },
    })
    const rule = (cidr_ip: string): Row => ({
      address: 'alicloud_security_group_rule.ssh',
      type: 'alicloud_security_group_rule',
      name: 'ssh',
      mode: 'managed',
      values: {
        ...{ type: 'ingress', ip_protocol: 'tcp', port_range: '22/22', policy: 'accept', priority: 1 },
        ...{ security_group_id: 'sg-web', cidr_ip },
      },
    })
    const module = (cidr: string) => ({ root_module: { resources: [group('web'), rule(cidr)] } })
    const plan = file('plan.json', {
      format_version: '1.2',
      planned_values: module('0.0.0.0/0'),
      prior_state: { format_version: '1.0', values: module('10.0.0.0/8') },
    })
    const found = menshen('diff', plan)
    expect([found.code, found.stdout]).toEqual([
      1,
      expect.stringMatching(/opens, ingress of members: any IPv4 address except 10\.0\.0\.0\/8/),
    ])
    const fresh = file('fresh.json', { format_version: '1.2', planned_values: module('10.0.0.0/8') })
    expect(menshen('diff', fresh)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('only on the right side'),
    })
  })
})
