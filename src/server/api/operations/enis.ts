// Network interfaces: list, show, and other groups in one step.

import { z } from '@hono/zod-openapi'
import { fail } from '../../../core/model/faults.ts'
import { replaceGroups } from '../../../service/eni/replaceGroups.ts'
import { owned } from '../../../service/owned.ts'
import { cut, nextPage, page, region, resourceId } from '../fields.ts'
import { operation } from '../operation.ts'
import { eniSchema, eniView } from '../views.ts'

const params = z.object({ eniId: resourceId })
const shownEni = z.object({ eni: eniSchema })

export const eniOperations = [
  operation({
    name: 'listEnis',
    method: 'get',
    path: '/enis',
    summary: 'List network interfaces',
    effect: 'read',
    query: z.strictObject({
      region: region.optional(),
      groupId: z.string().optional(),
      instanceId: z.string().optional(),
      ...page,
    }),
    answer: z.object({ items: z.array(eniSchema), next: nextPage }),
    run(call, { query }) {
      const { region: only, groupId, instanceId } = query
      const enis = call.state
        .by('eni', 'account', call.accountId)
        .filter((eni) => only === undefined || eni.region === only)
        .filter((eni) => groupId === undefined || eni.securityGroupIds.some((id) => id === groupId))
        .filter((eni) => instanceId === undefined || eni.instanceId === instanceId)
      const part = cut(enis, query)
      return { items: part.items.map(eniView), next: part.next }
    },
  }),
  operation({
    name: 'showEni',
    method: 'get',
    path: '/enis/{eniId}',
    summary: 'Show a network interface',
    effect: 'read',
    params,
    answer: shownEni,
    run: (call, { params: { eniId } }) => ({
      eni: eniView(owned(call, 'eni', eniId) ?? fail({ name: 'eniNotFound', eniId })),
    }),
  }),
  operation({
    name: 'replaceEniGroups',
    method: 'put',
    path: '/enis/{eniId}/groups',
    summary: 'Give a network interface exactly these security groups, in one step',
    effect: 'write',
    params,
    body: z.strictObject({ groups: z.array(resourceId).min(1) }),
    answer: shownEni,
    run: (call, { params: { eniId }, body }) => ({
      eni: eniView(replaceGroups(call, { eniId, groupIds: body.groups })),
    }),
  }),
]
