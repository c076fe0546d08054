// ClassicLink: which classic instances are linked to which VPCs; opening a VPC to links, linking and unlinking.

import { z } from '@hono/zod-openapi'
import type { Eni } from '../../../core/model/network.ts'
import { linkInstance, linksOf, unlinkInstance } from '../../../service/classic/links.ts'
import { modifyVpc } from '../../../service/vpc/modifyVpc.ts'
import { cut, nextPage, page, region, resourceId } from '../fields.ts'
import { operation } from '../operation.ts'

const vpcParams = z.object({ vpcId: resourceId })
const linkParams = z.object({ vpcId: resourceId, instanceId: resourceId })

export const classicLinkSchema = z
  .object({
    id: z.string().openapi({ description: 'of the interface that stands in the VPC for the instance' }),
    instanceId: z.string(),
    vpcId: z.string(),
    region: z.string(),
    address: z.string().openapi({ description: 'of its intranet interface' }),
    groups: z.array(z.string()),
  })
  .openapi('ClassicLink')

export const classicLinkOperations = [
  operation({
    name: 'listClassicLinks',
    method: 'get',
    path: '/classic-links',
    summary: 'List classic instances that are linked to VPCs',
    effect: 'read',
    query: z.strictObject({
      region: region.optional(),
      vpcId: z.string().optional(),
      instanceId: z.string().optional(),
      ...page,
    }),
    answer: z.object({ items: z.array(classicLinkSchema), next: nextPage }),
    run(call, { query }) {
      const links = linksOf(call, query.region)
        .filter(({ vpcId }) => query.vpcId === undefined || vpcId === query.vpcId)
        .filter(({ instanceId }) => query.instanceId === undefined || instanceId === query.instanceId)
      const part = cut(links, query)
      return { items: part.items.map(linkView), next: part.next }
    },
  }),
  operation({
    name: 'setClassicLink',
    method: 'put',
    path: '/vpcs/{vpcId}/classic-link',
    summary: 'Open a VPC to links of classic instances, or close it once there are none left',
    effect: 'write',
    params: vpcParams,
    body: z.strictObject({ enabled: z.boolean() }),
    answer: z.object({}),
    run(call, { params: { vpcId }, body }) {
      modifyVpc(call, { vpcId, classicLink: body.enabled })
      return {}
    },
  }),
  operation({
    name: 'linkInstance',
    method: 'put',
    path: '/vpcs/{vpcId}/classic-links/{instanceId}',
    summary: 'Link a classic instance to a VPC that is open to it',
    effect: 'write',
    params: linkParams,
    answer: z.object({}),
    run(call, { params }) {
      linkInstance(call, params)
      return {}
    },
  }),
  operation({
    name: 'unlinkInstance',
    method: 'delete',
    path: '/vpcs/{vpcId}/classic-links/{instanceId}',
    summary: 'Unlink a classic instance from a VPC',
    effect: 'write',
    params: linkParams,
    answer: z.object({}),
    run(call, { params }) {
      unlinkInstance(call, params)
      return {}
    },
  }),
]

const linkView = (eni: Eni): z.input<typeof classicLinkSchema> => ({
  id: eni.id,
  instanceId: eni.instanceId ?? '',
  vpcId: eni.vpcId,
  region: eni.region,
  address: eni.primaryAddress,
  groups: [...eni.securityGroupIds],
})
