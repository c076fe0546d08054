// Prefix lists and port lists: list and show.

import { z } from '@hono/zod-openapi'
import { fail } from '../../../core/model/faults.ts'
import { type ListKind, listUsers } from '../../../service/list/users.ts'
import { owned } from '../../../service/owned.ts'
import { cut, nextPage, page, region, resourceId } from '../fields.ts'
import { type Operation, operation } from '../operation.ts'
import { listSchema, listView } from '../views.ts'

interface Words {
  readonly path: string
  readonly noun: string
  readonly plural: string
}

function readsOf(kind: ListKind, { path, noun, plural }: Words): readonly Operation[] {
  const title = kind === 'prefixList' ? 'PrefixList' : 'PortList'
  return [
    operation({
      name: `list${title}s`,
      method: 'get',
      path: `/${path}`,
      summary: `List ${plural}`,
      effect: 'read',
      query: z.strictObject({ region: region.optional(), ...page }),
      answer: z.object({ items: z.array(listSchema), next: nextPage }),
      run(call, { query }) {
        const all = call.state.by(kind, 'account', call.accountId)
        const part = cut(
          all.filter((list) => query.region === undefined || list.region === query.region),
          query,
        )
        const users = (id: string) => listUsers(call.state, kind, id).map((group) => group.id)
        return { items: part.items.map((list) => listView(list, users(list.id))), next: part.next }
      },
    }),
    operation({
      name: `show${title}`,
      method: 'get',
      path: `/${path}/{listId}`,
      summary: `Show a ${noun} and what uses it`,
      effect: 'read',
      params: z.object({ listId: resourceId }),
      answer: z.object({ list: listSchema }),
      run(call, { params: { listId } }) {
        const list = owned(call, kind, listId) ?? fail({ name: `${kind}NotFound`, listId })
        const groups = listUsers(call.state, kind, listId).map((group) => group.id)
        return { list: listView(list, groups) }
      },
    }),
  ]
}

export const listOperations = [
  ...readsOf('prefixList', { path: 'prefix-lists', noun: 'prefix list', plural: 'prefix lists' }),
  ...readsOf('portList', { path: 'port-lists', noun: 'port list', plural: 'port lists' }),
]
