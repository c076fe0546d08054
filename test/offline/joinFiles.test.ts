// Several files together: no rule is lost because two of them make up the same name for what has none.

import { describe, expect, test } from 'vitest'
import { parseService } from '../../src/core/analysis/exposure/service.ts'
import { askGroups } from '../../src/offline/ask.ts'
import { joinFiles } from '../../src/offline/joinFiles.ts'
import type { Part } from '../../src/offline/part.ts'
import { FileProblem } from '../../src/offline/problem.ts'
import { assemble, shownId } from '../../src/offline/world.ts'
import { groupAnswer, permission, type Row, read } from './files.ts'

const unnamed = (fields: Row = {}): Row => permission({ SecurityGroupRuleId: undefined, ...fields })
const egress = { Direction: 'egress', SourceCidrIp: '', DestCidrIp: '0.0.0.0/0' }

function isOpen(parts: readonly Part[], context: readonly Part[] = []) {
  const world = assemble(joinFiles(parts), joinFiles(context))
  const service = parseService('tcp/22')
  if (service === undefined) throw new Error('no service')
  return askGroups(world, world.groups, { from: 'internet', to: service })
}

const permutations = <T>([a, b]: readonly [T, T]) => [
  [a, b],
  [b, a],
]

function problemOf(make: () => unknown): string {
  try {
    make()
  } catch (error) {
    if (error instanceof FileProblem) return error.code
    throw error
  }
  return 'none'
}

describe('rules without ids', () => {
  const directions = permutations([
    read(groupAnswer([unnamed()]), 'in.json'),
    read(groupAnswer([unnamed(egress)]), 'out.json'),
  ] as const)
  test.each(directions)('both directions of one group, a file each, count in either order', (...parts) => {
    expect(isOpen(parts)).toMatchObject({ open: true })
    expect(joinFiles(parts).rules).toHaveLength(2)
  })

  test.each([
    ['answers', (port: string) => [unnamed({ PortRange: port })], 'rules.json'],
    [
      'tables',
      (port: string) =>
        `Direction,Policy,Priority,IpProtocol,PortRange,SourceCidrIp\ningress,Accept,1,TCP,${port},0.0.0.0/0`,
      'rules.csv',
    ],
  ])('%s of one name in two folders are two groups', (_, contentOf, name) => {
    const [ssh, web] = [read(contentOf('22/22'), `a/${name}`), read(contentOf('80/80'), `b/${name}`)]
    for (const parts of permutations([ssh, web] as const)) {
      expect(isOpen(parts).open).toBe(true)
      expect(joinFiles(parts).groups.map(({ id }) => id)).toEqual(['rules', 'rules (2)'])
    }
  })

  test('a made-up name is no name that another file has', () => {
    const parts = ['a/x.json', 'x (2).json', 'b/x.json'].map((name) => read([unnamed()], name))
    expect(new Set(joinFiles(parts).groups.map(({ id }) => id)).size).toBe(3)
  })

  test('the same file twice is as good as once', () => {
    const part = read(groupAnswer([unnamed(), unnamed({ PortRange: '80/80' })]))
    expect(joinFiles([part, part]).rules).toHaveLength(4)
    const world = assemble(joinFiles([part, part]), joinFiles([]))
    expect(world.reader.by('rule', 'group', 'sg-a')).toHaveLength(2)
  })
})

describe('ids that stand in files', () => {
  test('of two groups that number their rules alike none is lost, and both go by their id', () => {
    const parts = ['sg-a', 'sg-b'].map((SecurityGroupId) =>
      read(
        groupAnswer([permission({ PortRange: SecurityGroupId === 'sg-a' ? '22/22' : '80/80' })], {
          SecurityGroupId,
        }),
      ),
    )
    expect(isOpen(parts).open).toBe(true)
    expect(joinFiles(parts).rules.map(({ id }) => shownId(id))).toEqual(['sgr-1', 'sgr-1'])
  })

  test('one rule of one group that two files tell differently is refused', () => {
    const parts = ['Accept', 'Drop'].map((Policy) => read(groupAnswer([permission({ Policy })])))
    expect(problemOf(() => joinFiles(parts))).toBe('ruleTwice')
    const described = ['', 'SSH'].map((Description) => read(groupAnswer([permission({ Description })])))
    expect(problemOf(() => joinFiles(described))).toBe('none')
  })

  test('so are two rules at one place of a list, and one list with two contents', () => {
    const policy = { PolicyIndex: 0, Protocol: 'tcp', Port: '22', CidrBlock: '0.0.0.0/0' }
    const answer = {
      SecurityGroupId: 'sg-t',
      SecurityGroupPolicySet: {
        Ingress: [
          { ...policy, Action: 'ACCEPT' },
          { ...policy, Action: 'DROP' },
        ],
      },
    }
    expect(problemOf(() => joinFiles([read(answer)]))).toBe('ruleTwice')
    const lists = ['10.0.0.0/8', '0.0.0.0/0'].map((cidr) => read({ 'pl-1': [cidr] }))
    expect(problemOf(() => joinFiles(lists))).toBe('listTwice')
  })

  test('an interface told of by its instance keeps what only its own answer knows', () => {
    const instance = read({
      Instances: {
        Instance: [
          {
            InstanceId: 'i-1',
            SecurityGroupIds: { SecurityGroupId: ['sg-b'] },
            NetworkInterfaces: {
              NetworkInterface: [{ NetworkInterfaceId: 'eni-1', PrimaryIpAddress: '10.0.0.5' }],
            },
          },
        ],
      },
    })
    const eni = read({
      NetworkInterfaceSets: {
        NetworkInterfaceSet: [
          {
            NetworkInterfaceId: 'eni-1',
            PrivateIpAddress: '10.0.0.5',
            Ipv4PrefixSets: { Ipv4PrefixSet: [{ Ipv4Prefix: '10.0.0.16/28' }] },
            SecurityGroupIds: { SecurityGroupId: ['sg-b'] },
          },
        ],
      },
    })
    for (const parts of permutations([eni, instance] as const)) {
      expect(joinFiles(parts).enis.map(({ eni: { prefixes } }) => prefixes)).toEqual([['10.0.0.16/28']])
    }
  })
})

test('Terraform plans of two environments have groups and doubts of their own', () => {
  const plan = (port: string, isUnknown: boolean) =>
    read({
      format_version: '1.2',
      terraform_version: '1.9.0',
      planned_values: {
        root_module: {
          resources: [
            {
              address: 'alicloud_security_group.web',
              type: 'alicloud_security_group',
              name: 'web',
              values: {},
            },
            {
              address: 'alicloud_security_group_rule.in',
              type: 'alicloud_security_group_rule',
              name: 'in',
              values: { type: 'ingress', ip_protocol: 'tcp', port_range: port, cidr_ip: '0.0.0.0/0' },
            },
          ],
        },
      },
      resource_changes: ['web', 'in'].map((name) => ({
        address: `alicloud_security_group${name === 'in' ? '_rule' : ''}.${name}`,
        mode: 'managed',
        type: `alicloud_security_group${name === 'in' ? '_rule' : ''}`,
        name,
        change: {
          actions: ['create'],
          after_unknown: name === 'in' ? { security_group_id: true, policy: isUnknown } : { id: true },
        },
      })),
      configuration: {
        root_module: {
          resources: [
            {
              address: 'alicloud_security_group_rule.in',
              expressions: { security_group_id: { references: ['alicloud_security_group.web.id'] } },
            },
          ],
        },
      },
    })
  const open = isOpen([plan('22/22', false), plan('80/80', false)])
  expect(open.open).toBe(true)
  expect(isOpen([plan('80/80', false), plan('22/22', true)]).open).toBe('unknown')
})
