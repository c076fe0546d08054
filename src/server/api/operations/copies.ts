// Copies of whole groups: clone and restore.

import { z } from '@hono/zod-openapi'
import type { ResourceReader } from '../../../core/model/resources.ts'
import type { LeftRule } from '../../../service/rule/copyRule.ts'
import { cloneGroup } from '../../../service/securityGroup/cloneGroup.ts'
import { restoreGroup } from '../../../service/securityGroup/restoreGroup.ts'
import type { Translate } from '../../../text/index.ts'
import { groupDescription, groupName, groupParams, projectFor, region, resourceId } from '../fields.ts'
import { operation } from '../operation.ts'
import { reasonSchema, reasonView } from '../reason.ts'
import { regionFor } from '../regionFor.ts'
import { groupSchema, groupView, ruleSchema, ruleView } from '../views.ts'

const left = z
  .array(z.object({ rule: ruleSchema, reason: reasonSchema }))
  .openapi({ description: 'rules that cannot follow, each with the reason' })

const leftView = (state: ResourceReader, rules: readonly LeftRule[], t: Translate): z.input<typeof left> =>
  rules.map(({ rule, reason }) => ({ rule: ruleView(state, rule), reason: reasonView(reason, t) }))

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
      left,
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
  operation({
    name: 'restoreGroup',
    method: 'post',
    path: '/groups/{groupId}/restore',
    summary: 'Restore the rules of a security group from another one',
    effect: 'write',
    params: groupParams,
    body: z.strictObject({
      from: resourceId.openapi({ description: 'the group whose rules are taken (the target of the manual)' }),
      mode: z.enum(['full', 'partial']).openapi({
        description:
          '`full`: the rules become those of the other group; `partial`: only missing ones are added',
      }),
      systemRulesAt100: z.boolean().default(false),
    }),
    answer: z.object({
      added: all.openapi({ description: 'rules only in the other group (green)' }),
      surplus: all.openapi({ description: 'rules only in this group (red); a full restore removes them' }),
      left,
    }),
    run(call, { params, body: { from, ...options }, t }) {
      const { state } = call
      const restored = restoreGroup(call, { ...params, fromGroupId: from, ...options })
      return {
        added: restored.added.map((rule) => ruleView(state, rule)),
        surplus: restored.surplus.map((rule) => ruleView(state, rule)),
        left: leftView(state, restored.left, t),
      }
    },
  }),
]
