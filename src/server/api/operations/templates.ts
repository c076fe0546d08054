// Parameter templates: open lists of addresses or services, and templates made of others; create and change.

import { z } from '@hono/zod-openapi'
import { fail } from '../../../core/model/faults.ts'
import type { Call } from '../../../service/call.ts'
import { type ListKind, listUsers } from '../../../service/list/users.ts'
import { changeOpenList } from '../../../service/openList/change.ts'
import { createOpenList } from '../../../service/openList/write.ts'
import { owned } from '../../../service/owned.ts'
import { region, resourceId, ruleDescription, tags } from '../fields.ts'
import { addressContent, serviceContent } from '../forms/templateContent.ts'
import { operation } from '../operation.ts'
import { listSchema, listView } from '../views.ts'

const shownList = z.object({ list: listSchema })
const name = z
  .string()
  .refine((text) => text !== '' && [...text].length <= 60, { message: 'expected.templateName' })
const members = {
  entries: z
    .array(z.strictObject({ entry: z.string(), description: ruleDescription.default('') }))
    .optional()
    .openapi({ description: 'all of them: addresses, blocks and spans `a-b`; or `tcp:80,443`, `udp:all`' }),
  includes: z
    .array(resourceId)
    .optional()
    .openapi({ description: 'templates whose members these are, in place of entries' }),
}

export const templateOperations = [
  operation({
    name: 'createTemplate',
    method: 'post',
    path: '/templates',
    summary: 'Create a parameter template, where the account’s cloud has them',
    effect: 'write',
    body: z.strictObject({
      of: z.enum(['addresses', 'services']),
      region,
      name,
      ...members,
      tags: tags.default({}),
    }),
    answer: shownList,
    run(call, { body: { of, entries, includes, ...input } }) {
      const given = { entries, includes }
      return of === 'addresses'
        ? shown(
            call,
            'prefixList',
            createOpenList(call, 'prefixList', { ...input, content: addressContent(given, call.now) }).id,
          )
        : shown(
            call,
            'portList',
            createOpenList(call, 'portList', { ...input, content: serviceContent(given, call.now) }).id,
          )
    },
  }),
  operation({
    name: 'changeTemplate',
    method: 'patch',
    path: '/templates/{listId}',
    summary: 'Rename a parameter template or give it other members; rules that name it mean them at once',
    effect: 'write',
    params: z.object({ listId: resourceId }),
    body: z.strictObject({ name: name.optional(), ...members }),
    answer: shownList,
    run(call, { params: { listId }, body: { name: wanted, ...given } }) {
      const isSame = given.entries === undefined && given.includes === undefined
      const own = owned(call, 'prefixList', listId)
      if (own !== undefined) {
        const content = isSame ? undefined : addressContent(given, call.now)
        changeOpenList(call, 'prefixList', { listId, region: own.region, name: wanted, content })
        return shown(call, 'prefixList', listId)
      }
      const ports = owned(call, 'portList', listId) ?? fail({ name: 'prefixListNotFound', listId })
      const content = isSame ? undefined : serviceContent(given, call.now)
      changeOpenList(call, 'portList', { listId, region: ports.region, name: wanted, content })
      return shown(call, 'portList', listId)
    },
  }),
]

function shown(call: Call, kind: ListKind, listId: string): z.input<typeof shownList> {
  const list = owned(call, kind, listId) ?? fail({ name: `${kind}NotFound`, listId })
  return {
    list: listView(
      list,
      listUsers(call.state, kind, listId).map(({ id }) => id),
    ),
  }
}
