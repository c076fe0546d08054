// Network ACLs: list, show, create, change, delete, put in front of vSwitches, copy.

import { z } from '@hono/zod-openapi'
import { fail } from '../../../core/model/faults.ts'
import type { NetworkAcl } from '../../../core/model/networkAcl.ts'
import type { Call } from '../../../service/call.ts'
import { bindVSwitches, unbindVSwitches } from '../../../service/networkAcl/bindVSwitches.ts'
import { deleteNetworkAcl, modifyNetworkAcl } from '../../../service/networkAcl/changeNetworkAcl.ts'
import { createNetworkAcl } from '../../../service/networkAcl/createNetworkAcl.ts'
import type { OfNetworkAcl } from '../../../service/networkAcl/findNetworkAcl.ts'
import { copyEntries, updateEntries } from '../../../service/networkAcl/updateEntries.ts'
import { owned } from '../../../service/owned.ts'
import { cut, nextPage, page, region, resourceId, tags, usualRegion } from '../fields.ts'
import { aclDescription, aclEntryForm, aclName, entrySpec } from '../forms/aclEntry.ts'
import { networkAclSchema, networkAclView } from '../networkAclView.ts'
import { operation } from '../operation.ts'
import { regionFor } from '../regionFor.ts'

const params = z.object({ aclId: resourceId })
const shownAcl = z.object({ networkAcl: networkAclSchema })
const entries = z
  .array(aclEntryForm)
  .optional()
  .openapi({ description: 'replaces all entries of the direction, in this order; left out: they stay' })

export const networkAclOperations = [
  operation({
    name: 'listNetworkAcls',
    method: 'get',
    path: '/network-acls',
    summary: 'List network ACLs',
    effect: 'read',
    query: z.strictObject({
      region: region.optional(),
      vpcId: z.string().optional(),
      name: z.string().optional().openapi({ description: 'part of the name, in any case' }),
      ...page,
    }),
    answer: z.object({ items: z.array(networkAclSchema), next: nextPage }),
    run(call, { query }) {
      const { region: only, vpcId, name = '' } = query
      const acls = call.state
        .by('networkAcl', 'account', call.accountId)
        .filter((acl) => only === undefined || acl.region === only)
        .filter((acl) => vpcId === undefined || acl.vpcId === vpcId)
        .filter((acl) => acl.name.toLowerCase().includes(name.toLowerCase()))
      const part = cut(acls, query)
      return { items: part.items.map((acl) => networkAclView(call.state, acl)), next: part.next }
    },
  }),
  operation({
    name: 'showNetworkAcl',
    method: 'get',
    path: '/network-acls/{aclId}',
    summary: 'Show a network ACL with its entries in the order in which they decide',
    effect: 'read',
    params,
    answer: shownAcl,
    run: (call, { params: { aclId } }) => shown(call, aclId),
  }),
  operation({
    name: 'createNetworkAcl',
    method: 'post',
    path: '/network-acls',
    summary: 'Create a network ACL that lets everything through and stands in front of no vSwitch yet',
    effect: 'write',
    body: z.strictObject({
      region: usualRegion,
      vpcId: resourceId,
      name: aclName.default(''),
      description: aclDescription.default(''),
      tags: tags.default({}),
    }),
    answer: shownAcl,
    run(call, { body }) {
      const region = regionFor(call, body.region)
      return shown(call, createNetworkAcl(call, { ...body, region, resourceGroupId: '' }).id)
    },
  }),
  operation({
    name: 'changeNetworkAcl',
    method: 'patch',
    path: '/network-acls/{aclId}',
    summary: 'Change name, description or entries of a network ACL',
    effect: 'write',
    params,
    body: z.strictObject({
      name: aclName.optional(),
      description: aclDescription.optional(),
      ingress: entries,
      egress: entries,
    }),
    answer: shownAcl,
    run(call, { params: { aclId }, body: { name, description, ingress, egress } }) {
      const acl = addressed(call, aclId)
      modifyNetworkAcl(call, { ...acl, name, description })
      updateEntries(call, {
        ...acl,
        ingress: ingress?.map((entry, index) => entrySpec(entry, `ingress.${index}`)),
        egress: egress?.map((entry, index) => entrySpec(entry, `egress.${index}`)),
      })
      return shown(call, aclId)
    },
  }),
  operation({
    name: 'deleteNetworkAcl',
    method: 'delete',
    path: '/network-acls/{aclId}',
    summary: 'Delete a network ACL that stands in front of no vSwitch',
    effect: 'write',
    params,
    answer: z.object({}),
    run(call, { params: { aclId } }) {
      deleteNetworkAcl(call, addressed(call, aclId))
      return {}
    },
  }),
  operation({
    name: 'bindNetworkAcl',
    method: 'post',
    path: '/network-acls/{aclId}/vswitches',
    summary: 'Put a network ACL in front of vSwitches: all of them or none',
    effect: 'write',
    params,
    body: z.strictObject({ vSwitches: z.array(resourceId).min(1) }),
    answer: shownAcl,
    run(call, { params: { aclId }, body }) {
      bindVSwitches(call, { ...addressed(call, aclId), vSwitchIds: body.vSwitches })
      return shown(call, aclId)
    },
  }),
  operation({
    name: 'unbindNetworkAcl',
    method: 'delete',
    path: '/network-acls/{aclId}/vswitches',
    summary: 'Take a network ACL away from vSwitches: all of them or none',
    effect: 'write',
    params,
    query: z.strictObject({ ids: z.string().min(1).openapi({ description: 'parted by commas' }) }),
    answer: shownAcl,
    run(call, { params: { aclId }, query }) {
      unbindVSwitches(call, { ...addressed(call, aclId), vSwitchIds: query.ids.split(',') })
      return shown(call, aclId)
    },
  }),
  operation({
    name: 'copyNetworkAclEntries',
    method: 'post',
    path: '/network-acls/{aclId}/copy',
    summary: 'Replace the entries of a network ACL by those of another one in the region',
    effect: 'write',
    params,
    body: z.strictObject({ from: resourceId }),
    answer: shownAcl,
    run(call, { params: { aclId }, body }) {
      copyEntries(call, { ...addressed(call, aclId), sourceId: body.from })
      return shown(call, aclId)
    },
  }),
]

const find = (call: Call, aclId: string): NetworkAcl =>
  owned(call, 'networkAcl', aclId) ?? fail({ name: 'networkAclNotFound', networkAclId: aclId })

/** Ids are unique over all regions, so that callers need not name one. */
const addressed = (call: Call, aclId: string): OfNetworkAcl => ({
  region: find(call, aclId).region,
  networkAclId: aclId,
})

const shown = (call: Call, aclId: string): z.input<typeof shownAcl> => ({
  networkAcl: networkAclView(call.state, find(call, aclId)),
})
