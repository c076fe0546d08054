// Terraform plans: what is known, what refers to what, and what only apply will tell.

import { describe, expect, test } from 'vitest'
import { isOpen, type Row, read } from './files.ts'

interface Resource {
  readonly address: string
  readonly type: string
  readonly name: string
  readonly index?: string | number
  readonly values: Row
}

const resource = (address: string, values: Row, index?: string | number): Resource => {
  const [type = '', name = ''] = address
    .replace(/\[.*\]$/, '')
    .split('.')
    .slice(-2)
  return { address, type, name, values, ...(index !== undefined && { index }) }
}

/** `unknown`: per address, what is known after apply only; `references`: per declared resource and argument. */
function plan(
  resources: readonly Resource[],
  unknown: Readonly<Record<string, Row>> = {},
  references: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {},
): Row {
  return {
    format_version: '1.2',
    planned_values: { root_module: { resources: resources.map((each) => ({ ...each, mode: 'managed' })) } },
    resource_changes: Object.entries(unknown).map(([address, after_unknown]) => ({
      address,
      change: { after_unknown },
    })),
    configuration: {
      root_module: {
        resources: Object.entries(references).map(([address, expressions]) => {
          const [type, name] = address.split('.')
          return {
            ...{ address, type, name },
            expressions: Object.fromEntries(
              Object.entries(expressions).map(([argument, names]) => [argument, { references: names }]),
            ),
          }
        }),
      },
    },
  }
}

const RULE = { type: 'ingress', ip_protocol: 'tcp', port_range: '22/22', policy: 'accept', priority: 1 }
const ssh = 'alicloud_security_group_rule.ssh'
const web = resource('alicloud_security_group.web', { name: 'web', inner_access_policy: 'Accept' })
const toWeb = {
  [ssh]: { security_group_id: ['alicloud_security_group.web.id', 'alicloud_security_group.web'] },
}

describe('alicloud', () => {
  test('a rule of a group that does not exist yet', () => {
    const made = plan(
      [web, resource(ssh, { ...RULE, cidr_ip: '0.0.0.0/0' })],
      { [ssh]: { security_group_id: true } },
      toWeb,
    )
    const answer = isOpen([read(made)])
    expect([answer.open, answer.rules]).toEqual([true, [ssh]])
  })

  test('a block that only apply will tell is unknown; one that does not matter is not', () => {
    const unknown = { [ssh]: { security_group_id: true, cidr_ip: true } }
    const made = plan([web, resource(ssh, RULE)], unknown, toWeb)
    expect(isOpen([read(made)]).open).toBe('unknown')
    expect(isOpen([read(made)], 'tcp/80').open).toBe(false)
  })

  test.each([
    ['policy', 'unknown'],
    ['priority', true],
    ['port_range', 'unknown'],
    ['ip_protocol', 'unknown'],
  ])('a rule for everyone whose %s is not known: %s', (argument, expected) => {
    const { [argument as keyof typeof RULE]: _, ...known } = RULE
    const made = plan(
      [web, resource(ssh, { ...known, cidr_ip: '0.0.0.0/0' })],
      { [ssh]: { security_group_id: true, [argument]: true } },
      toWeb,
    )
    expect(isOpen([read(made)]).open).toBe(expected)
  })

  test('a drop whose priority is not known may stand before the accept or behind it', () => {
    const deny = 'alicloud_security_group_rule.deny'
    const made = plan(
      [
        resource('alicloud_security_group.web', { id: 'sg-1', inner_access_policy: 'Drop' }),
        resource(ssh, { ...RULE, security_group_id: 'sg-1', cidr_ip: '0.0.0.0/0', priority: 50 }),
        resource(deny, {
          type: 'ingress',
          ip_protocol: 'all',
          port_range: '-1/-1',
          policy: 'drop',
          cidr_ip: '0.0.0.0/0',
          security_group_id: 'sg-1',
        }),
      ],
      { [deny]: { priority: true } },
    )
    expect(isOpen([read(made)]).open).toBe('unknown')
  })

  test('prefix lists of the plan, by id and by reference', () => {
    const list = resource('alicloud_ecs_prefix_list.office', {
      address_family: 'IPv4',
      max_entries: 5,
      entry: [{ cidr: '8.8.8.0/24', description: '' }],
    })
    const made = plan(
      [web, list, resource(ssh, RULE)],
      { [ssh]: { security_group_id: true, prefix_list_id: true } },
      { [ssh]: { ...toWeb[ssh], prefix_list_id: ['alicloud_ecs_prefix_list.office.id'] } },
    )
    expect(isOpen([read(made)]).open).toBe(true)
  })

  test('one of many made by for_each: each rule belongs to the group with its key', () => {
    const group = (key: string) =>
      resource(`alicloud_security_group.g["${key}"]`, { inner_access_policy: 'Drop' }, key)
    const rule = (key: string, port: string) =>
      resource(
        `alicloud_security_group_rule.r["${key}"]`,
        { ...RULE, port_range: port, cidr_ip: '0.0.0.0/0' },
        key,
      )
    const made = plan(
      [group('a'), group('b'), rule('a', '22/22'), rule('b', '80/80')],
      {
        'alicloud_security_group_rule.r["a"]': { security_group_id: true },
        'alicloud_security_group_rule.r["b"]': { security_group_id: true },
      },
      { 'alicloud_security_group_rule.r': { security_group_id: ['alicloud_security_group.g', 'each.key'] } },
    )
    const { rules } = read(made)
    expect(rules.map(({ id, groupId }) => [id, groupId])).toEqual([
      ['alicloud_security_group_rule.r["a"]', 'alicloud_security_group.g["a"]'],
      ['alicloud_security_group_rule.r["b"]', 'alicloud_security_group.g["b"]'],
    ])
  })

  test('through a variable of a module and an output of another', () => {
    const rule = 'module.rules.alicloud_security_group_rule.ssh'
    const group = 'module.group.alicloud_security_group.main'
    const child = (name: string, made: Resource) => ({
      address: `module.${name}`,
      resources: [{ ...made, mode: 'managed' }],
    })
    const declared = (type: string, name: string, expressions: Row = {}) => ({ type, name, expressions })
    const made = {
      format_version: '1.2',
      planned_values: {
        root_module: {
          child_modules: [
            child('group', resource(group, { inner_access_policy: 'Drop' })),
            child('rules', resource(rule, { ...RULE, cidr_ip: '0.0.0.0/0' })),
          ],
        },
      },
      resource_changes: [{ address: rule, change: { after_unknown: { security_group_id: true } } }],
      configuration: {
        root_module: {
          module_calls: {
            group: {
              module: {
                outputs: { id: { expression: { references: ['alicloud_security_group.main.id'] } } },
                resources: [declared('alicloud_security_group', 'main')],
              },
            },
            rules: {
              expressions: { sg: { references: ['module.group.id', 'module.group'] } },
              module: {
                resources: [
                  declared('alicloud_security_group_rule', 'ssh', {
                    security_group_id: { references: ['var.sg'] },
                  }),
                ],
              },
            },
          },
        },
      },
    }
    expect(read(made).rules.map(({ id, groupId }) => [id, groupId])).toEqual([[rule, group]])
  })
})

describe('tencentcloud', () => {
  const group = resource('tencentcloud_security_group.t', { id: 'sg-t', name: 't' })

  test('lite rules stand in the order written', () => {
    const rules = (...ingress: string[]) =>
      plan([
        group,
        resource('tencentcloud_security_group_lite_rule.r', {
          security_group_id: 'sg-t',
          ingress,
          egress: [],
        }),
      ])
    expect(isOpen([read(rules('DROP#0.0.0.0/0#ALL#ALL', 'ACCEPT#0.0.0.0/0#22#TCP'))]).open).toBe(false)
    expect(isOpen([read(rules('ACCEPT#0.0.0.0/0#80,22#TCP', 'DROP#0.0.0.0/0#ALL#ALL'))]).open).toBe(true)
    expect(isOpen([read(rules('ACCEPT#ipm-1#22#TCP'))]).open).toBe('unknown')
  })

  test('rule sets, with a block that only apply will tell', () => {
    const address = 'tencentcloud_security_group_rule_set.r'
    const set = (ingress: readonly Row[], after: readonly Row[] = []) =>
      plan([group, resource(address, { security_group_id: 'sg-t', ingress, egress: [] })], {
        [address]: { ingress: after },
      })
    const rule = { action: 'ACCEPT', protocol: 'TCP', port: '22' }
    expect(isOpen([read(set([{ ...rule, cidr_block: '0.0.0.0/0' }]))]).open).toBe(true)
    expect(isOpen([read(set([rule], [{ cidr_block: true }]))]).open).toBe('unknown')
  })

  test('a rule of a kind that is not read is never left out in silence', () => {
    const old = resource('tencentcloud_security_group_rule.r', {
      security_group_id: 'sg-t',
      policy: 'accept',
    })
    expect(() => read(plan([group, old]))).toThrow('resourceUnread')
  })
})
