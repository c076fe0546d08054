// VPCs with their vSwitches, and how much stands in them.

import { z } from '@hono/zod-openapi'
import type { Vpc } from '../../../core/model/network.ts'
import type { ResourceReader } from '../../../core/model/resources.ts'
import { linksInto } from '../../../service/classic/links.ts'
import { region } from '../fields.ts'
import { operation } from '../operation.ts'

const vSwitchSchema = z.object({
  id: z.string(),
  name: z.string(),
  zone: z.string(),
  cidr: z.string(),
  ipv6Cidr: z.string().nullable(),
  networkAclId: z.string().nullable(),
  enis: z.int(),
})

export const vpcSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    region: z.string(),
    cidrs: z.array(z.string()).openapi({ description: 'all its blocks, the first one first, IPv6 last' }),
    isDefault: z.boolean(),
    groups: z.int().openapi({ description: 'security groups that stand in it' }),
    classicLink: z.boolean().openapi({ description: 'classic instances can be linked to it' }),
    linked: z.int().openapi({ description: 'classic instances that are linked to it' }),
    vSwitches: z.array(vSwitchSchema),
  })
  .openapi('Vpc')

export const vpcOperations = [
  operation({
    name: 'listVpcs',
    method: 'get',
    path: '/vpcs',
    summary: 'List VPCs with their vSwitches',
    effect: 'read',
    query: z.strictObject({ region: region.optional() }),
    answer: z.object({ items: z.array(vpcSchema) }),
    run: ({ state, accountId }, { query }) => ({
      items: state
        .by('vpc', 'account', accountId)
        .filter((vpc) => query.region === undefined || vpc.region === query.region)
        .map((vpc) => vpcView(state, vpc)),
    }),
  }),
]

const vpcView = (state: ResourceReader, vpc: Vpc): z.input<typeof vpcSchema> => ({
  ...{ id: vpc.id, name: vpc.name, region: vpc.region, isDefault: vpc.isDefault },
  cidrs: [vpc.cidr, ...vpc.secondaryCidrs, ...(vpc.ipv6Cidr === null ? [] : [vpc.ipv6Cidr])],
  groups: state.by('securityGroup', 'vpc', vpc.id).length,
  classicLink: vpc.classicLink === true,
  linked: linksInto(state, vpc.id).length,
  vSwitches: state.by('vSwitch', 'vpc', vpc.id).map((one) => ({
    ...{ id: one.id, name: one.name, zone: one.zone, cidr: one.cidr, ipv6Cidr: one.ipv6Cidr },
    networkAclId: one.networkAclId ?? null,
    enis: state.by('eni', 'vSwitch', one.id).length,
  })),
})
