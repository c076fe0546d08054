// What a policy file may hold; the JSON Schema for editors comes from this as well.

import { z } from 'zod'
import { groupName, priority, region, ruleDescription, tags } from '../api/fields.ts'

const key = z.string().regex(/^[A-Za-z][\w.-]{0,63}$/, { message: 'expected.policyKey' })

const oneOrMore = (what: string) => z.union([z.string(), z.array(z.string()).min(1)]).describe(what)

const PEER = 'blocks, `group:name`, `list:name`, `sg-…` or `pl-…`; one, or a list of them'

const services = z
  .string()
  .describe('words such as `ssh,http`, `tcp/22,80,8000-8100`, `udp/53`, `tcp/list:name`, `icmp`, `all`')

const rule = z
  .strictObject({
    allow: services.optional(),
    deny: services.optional(),
    from: oneOrMore(PEER).optional().describe('of ingress rules'),
    to: oneOrMore(PEER).optional().describe('of egress rules'),
    priority: priority
      .default(1)
      .describe('1 to 100; the smaller number decides, at equal numbers `deny` does'),
    description: ruleDescription.default(''),
    sourcePorts: z.string().optional().describe('one range of source ports, such as `1024-65535`'),
    own: z.string().optional().describe("address or block of the instance's own side"),
  })
  .describe('a rule: `allow` or `deny` a service, `from` or `to` somebody')

const group = z.strictObject({
  name: groupName.optional().describe('the name of its entry when left out'),
  description: z.string().max(256).default(''),
  kind: z.enum(['basic', 'enterprise']).default('basic'),
  innerAccess: z
    .enum(['accept', 'drop'])
    .optional()
    .describe('whether members reach each other without a rule; as it is when left out'),
  tags: tags.default({}).describe('tags of the group itself'),
  members: tags
    // None at all would be everybody in the VPC.
    .refine((all) => Object.keys(all).length > 0, { message: 'expected.members' })
    .optional()
    .describe('members are the interfaces that have, or whose instances have, all of these tags'),
  ingress: z.array(rule).default([]),
  egress: z.array(rule).default([]),
})

const entry = z.union([
  z.string(),
  z.number(),
  z.strictObject({ entry: z.union([z.string(), z.number()]), description: z.string().default('') }),
])

const prefixList = z.strictObject({
  name: groupName.optional(),
  description: z.string().max(256).default(''),
  family: z.enum(['IPv4', 'IPv6']).default('IPv4'),
  maxEntries: z.int().min(1).optional().describe('fixed when the list is made'),
  entries: z.array(entry).default([]),
})

const portList = prefixList.omit({ family: true })

const TEST = '`<end> -> <end> [service]`, ends as in `menshen prove`, and names of groups as `group:name`'

const test = z
  .strictObject({
    name: z.string().optional(),
    allow: z.string().optional().describe(`every packet from everybody gets there: ${TEST}`),
    deny: z.string().optional().describe(`not a single packet gets there: ${TEST}`),
    only: z.string().optional().describe(`from nobody else a packet gets there: ${TEST}`),
  })
  .describe('a test: one of `allow`, `deny`, `only`')

export const policyFileSchema = z
  .strictObject({
    $schema: z.string().optional(),
    policy: key.optional().describe('what all files together are called; `default` when none says it'),
    region: region.optional(),
    vpc: z.string().optional().describe('id or name; the default VPC of the region when left out'),
    groups: z.record(key, group).default({}),
    prefixLists: z.record(key, prefixList).default({}),
    portLists: z.record(key, portList).default({}),
    tests: z.array(test).default([]),
  })
  .describe('A part of a declarative policy of Menshen: security groups, lists, memberships by tag, tests')

export type PolicyFileContent = z.output<typeof policyFileSchema>
export type RuleContent = z.output<typeof rule>
export type EntryContent = z.output<typeof entry>

/** For editors: what may be left out stays optional. */
export const policyJsonSchema = (): object => ({
  title: 'Menshen policy',
  ...z.toJSONSchema(policyFileSchema, { io: 'input', unrepresentable: 'any' }),
})
