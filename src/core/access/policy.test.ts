// RAM policies: deny before allow, nothing said is denied, and nothing is guessed.

import { describe, expect, test } from 'vitest'
import { allows, parsePolicy } from './policy.ts'

const policy = (...statements: readonly object[]) =>
  parsePolicy(JSON.stringify({ Version: '1', Statement: statements }))
const allow = (Action: unknown, more: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...more })
const deny = (Action: unknown) => ({ Effect: 'Deny', Action, Resource: '*' })

test.each([
  ['ecs:*', 'ecs:RunInstances', true],
  ['ECS:runinstances', 'ecs:RunInstances', true],
  ['ecs:Describe*', 'ecs:DescribeInstances', true],
  ['ecs:Describe*', 'ecs:RunInstances', false],
  ['*', 'sts:AssumeRole', true],
  ['*:Describe*', 'vpc:DescribeVpcs', true],
  ['vpc:*Eip*', 'vpc:AllocateEipAddress', true],
  ['vpc:*Eip*', 'vpc:CreateVpc', false],
  ['ecs:*Group*Rule', 'ecs:ModifySecurityGroupRule', true],
  ['ecs:*Group*Rule', 'ecs:ModifySecurityGroupRules', false],
  ['ecs:aa*aa', 'ecs:aaa', false],
  ['vpc:*', 'ecs:RunInstances', false],
])('%s and %s: %s', (pattern, action, expected) => {
  expect(allows(policy(allow(pattern)) ?? [], action)).toBe(expected)
})

test('a deny goes before every allow, wherever it stands', () => {
  const narrowed = policy(allow('*'), deny('ecs:Delete*')) ?? []
  expect(allows(narrowed, 'ecs:DeleteInstance')).toBe(false)
  expect(allows(narrowed, 'ecs:StopInstance')).toBe(true)
  expect(allows(policy(deny('ecs:Stop*'), allow(['ecs:*'])) ?? [], 'ecs:StopInstance')).toBe(false)
})

test('nothing said is denied', () => {
  expect(allows([], 'ecs:DescribeRegions')).toBe(false)
})

describe('what cannot be judged is no policy at all', () => {
  test.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['another version', '{"Version":"2","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'],
    ['no statements', '{"Version":"1","Statement":[]}'],
    ['a statement that is a text', '{"Version":"1","Statement":["Allow"]}'],
  ])('%s', (_, document) => expect(parsePolicy(document)).toBeUndefined())

  test.each([
    ['a single resource', allow('ecs:*', { Resource: 'acs:ecs:*:*:instance/i-1' })],
    ['no resource', { Effect: 'Allow', Action: 'ecs:*' }],
    ['a condition', allow('ecs:*', { Condition: { Bool: { 'acs:SecureTransport': 'true' } } })],
    ['NotAction', { Effect: 'Allow', NotAction: 'ram:*', Resource: '*' }],
    ['an unknown effect', { Effect: 'Maybe', Action: '*', Resource: '*' }],
    ['no action', allow([])],
    ['a number', allow(1)],
    ['a wrongly formed action', allow('ecs RunInstances')],
  ])('%s', (_, statement) => expect(policy(statement)).toBeUndefined())

  test('one such statement spoils the others', () => {
    expect(policy(deny('*'), allow('ecs:*', { Condition: {} }))).toBeUndefined()
  })
})
