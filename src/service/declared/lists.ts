// Makes prefix lists and port lists those that a policy declares, entry by entry.

import { fail } from '../../core/model/faults.ts'
import type { Bindings } from '../../core/model/policyDocument.ts'
import type { Call } from '../call.ts'
import { deleteList } from '../list/delete.ts'
import { owned } from '../owned.ts'
import { createPortList } from '../portList/createPortList.ts'
import { modifyPortList } from '../portList/modifyPortList.ts'
import { createPrefixList } from '../prefixList/createPrefixList.ts'
import { modifyPrefixList } from '../prefixList/modifyPrefixList.ts'
import type { Declaration, DeclaredPortList, DeclaredPrefixList } from './declaration.ts'
import { at } from './placed.ts'

type ListBindings = Pick<Bindings, 'prefixLists' | 'portLists'>

export function reconcileLists(call: Call, declared: Declaration, known: Bindings | undefined): ListBindings {
  const { region } = declared
  const bind = <T extends { readonly key: string; readonly place: Declaration['place'] }>(
    all: readonly T[],
    make: (one: T) => string,
  ) => Object.fromEntries(all.map((one) => [one.key, at(one.place, () => make(one))]))
  return {
    prefixLists: bind(declared.prefixLists, (one) => prefixList(call, region, one, known)),
    portLists: bind(declared.portLists, (one) => portList(call, region, one, known)),
  }
}

function prefixList(
  call: Call,
  region: string,
  list: DeclaredPrefixList,
  known: Bindings | undefined,
): string {
  const found = owned(call, 'prefixList', known?.prefixLists[list.key] ?? '')
  const { name, description, family, maxEntries, entries } = list
  if (found === undefined) {
    const labels = { resourceGroupId: '', tags: {} }
    return createPrefixList(call, {
      ...{ region, name, description, family, entries, ...labels },
      maxEntries: maxEntries ?? roomFor(entries),
    }).id
  }
  stayInRegion(found, region, list.key)
  if (found.family !== family || isOther(found.maxEntries, maxEntries))
    fail({ name: 'policyListFixed', key: list.key })
  const change = changeOf(found.entries, entries, ({ cidr }) => cidr)
  if (change === null && found.name === name && found.description === description) return found.id
  const { added = [], removed = [] } = change ?? {}
  modifyPrefixList(call, {
    ...{ region, listId: found.id, name, description, added },
    removed: removed.map(({ cidr }) => cidr),
  })
  return found.id
}

function portList(call: Call, region: string, list: DeclaredPortList, known: Bindings | undefined): string {
  const found = owned(call, 'portList', known?.portLists[list.key] ?? '')
  const { name, description, maxEntries, entries } = list
  if (found === undefined) {
    const labels = { resourceGroupId: '', tags: {} }
    return createPortList(call, {
      ...{ region, name, description, entries, ...labels },
      maxEntries: maxEntries ?? roomFor(entries),
    }).id
  }
  stayInRegion(found, region, list.key)
  if (isOther(found.maxEntries, maxEntries)) fail({ name: 'policyListFixed', key: list.key })
  const change = changeOf(found.entries, entries, ({ first, last }) => `${first}-${last}`)
  if (change === null && found.name === name && found.description === description) return found.id
  const { added = [], removed = [] } = change ?? {}
  modifyPortList(call, { region, listId: found.id, name, description, added, removed })
  return found.id
}

function stayInRegion(found: { readonly region: string }, region: string, key: string): void {
  if (found.region !== region) fail({ name: 'policyPlaceFixed', key, found: found.region })
}

const ROOM = 20

/** Left out, a list has room to grow; what it is made for counts against quotas (L3) and stays for ever. */
const roomFor = (entries: readonly unknown[]): number => Math.max(entries.length, ROOM)

const isOther = (found: number, wanted: number | null): boolean => wanted !== null && wanted !== found

/** Null when both are the same in any order; an entry with another description replaces the one that is there. */
function changeOf<T extends { readonly description: string }>(
  has: readonly T[],
  wants: readonly T[],
  keyOf: (entry: T) => string,
): { readonly added: readonly T[]; readonly removed: readonly T[] } | null {
  const textOf = (entry: T): string => `${keyOf(entry)} ${entry.description}`
  const [had, keys] = [new Set(has.map(textOf)), new Set(wants.map(keyOf))]
  const added = wants.filter((entry) => !had.has(textOf(entry)))
  const removed = has.filter((entry) => !keys.has(keyOf(entry)))
  return added.length + removed.length === 0 ? null : { added, removed }
}

/** Lists that the policy had made and no longer declares; whoever else names one of them keeps it from going. */
export function deleteLists(
  call: Call,
  { place, region }: Declaration,
  known: Bindings | undefined,
  bindings: ListBindings,
): void {
  for (const [kind, of] of [
    ['prefixList', 'prefixLists'],
    ['portList', 'portLists'],
  ] as const) {
    const kept = new Set(Object.values(bindings[of]))
    for (const id of Object.values(known?.[of] ?? {})) {
      if (kept.has(id) || owned(call, kind, id) === undefined) continue
      at(place, () => deleteList(call, kind, { region, listId: id }))
    }
  }
}
