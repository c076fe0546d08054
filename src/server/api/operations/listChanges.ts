// Prefix lists and port lists: create, change, delete.

import { z } from '@hono/zod-openapi'
import { isDescription } from '../../../cloud/aliyun/actions/fields.ts'
import { isListName } from '../../../cloud/aliyun/actions/listFields.ts'
import { fail } from '../../../core/model/faults.ts'
import { limitOf } from '../../../core/model/limits.ts'
import type { Resources } from '../../../core/model/resources.ts'
import type { Call } from '../../../service/call.ts'
import { deleteList } from '../../../service/list/delete.ts'
import { type ListKind, listUsers } from '../../../service/list/users.ts'
import { owned } from '../../../service/owned.ts'
import { createPortList } from '../../../service/portList/createPortList.ts'
import { modifyPortList } from '../../../service/portList/modifyPortList.ts'
import { createPrefixList } from '../../../service/prefixList/createPrefixList.ts'
import { modifyPrefixList } from '../../../service/prefixList/modifyPrefixList.ts'
import type { TextKey } from '../../../text/index.ts'
import { groupDescription, resourceId, tags, usualRegion } from '../fields.ts'
import { readBlock, readRange } from '../forms/listEntry.ts'
import { operation } from '../operation.ts'
import { regionFor } from '../regionFor.ts'
import { listSchema, listView } from '../views.ts'

const params = z.object({ listId: resourceId })
const shownList = z.object({ list: listSchema })

const name = z.string().refine(isListName, { message: 'expected.listName' satisfies TextKey })
const entryDescription = z
  .string()
  .refine((text) => text === '' || isDescription(2, 32)(text), {
    message: 'expected.entryDescription' satisfies TextKey,
  })
  .default('')

const entryForm = z.strictObject({ entry: z.string(), description: entryDescription }).openapi('ListEntry')
const perCall = limitOf('listEntriesPerCall')
const entries = z.array(entryForm).max(perCall).default([])

const newList = (most: number) => ({
  region: usualRegion,
  name,
  description: groupDescription.default(''),
  maxEntries: z.int().min(1).max(most).openapi({
    description: 'fixed for ever; counts in full as rules of each group that uses the list',
  }),
  entries,
  tags: tags.default({}),
  resourceGroupId: z.string().default(''),
})

const change = z.strictObject({
  name: name.optional(),
  description: groupDescription.optional(),
  add: entries.openapi({ description: 'one that is there gets the new description' }),
  remove: z.array(z.string()).max(perCall).default([]),
})

const prefixListChanges = [
  operation({
    name: 'createPrefixList',
    method: 'post',
    path: '/prefix-lists',
    summary: 'Create a prefix list',
    effect: 'write',
    body: z.strictObject({
      ...newList(limitOf('prefixListEntries')),
      family: z.enum(['IPv4', 'IPv6']).default('IPv4'),
    }),
    answer: shownList,
    run(call, { body }) {
      const list = createPrefixList(call, {
        ...body,
        region: regionFor(call, body.region),
        family: body.family === 'IPv4' ? 4 : 6,
        entries: body.entries.map((one, index) => readBlock(one, `entries.${index}.entry`)),
      })
      return shown(call, 'prefixList', list.id)
    },
  }),
  operation({
    name: 'changePrefixList',
    method: 'patch',
    path: '/prefix-lists/{listId}',
    summary: 'Change a prefix list; rules that name it mean the new entries at once',
    effect: 'write',
    params,
    body: change,
    answer: shownList,
    run(call, { params: { listId }, body }) {
      modifyPrefixList(call, {
        ...addressed(call, 'prefixList', listId),
        name: body.name,
        description: body.description,
        added: body.add.map((one, index) => readBlock(one, `add.${index}.entry`)),
        removed: body.remove.map((entry, index) => readBlock({ entry }, `remove.${index}`).cidr),
      })
      return shown(call, 'prefixList', listId)
    },
  }),
]

const portListChanges = [
  operation({
    name: 'createPortList',
    method: 'post',
    path: '/port-lists',
    summary: 'Create a port list',
    effect: 'write',
    body: z.strictObject(newList(limitOf('portListEntries'))),
    answer: shownList,
    run(call, { body }) {
      const region = regionFor(call, body.region)
      const read = body.entries.map((one, index) => readRange(one, `entries.${index}.entry`))
      return shown(call, 'portList', createPortList(call, { ...body, region, entries: read }).id)
    },
  }),
  operation({
    name: 'changePortList',
    method: 'patch',
    path: '/port-lists/{listId}',
    summary: 'Change a port list; rules that name it mean the new ports at once',
    effect: 'write',
    params,
    body: change,
    answer: shownList,
    run(call, { params: { listId }, body }) {
      modifyPortList(call, {
        ...addressed(call, 'portList', listId),
        name: body.name,
        description: body.description,
        added: body.add.map((one, index) => readRange(one, `add.${index}.entry`)),
        removed: body.remove.map((entry, index) => readRange({ entry }, `remove.${index}`)),
      })
      return shown(call, 'portList', listId)
    },
  }),
]

const deletionOf = (kind: ListKind, path: string) =>
  operation({
    name: kind === 'prefixList' ? 'deletePrefixList' : 'deletePortList',
    method: 'delete',
    path: `/${path}/{listId}`,
    summary: 'Delete a list that nothing names',
    effect: 'write',
    params,
    answer: z.object({}),
    run(call, { params: { listId } }) {
      deleteList(call, kind, addressed(call, kind, listId))
      return {}
    },
  })

export const listChangeOperations = [
  ...prefixListChanges,
  ...portListChanges,
  deletionOf('prefixList', 'prefix-lists'),
  deletionOf('portList', 'port-lists'),
]

const find = (call: Call, kind: ListKind, listId: string): Resources[ListKind] =>
  owned(call, kind, listId) ?? fail({ name: `${kind}NotFound`, listId })

/** Ids are unique over all regions, so that callers need not name one. */
const addressed = (call: Call, kind: ListKind, listId: string) => ({
  region: find(call, kind, listId).region,
  listId,
})

const shown = (call: Call, kind: ListKind, listId: string): z.input<typeof shownList> => {
  const users = listUsers(call.state, kind, listId).map(({ id }) => id)
  return { list: listView(find(call, kind, listId), users) }
}
