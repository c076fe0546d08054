// Copies of whole groups.

import { z } from '@hono/zod-openapi'
import { cloneGroup } from '../../../service/securityGroup/cloneGroup.ts'
import { groupDescription, groupName, groupParams, projectFor, region, resourceId } from '../fields.ts'
import { leftSchema, leftView } from '../leftRules.ts'
import { operation } from '../operation.ts'
import { regionFor } from '../regionFor.ts'
import { groupSchema, groupView, ruleSchema, ruleView } from '../views.ts'

const all = z.array(ruleSchema)

export const copyOperations = [
  operation({
    name: 'cloneGroup',
    method: 'post',
    path: '/groups/{groupId}/clone',
    summary: 'Clone a security group, also into another region or network',
    effect: 'write',
    params: groupParams,
    body: z.strictObject({
      region: region.optional().openapi({ description: 'the region of the original when left out' }),
      vpcId: resourceId.nullable().optional().openapi({
        description:
          'null: classic network; left out: the network of the original, elsewhere the default VPC',
      }),
      project: z.string().optional().openapi({
        description: 'project or resource group of the clone; that of the original when left out',
      }),
      name: groupName.optional(),
      description: groupDescription.optional(),
      keepRules: z.boolean().default(true),
      keepTags: z.boolean().default(false),
    }),
    answer: z.object({
      group: groupSchema,
      added: all,
      lowered: all.openapi({ description: 'originals with a priority beyond 100; their copies have 100' }),
      left: leftSchema,
    }),
    run(call, { params, body, t }) {
      const { state } = call
      const { project, ...wishes } = body
      if (wishes.region !== undefined) regionFor(call, wishes.region)
      const clone = cloneGroup(call, { ...params, ...wishes, resourceGroupId: projectFor(project) })
      return {
        group: groupView(state, clone.group),
        added: clone.added.map((rule) => ruleView(state, rule)),
        lowered: clone.lowered.map((rule) => ruleView(state, rule)),
        left: leftView(state, clone.left, t),
      }
    },
  }),
]
