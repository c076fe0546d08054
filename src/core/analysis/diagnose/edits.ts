// Single changes that a fix is made of, and the state as it would be with them; nothing is written.

import type { EniId, NetworkAclEntryId, NetworkAclId, SecurityGroupId } from '../../model/ids.ts'
import type { NetworkAclEntry } from '../../model/networkAcl.ts'
import type { Direction } from '../../model/packet.ts'
import { INDEXES, type Kind, type ResourceReader, type Resources, type Write } from '../../model/resources.ts'
import type { Rule } from '../../model/rule.ts'

export type Edit =
  | { readonly kind: 'addRule'; readonly rule: Rule }
  | { readonly kind: 'changeRule'; readonly before: Rule; readonly after: Rule }
  | { readonly kind: 'removeRule'; readonly rule: Rule }
  | { readonly kind: 'joinGroup'; readonly eniId: EniId; readonly groupId: SecurityGroupId }
  | {
      readonly kind: 'addAclEntry'
      readonly networkAclId: NetworkAclId
      readonly direction: Direction
      readonly entry: NetworkAclEntry
      /** The entry it is put in front of; null = at the end. */
      readonly before: NetworkAclEntryId | null
    }

/** The state with the edits made, one after the other. */
export function rehearsed(reader: ResourceReader, edits: readonly Edit[]): Rehearsal {
  const state = new Rehearsal(reader)
  for (const edit of edits) apply(state, edit)
  return state
}

function apply(state: Rehearsal, edit: Edit): void {
  switch (edit.kind) {
    case 'addRule':
      state.put('rule', edit.rule.id, edit.rule)
      break
    case 'changeRule':
      state.put('rule', edit.after.id, edit.after)
      break
    case 'removeRule':
      state.put('rule', edit.rule.id, null)
      break
    case 'joinGroup':
      applyJoin(state, edit)
      break
    case 'addAclEntry':
      applyEntry(state, edit)
  }
}

function applyJoin(state: Rehearsal, { eniId, groupId }: Edit & { kind: 'joinGroup' }): void {
  const eni = state.get('eni', eniId)
  if (eni === undefined) return
  state.put('eni', eni.id, { ...eni, securityGroupIds: [...eni.securityGroupIds, groupId] })
}

function applyEntry(state: Rehearsal, edit: Edit & { kind: 'addAclEntry' }): void {
  const { networkAclId, direction, entry, before } = edit
  const acl = state.get('networkAcl', networkAclId)
  if (acl === undefined) return
  state.put('networkAcl', acl.id, { ...acl, [direction]: withEntry(acl[direction], entry, before) })
}

/** At the end where the entry to stand before is gone or none is named. */
export function withEntry<T extends { readonly id: string | null }>(
  entries: readonly T[],
  entry: T,
  before: string | null,
): readonly T[] {
  const found = entries.findIndex(({ id }) => id !== null && id === before)
  const at = found === -1 ? entries.length : found
  return [...entries.slice(0, at), entry, ...entries.slice(at)]
}

type Document = Resources[Kind]

/** A reader with some documents in place of others; null = gone. */
export class Rehearsal implements ResourceReader {
  readonly #below: ResourceReader
  readonly #laid = new Map<Kind, Map<string, Document | null>>()

  constructor(below: ResourceReader) {
    this.#below = below
  }

  /** That lead from the state below to this one. */
  get writes(): readonly Write[] {
    return [...this.#laid].flatMap(([kind, bodies]) =>
      [...bodies].map(([id, body]) => ({ kind, id, body }) as Write),
    )
  }

  put<K extends Kind>(kind: K, id: string, body: Resources[K] | null): void {
    const laid = this.#laid.get(kind) ?? new Map<string, Document | null>()
    this.#laid.set(kind, laid.set(id, body))
  }

  get<K extends Kind>(kind: K, id: string): Resources[K] | undefined {
    const laid = this.#laid.get(kind)?.get(id)
    return laid === undefined ? this.#below.get(kind, id) : ((laid as Resources[K] | null) ?? undefined)
  }

  list<K extends Kind>(kind: K): Iterable<Resources[K]> {
    const laid = this.#laid.get(kind)
    return laid === undefined
      ? this.#below.list(kind)
      : this.#merged(kind, this.#below.list(kind), () => true)
  }

  by<K extends Kind>(
    kind: K,
    index: keyof (typeof INDEXES)[K] & string,
    key: string,
  ): readonly Resources[K][] {
    const below = this.#below.by(kind, index, key)
    if (!this.#laid.has(kind)) return below
    const keysOf = (INDEXES[kind] as unknown as Record<string, (one: Resources[K]) => readonly string[]>)[
      index
    ]
    return this.#merged(kind, below, (body) => keysOf?.(body).includes(key) === true)
  }

  count(kind: Kind): number {
    return [...this.list(kind)].length
  }

  #merged<K extends Kind>(
    kind: K,
    below: Iterable<Resources[K]>,
    belongs: (body: Resources[K]) => boolean,
  ): readonly Resources[K][] {
    const laid = this.#laid.get(kind) ?? new Map<string, Document | null>()
    const kept = [...below].filter(({ id }) => !laid.has(id))
    const own = [...laid.values()].filter((body) => body !== null) as unknown as readonly Resources[K][]
    return [...kept, ...own.filter(belongs)]
  }
}
