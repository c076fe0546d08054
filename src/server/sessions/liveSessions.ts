// The live sessions of interfaces with their fate, now or under writes that have not been made (C3, C5).

import type { z } from '@hono/zod-openapi'
import { touchedBy } from '../../core/analysis/change/touched.ts'
import type { EniId, VpcId } from '../../core/model/ids.ts'
import type { ResourceReader, Write } from '../../core/model/resources.ts'
import type { Store, Transaction } from '../../store/store.ts'
import { type Asked, askForSessions, boundEnis, type Hosts } from './ask.ts'
import { cutAmong, judgeAll } from './judge.ts'
import { type sessionSchema, sessionView } from './view.ts'
import { worldsOf } from './worlds.ts'

export type SessionItem = z.input<typeof sessionSchema>

export interface LiveSessions extends Pick<Asked, 'total' | 'silent'> {
  readonly items: readonly SessionItem[]
}

export interface SessionParts {
  readonly store: Store
  readonly hosts: Hosts
}

/** What becomes of them as things are. */
export async function liveSessions(
  { store, hosts }: SessionParts,
  eniIds: ReadonlySet<EniId>,
  limit: number,
): Promise<LiveSessions> {
  const asked = await askForSessions(hosts, store, eniIds, limit)
  const verdicts = await judgeAll(worldsOf(store, vpcsOf(store, eniIds), boundEnis(hosts)), asked.sessions)
  const items = asked.sessions.map((session, at) =>
    sessionView(session, verdicts[at] as (typeof verdicts)[0]),
  )
  return { items, total: asked.total, silent: asked.silent }
}

/** More sessions than these are looked at by nobody. */
const MOST_CUTS = 1000
export const MOST_SESSIONS = 20_000

/** Those that go on now and would not after the writes; null when a host with such sessions does not answer. */
export async function sessionsCutBy(
  { store, hosts }: SessionParts,
  writes: readonly Write[],
): Promise<readonly SessionItem[] | null> {
  const bound = boundEnis(hosts)
  // Both pictures are taken in one moment, before anybody is asked.
  const { eniIds, after } = store.rehearse((transaction) => {
    for (const write of writes) apply(transaction, write)
    const eniIds = concernedBy(store, transaction, writes)
    return { eniIds, after: worldsOf(transaction, vpcsOf(store, eniIds), bound) }
  })
  if (eniIds.size === 0) return []
  const before = worldsOf(store, vpcsOf(store, eniIds), bound)
  const asked = await askForSessions(hosts, store, eniIds, MOST_SESSIONS)
  if (asked.silent.length > 0) return null
  const cut = await cutAmong(before, after, asked.sessions)
  return cut.slice(0, MOST_CUTS).map(({ session, verdict }) => sessionView(session, verdict))
}

/** Also interfaces whose instance or public address goes: no rule changes, but their sessions end. */
function concernedBy(
  before: ResourceReader,
  after: ResourceReader,
  writes: readonly Write[],
): ReadonlySet<EniId> {
  const others = writes.flatMap(({ kind, id }): EniId[] => {
    if (kind === 'instance') return before.by('eni', 'instance', id).map((eni) => eni.id)
    if (kind !== 'eip') return []
    const holder = before.get('eip', id)?.association?.eniId
    return holder === undefined ? [] : [holder]
  })
  return new Set([...touchedBy(before, after, writes).enis, ...others])
}

const vpcsOf = (reader: ResourceReader, eniIds: ReadonlySet<EniId>): ReadonlySet<VpcId> =>
  new Set([...eniIds].flatMap((id) => reader.get('eni', id)?.vpcId ?? []))

function apply(transaction: Transaction, write: Write): void {
  if (write.body === null) transaction.remove(write.kind, write.id)
  else transaction.put(write.kind, write.body as never)
}
