// Parameter templates: open lists of addresses or services, and templates made of others; create and change.

import { z } from '@hono/zod-openapi'
import { fail } from '../../../core/model/faults.ts'
import type { Call } from '../../../service/call.ts'
import { type ListKind, listUsers } from '../../../service/list/users.ts'
import { changeMembers, changeOpenList } from '../../../service/openList/change.ts'
import { createOpenList, type OpenList } from '../../../service/openList/write.ts'
import { owned } from '../../../service/owned.ts'
import { resourceId, ruleDescription, tags, usualRegion } from '../fields.ts'
import {
  addressContent,
  addressMembers,
  type Given,
  serviceContent,
  serviceMembers,
} from '../forms/templateContent.ts'
import { operation } from '../operation.ts'
import { FieldError } from '../refusal.ts'
import { regionFor } from '../regionFor.ts'
import { listSchema, listView } from '../views.ts'

const shownList = z.object({ list: listSchema })
const name = z
  .string()
  .refine((text) => text !== '' && [...text].length <= 60, { message: 'expected.templateName' })
const entryForms = z.array(z.strictObject({ entry: z.string(), description: ruleDescription.default('') }))
const members = {
  entries: entryForms
    .optional()
    .openapi({ description: 'all of them: addresses, blocks and spans `a-b`; or `tcp:80,443`, `udp:all`' }),
  includes: z
    .array(resourceId)
    .optional()
    .openapi({ description: 'templates whose members these are, in place of entries' }),
}

const change = z.strictObject({
  name: name.optional(),
  ...members,
  add: entryForms.default([]).openapi({
    description: 'members behind those that are there, or where the first removed one stood',
  }),
  remove: z.array(z.string()).default([]).openapi({ description: 'members as they were written' }),
})
type Change = z.output<typeof change>

export const templateOperations = [
  operation({
    name: 'createTemplate',
    method: 'post',
    path: '/templates',
    summary: 'Create a parameter template, where the account’s cloud has them',
    effect: 'write',
    body: z.strictObject({
      of: z.enum(['addresses', 'services']),
      region: usualRegion,
      name,
      ...members,
      tags: tags.default({}),
    }),
    answer: shownList,
    run(call, { body: { of, entries, includes, ...input } }) {
      // Where groups are merged, lists have a size and a family: those are prefix lists and port lists.
      if (call.state.get('account', call.accountId)?.groupOrder !== 'inSequence')
        throw new FieldError('of', of, 'expected.noTemplates')
      const region = regionFor(call, input.region)
      const given = { entries, includes }
      if (of === 'addresses') {
        const content = addressContent(given, call.now)
        return shown(call, 'prefixList', createOpenList(call, 'prefixList', { ...input, region, content }).id)
      }
      const content = serviceContent(given, call.now)
      return shown(call, 'portList', createOpenList(call, 'portList', { ...input, region, content }).id)
    },
  }),
  operation({
    name: 'changeTemplate',
    method: 'patch',
    path: '/templates/{listId}',
    summary: 'Rename a parameter template or give it other members; rules that name it mean them at once',
    effect: 'write',
    params: z.object({ listId: resourceId }),
    body: change,
    answer: shownList,
    run(call, { params: { listId }, body }) {
      const addresses = owned(call, 'prefixList', listId)
      if (addresses !== undefined) {
        changeAddresses(call, addresses, body)
        return shown(call, 'prefixList', listId)
      }
      const services = owned(call, 'portList', listId) ?? fail({ name: 'prefixListNotFound', listId })
      changeServices(call, services, body)
      return shown(call, 'portList', listId)
    },
  }),
]

function changeAddresses(call: Call, list: OpenList<'prefixList'>, body: Change): void {
  const place = { listId: list.id, region: list.region }
  const content = isWhole(body) ? addressContent(body, call.now) : undefined
  changeOpenList(call, 'prefixList', { ...place, name: body.name, content })
  if (!isPart(body)) return
  const added = list.includes === undefined ? addressMembers(body.add, call.now) : other(body)
  const textOf = ({ cidr }: { readonly cidr: string }) => cidr
  changeMembers(call, 'prefixList', { ...place, removed: body.remove, added, textOf })
}

function changeServices(call: Call, list: OpenList<'portList'>, body: Change): void {
  const place = { listId: list.id, region: list.region }
  const content = isWhole(body) ? serviceContent(body, call.now) : undefined
  changeOpenList(call, 'portList', { ...place, name: body.name, content })
  if (!isPart(body)) return
  const added = list.includes === undefined ? serviceMembers(body.add, call.now) : other(body)
  const textOf = ({ written = '' }: { readonly written?: string }) => written
  changeMembers(call, 'portList', { ...place, removed: body.remove, added, textOf })
}

const isWhole = ({ entries, includes }: Given): boolean => entries !== undefined || includes !== undefined

function isPart(body: Change): boolean {
  if (body.add.length + body.remove.length === 0) return false
  if (isWhole(body)) throw new FieldError('add', body.add, 'expected.wholeOrPart')
  return true
}

/** Templates that a template of others gets. */
const other = ({ add }: Change) => add.map(({ entry }) => ({ text: entry, entries: [] }))

function shown(call: Call, kind: ListKind, listId: string): z.input<typeof shownList> {
  const list = owned(call, kind, listId) ?? fail({ name: `${kind}NotFound`, listId })
  return {
    list: listView(
      list,
      listUsers(call.state, kind, listId).map(({ id }) => id),
    ),
  }
}
