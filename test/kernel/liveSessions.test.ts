// What becomes of sessions that are under way when rules, members and groups change (C3, C5).

import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { asId, type SecurityGroupId } from '../../src/core/model/ids.ts'
import { describeUnless } from '../skipReason.ts'
import { Lab } from './agentLab.ts'
import { reasonNotToRun } from './machine.ts'

const A = '10.0.0.5'
const B = '10.0.0.6'

describeUnless(reasonNotToRun(), 'live sessions', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = new Lab(inject('kernelFolder'), 'sessions')
    const { world } = lab
    world.vpc('vpc-a')
    for (const group of ['sg-a', 'sg-cut', 'sg-keep', 'sg-other']) world.group(group, 'vpc-a')
    world.instance('i-a', A, { groups: ['sg-a'] })
    world.instance('i-b', B, { groups: ['sg-cut', 'sg-keep'] })
    await lab.start()
    await Promise.all([80, 81, 82].map((port) => lab.in('i-b').listen(port)))
  })
  afterAll(() => lab.end())

  const allow = (group: string, port: number): string =>
    lab.world.rule(group, 'ingress', 'accept', 'tcp', '10.0.0.0/8', port)
  const bind = (...groups: readonly string[]): void =>
    lab.world.change('eni', 'eni-i-b', { securityGroupIds: groups.map((id) => asId<SecurityGroupId>(id)) })
  const keep = (group: string, isKept: boolean): void => {
    const body = lab.world.tables.get('securityGroup', group)
    if (body === undefined) throw new Error(`no ${group}`)
    const { liveSessions: _, ...cutting } = body
    lab.world.put('securityGroup', isKept ? { ...cutting, liveSessions: 'keep' } : cutting)
  }

  it('C3: a member that leaves is cut, and the same connection goes on when it comes back', async () => {
    let rule = ''
    await lab.settle(() => {
      bind('sg-cut')
      rule = allow('sg-cut', 80)
    })
    const client = lab.in('i-a')
    expect(await client.open('back', B, 80)).toBe(A)
    await lab.settle(() => bind('sg-other'))
    expect(await client.exchange('back')).toBe('blocked')
    await lab.settle(() => bind('sg-cut'))
    // TCP tries again by itself: what it sent meanwhile arrives now.
    expect(await client.exchange('back', 4000)).toContain(A)
    await lab.settle(() => lab.world.remove('rule', rule))
    expect(await client.exchange('back')).toBe('blocked')
  })

  it('C5: what a group keeps goes on in both directions, and nothing new comes in', async () => {
    let rule = ''
    await lab.settle(() => {
      keep('sg-keep', true)
      bind('sg-keep')
      rule = allow('sg-keep', 81)
    })
    const client = lab.in('i-a')
    expect(await client.open('kept', B, 81)).toBe(A)
    await lab.settle(() => lab.world.remove('rule', rule))
    // Another change moves the epoch on: the session is asked again and goes on again.
    const second = allow('sg-keep', 82)
    await lab.settle(() => lab.world.remove('rule', second))
    expect(await client.exchange('kept')).toBe(A)
    expect(await client.tcp(B, 81)).toBe('blocked')
    await lab.settle(() => keep('sg-keep', false))
    expect(await client.exchange('kept')).toBe('blocked')
  })

  it('C5: who was cut stays cut when the group begins to keep, and one group that cuts is enough', async () => {
    let rules: string[] = []
    await lab.settle(() => {
      keep('sg-keep', false)
      bind('sg-keep', 'sg-cut')
      rules = [allow('sg-keep', 80), allow('sg-keep', 82)]
    })
    const client = lab.in('i-a')
    expect(await client.open('cut', B, 80)).toBe(A)
    expect(await client.open('both', B, 82)).toBe(A)
    await lab.settle(() => lab.world.remove('rule', rules[0] ?? ''))
    expect(await client.exchange('cut')).toBe('blocked')
    await lab.settle(() => keep('sg-keep', true))
    expect(await client.exchange('cut')).toBe('blocked')
    expect(await client.exchange('both')).toBe(A)
    await lab.settle(() => lab.world.remove('rule', rules[1] ?? ''))
    expect(await client.exchange('both')).toBe('blocked')
  })

  it('C5: a drop rule asks its own group', async () => {
    await lab.settle(() => {
      keep('sg-keep', true)
      bind('sg-keep', 'sg-cut')
      allow('sg-cut', 81)
    })
    const client = lab.in('i-a')
    expect(await client.open('dropped', B, 81)).toBe(A)
    const drop = (group: string): string => lab.world.rule(group, 'ingress', 'drop', 'tcp', '10.0.0.0/8', 81)
    let id = ''
    await lab.settle(() => {
      id = drop('sg-keep')
    })
    expect(await client.exchange('dropped')).toBe(A)
    expect(await client.tcp(B, 81)).toBe('blocked')
    await lab.settle(() => {
      lab.world.remove('rule', id)
      drop('sg-cut')
    })
    expect(await client.exchange('dropped')).toBe('blocked')
  })
})
