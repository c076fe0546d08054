// Open lists: they have room as long as the quota allows, and one that includes others stands for all of theirs.

import { fail } from '../../core/model/faults.ts'
import { asId, type PortListId, type PrefixListId } from '../../core/model/ids.ts'
import type { Resources } from '../../core/model/resources.ts'
import type { Call } from '../call.ts'
import { maximumOf } from '../limits.ts'
import { listsIn } from '../list/filter.ts'
import { type ListKind, listUsers } from '../list/users.ts'
import { checkExpansionOf } from '../sequence/quotas.ts'

export type OpenList<K extends ListKind = ListKind> = Resources[K]
export type EntryOf<K extends ListKind> = Resources[K]['entries'][number]

/** Entries of its own, or other lists; `members` counts them as the user does. */
export interface Content<K extends ListKind> {
  readonly entries: readonly EntryOf<K>[]
  readonly includes?: readonly string[] | undefined
  readonly members: number
}

export interface NewOpenList<K extends ListKind> {
  readonly region: string
  readonly name: string
  readonly tags: { readonly [key: string]: string }
  readonly content: Content<K>
}

const ID_KINDS = {
  prefixList: { own: 'pl', including: 'plg' },
  portList: { own: 'prl', including: 'prlg' },
} as const

export function createOpenList<K extends ListKind>(call: Call, kind: K, input: NewOpenList<K>): OpenList<K> {
  const { region, content } = input
  const isIncluding = content.includes !== undefined
  checkCount(call, kind, region, isIncluding)
  const id = call.ids.next(ID_KINDS[kind][isIncluding ? 'including' : 'own'], region)
  const blank = {
    id,
    accountId: call.accountId,
    region,
    name: input.name,
    description: '',
    resourceGroupId: '',
    tags: input.tags,
    createdAt: call.now,
    maxEntries: 0,
    entries: [],
    ...(kind === 'prefixList' ? { family: null } : {}),
  }
  return writeContent(call, kind, blank as unknown as OpenList<K>, content)
}

/** The list with this content; rules that name it mean the new one at once. */
export function writeContent<K extends ListKind>(
  call: Call,
  kind: K,
  list: OpenList<K>,
  content: Content<K>,
): OpenList<K> {
  const { entries, members } = content
  if (members === 0) fail({ name: 'listEmpty', listId: list.id })
  const maximum = maximumOf(call.state, 'openListEntries')
  if (members > maximum) fail({ name: 'tooManyEntries', listId: list.id, current: members, maximum })
  const includes = content.includes && checkIncludes(call, kind, list, content.includes)
  const written = {
    ...list,
    entries,
    ...(includes === undefined ? {} : { includes }),
    maxEntries: entries.length,
    changedAt: call.now,
  }
  call.state.put(kind, written as OpenList<K>)
  for (const user of listUsers(call.state, kind, list.id)) {
    const group = user.kind === 'securityGroup' ? call.state.get('securityGroup', user.id) : undefined
    if (group !== undefined) checkExpansionOf(call.state, group)
  }
  return written as OpenList<K>
}

function checkCount(call: Call, kind: ListKind, region: string, isIncluding: boolean): void {
  const lists: readonly OpenList[] = listsIn(call, kind, region)
  const current = lists.filter((list) => (list.includes !== undefined) === isIncluding).length
  const maximum = maximumOf(call.state, 'openListsPerRegion')
  if (current >= maximum) fail({ name: 'tooManyOpenLists', region, current, maximum })
}

/** Lists of the same region that include nothing themselves. */
function checkIncludes(
  call: Call,
  kind: ListKind,
  list: OpenList,
  ids: readonly string[],
): readonly (PrefixListId & PortListId)[] {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) fail({ name: 'entryRepeated', entry: twice })
  const maximum = maximumOf(call.state, 'usersPerOpenList')
  for (const id of ids) {
    const other: OpenList | undefined = call.state.get(kind, id)
    const fits = other?.accountId === call.accountId && other.region === list.region
    if (!fits || other.includes !== undefined) fail({ name: 'includedListNotFound', listId: id })
    const users = listUsers(call.state, kind, id)
    if (users.length >= maximum && !users.some((user) => user.id === list.id))
      fail({ name: 'tooManyListUsers', listId: id, current: users.length, maximum })
  }
  return ids.map((id) => asId<PrefixListId & PortListId>(id))
}
