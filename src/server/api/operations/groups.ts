// Security groups: list, show, create, change, delete.

import { z } from '@hono/zod-openapi'
import { TEMPLATE_NAMES } from '../../../core/model/groupTemplates.ts'
import type { ResourceReader } from '../../../core/model/resources.ts'
import type { Rule } from '../../../core/model/rule.ts'
import type { SecurityGroup } from '../../../core/model/securityGroup.ts'
import { compareRefs, refTo } from '../../../core/policy/order.ts'
import type { Call } from '../../../service/call.ts'
import { deleteGroup } from '../../../service/securityGroup/deleteGroup.ts'
import { findGroup } from '../../../service/securityGroup/findGroup.ts'
import { listGroups } from '../../../service/securityGroup/listGroups.ts'
import { renameGroup, setInnerAccess, setLiveSessions } from '../../../service/securityGroup/modifyGroup.ts'
import { forceRemoveGroup, markGroup } from '../../../service/securityGroup/operate.ts'
import { referrersOf } from '../../../service/securityGroup/references.ts'
import { createFromTemplate } from '../../../service/securityGroup/templates.ts'
import {
  action,
  cut,
  flag,
  groupDescription,
  groupName,
  groupParams,
  nextPage,
  page,
  projectFor,
  region,
  resourceId,
  tags,
  usualRegion,
} from '../fields.ts'
import { operation } from '../operation.ts'
import { regionFor } from '../regionFor.ts'
import { groupSchema, groupView, ruleSchema, ruleView } from '../views.ts'

const kind = z.enum(['basic', 'enterprise'])
const shownGroup = z.object({ group: groupSchema })

export const groupOperations = [
  operation({
    name: 'listGroups',
    method: 'get',
    path: '/groups',
    summary: 'List security groups',
    effect: 'read',
    query: z.strictObject({
      region: region.optional(),
      vpcId: z.string().optional(),
      name: z.string().optional().openapi({ description: 'part of the name, in any case' }),
      kind: kind.optional(),
      ...page,
    }),
    answer: z.object({ items: z.array(groupSchema), next: nextPage }),
    run(call, { query }) {
      const { region: only, limit, after, ...filter } = query
      const regions = only === undefined ? regionsOf(call) : [only]
      const groups = regions.flatMap((one) => listGroups(call, { ...filter, region: one, fuzzy: true }))
      const part = cut(groups, { limit, after })
      return { items: part.items.map((group) => groupView(call.state, group)), next: part.next }
    },
  }),
  operation({
    name: 'showGroup',
    method: 'get',
    path: '/groups/{groupId}',
    summary: 'Show a security group with its rules in the order in which they decide',
    effect: 'read',
    params: groupParams,
    answer: z.object({
      group: groupSchema,
      rules: z.array(ruleSchema),
      members: z.array(z.string()).openapi({ description: 'network interfaces' }),
      referrers: z.array(z.string()).openapi({ description: 'groups with rules that name this one' }),
    }),
    run(call, { params }) {
      const group = findGroup(call, params.groupId)
      return {
        group: groupView(call.state, group),
        rules: rulesInOrder(call.state, group).map((rule) => ruleView(call.state, rule)),
        members: call.state.by('eni', 'group', group.id).map(({ id }) => id),
        referrers: referrersOf(call.state, group.id).map(({ id }) => id),
      }
    },
  }),
  operation({
    name: 'createGroup',
    method: 'post',
    path: '/groups',
    summary: 'Create a security group, with the rules of a template if asked for',
    effect: 'write',
    body: z.strictObject({
      region: usualRegion,
      name: groupName,
      description: groupDescription.default(''),
      vpcId: resourceId.nullable().optional().openapi({
        description:
          'null: classic network; left out: what the account is used to, as a rule the default VPC',
      }),
      kind: kind.default('basic'),
      template: z.enum(TEMPLATE_NAMES).default('custom'),
      tags: tags.default({}),
      resourceGroupId: z.string().default('').openapi({
        description: 'project or resource group; empty or `0`: the one that needs no name',
      }),
    }),
    answer: z.object({ group: groupSchema, added: z.array(ruleSchema) }),
    run(call, { body: { template, ...input }, t }) {
      const region = regionFor(call, input.region)
      const resourceGroupId = projectFor(input.resourceGroupId)
      const wanted = { ...input, region, resourceGroupId }
      const { group, added } = createFromTemplate(call, wanted, template, (note) => t(`ruleNote.${note}`))
      return { group: groupView(call.state, group), added: added.map((rule) => ruleView(call.state, rule)) }
    },
  }),
  operation({
    name: 'changeGroup',
    method: 'patch',
    path: '/groups/{groupId}',
    summary: 'Change name, description, inner access or the fate of live sessions of a security group',
    effect: 'write',
    params: groupParams,
    body: z.strictObject({
      name: groupName.optional(),
      description: groupDescription.optional(),
      innerAccess: action.optional(),
      liveSessions: z.enum(['cut', 'keep']).optional().openapi({
        description: 'what becomes of live sessions that the rules no longer allow (C3, C5)',
      }),
      deletionProtection: z.boolean().optional(),
      managed: z.boolean().optional().openapi({ description: 'true: it can be looked at, not changed' }),
    }),
    answer: shownGroup,
    run(call, { params: { groupId }, body }) {
      const { innerAccess, liveSessions, managed, deletionProtection, ...names } = body
      // Out of management first, into it last: in between the group can be changed.
      findGroup(call, groupId)
      if (managed === false) markGroup(call.state, groupId, { managed })
      if (Object.keys(names).length > 0) renameGroup(call, { groupId, ...names })
      if (innerAccess !== undefined) setInnerAccess(call, { groupId, innerAccess })
      if (liveSessions !== undefined) setLiveSessions(call, { groupId, liveSessions })
      markGroup(call.state, groupId, { managed, deletionProtection })
      return { group: groupView(call.state, findGroup(call, groupId)) }
    },
  }),
  operation({
    name: 'deleteGroup',
    method: 'delete',
    path: '/groups/{groupId}',
    summary: 'Delete a security group with its rules',
    effect: 'write',
    params: groupParams,
    query: z.strictObject({
      force: flag.openapi({
        description: '`true`: takes along what the system itself left behind in the group, and nothing else',
      }),
    }),
    answer: z.object({}),
    run(call, { params, query }) {
      if (query.force === 'true') forceRemoveGroup(call, params.groupId)
      else deleteGroup(call, params)
      return {}
    },
  }),
]

const regionsOf = (call: Call): readonly string[] => [
  ...new Set(call.state.by('securityGroup', 'account', call.accountId).map((group) => group.region)),
]

/** Ingress first; within a direction as they decide. */
export const rulesInOrder = (state: ResourceReader, group: SecurityGroup): readonly Rule[] =>
  (['ingress', 'egress'] as const).flatMap((direction) =>
    state
      .by('rule', 'group', group.id)
      .filter((rule) => rule.direction === direction)
      .sort((a, b) => compareRefs(refTo(a, group, 0), refTo(b, group, 0))),
  )
