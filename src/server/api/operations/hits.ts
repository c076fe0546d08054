// How often rules decided: per rule, per default and per reason that no rule is behind.

import { z } from '@hono/zod-openapi'
import { fail } from '../../../core/model/faults.ts'
import type { Call } from '../../../service/call.ts'
import { findGroup } from '../../../service/securityGroup/findGroup.ts'
import { STEP_MS, STEPS } from '../../hits/hitDay.ts'
import type { HitTotals } from '../../hits/hitTotals.ts'
import { flag, resourceId } from '../fields.ts'
import { operation } from '../operation.ts'

const counts = {
  hits: z.int().openapi({ description: 'sessions opened or judged again, and packets dropped' }),
  bytes: z.int().openapi({ description: 'of those packets alone, not of the sessions that they opened' }),
  lastHit: z.iso.datetime().nullable(),
}

export const hitSchema = z
  .object({
    subject: z.string().openapi({
      description: 'id of the rule or entry, or `inner:<group>`, `default:<group>…`, `spoofed`, `invalid` …',
    }),
    kind: z.enum(['rule', 'innerAccess', 'default', 'other']),
    direction: z.enum(['ingress', 'egress']).nullable(),
    groupIds: z.array(z.string()),
    gone: z.boolean().openapi({ description: 'true: the rule is not there any more' }),
    ...counts,
    hosts: z.array(z.object({ hostId: z.string(), ...counts })),
  })
  .openapi('Hits')

type Item = z.input<typeof hitSchema>

const day = z.array(z.int()).length(STEPS)

export const hitOperations = [
  operation({
    name: 'listHits',
    method: 'get',
    path: '/hits',
    summary: 'How often each rule decided, and when last; rules that never did are there with 0',
    effect: 'read',
    query: z.strictObject({
      group: resourceId.optional(),
      rule: resourceId.optional(),
      host: z.string().optional(),
      counted: flag.openapi({ description: '`true`: leaves out rules that never decided' }),
    }),
    answer: z.object({
      since: z.iso.datetime().openapi({ description: 'when counting began' }),
      items: z.array(hitSchema),
    }),
    run(call, { query, parts: { hits } }) {
      const { group, rule, host, counted } = query
      if (group !== undefined) findGroup(call, group)
      if (rule !== undefined && hits.groupOf(rule) === undefined)
        fail({ name: 'ruleNotFound', direction: 'ingress', ruleId: rule })
      const silent = counted === 'true' ? [] : silentItems(call, hits)
      const items = [...countedItems(call, hits, host), ...silent]
        .filter((item) => group === undefined || item.groupIds.includes(group))
        .filter((item) => rule === undefined || item.subject === rule)
      return { since: new Date(hits.since).toISOString(), items: once(items) }
    },
  }),
  operation({
    name: 'showDay',
    method: 'get',
    path: '/hits/day',
    summary: 'How much the rules of the account let through and dropped in the last 24 hours',
    effect: 'read',
    answer: z.object({
      from: z.iso.datetime(),
      stepSeconds: z.int(),
      accepted: day.openapi({
        description: 'sessions let in, each side counting its own, oldest step first',
      }),
      dropped: day.openapi({ description: 'packets dropped, in the same steps' }),
    }),
    run({ accountId, now }, { parts: { hits } }) {
      const { from, accepted, dropped } = hits.day.of(accountId, now)
      const lists = { accepted: [...accepted], dropped: [...dropped] }
      return { from: new Date(from).toISOString(), stepSeconds: STEP_MS / 1000, ...lists }
    },
  }),
]

function countedItems(call: Call, hits: HitTotals, host: string | undefined): Item[] {
  return hits.all().flatMap(({ subject, direction, hosts }) => {
    const here = hosts.filter(({ hostId }) => host === undefined || hostId === host)
    const item = { ...placeOf(call, hits, subject), subject, direction }
    if (item.groupIds.some((id) => isForeign(call, id))) return []
    return here.length === 0 ? [] : [{ ...item, ...added(here), hosts: here.map(shown) }]
  })
}

/** Rules of the account that never decided anything: no answer would look like no knowledge. */
const silentItems = (call: Call, hits: HitTotals): Item[] =>
  call.state.by('securityGroup', 'account', call.accountId).flatMap((group) =>
    call.state.by('rule', 'group', group.id).map(({ id, direction }) => ({
      ...placeOf(call, hits, id),
      ...{ subject: id, direction, hits: 0, bytes: 0, lastHit: null, hosts: [] },
    })),
  )

const once = (items: readonly Item[]): Item[] => [
  ...new Map([...items].reverse().map((item) => [`${item.direction} ${item.subject}`, item])).values(),
]

function placeOf(call: Call, hits: HitTotals, subject: string): Pick<Item, 'kind' | 'groupIds' | 'gone'> {
  const [word, ...groupIds] = subject.split(':')
  if (word === 'default') return { kind: 'default', groupIds, gone: false }
  if (word === 'inner') return { kind: 'innerAccess', groupIds, gone: false }
  const groupId = hits.groupOf(subject)
  if (groupId === undefined) return { kind: 'other', groupIds: [], gone: false }
  return { kind: 'rule', groupIds: [groupId], gone: call.state.get('rule', subject) === undefined }
}

const isForeign = (call: Call, groupId: string): boolean => {
  const group = call.state.get('securityGroup', groupId)
  return group !== undefined && group.accountId !== call.accountId
}

type Hosts = ReturnType<HitTotals['all']>[number]['hosts']

const added = (hosts: Hosts): Pick<Item, 'hits' | 'bytes' | 'lastHit'> => ({
  hits: hosts.reduce((sum, { hits }) => sum + hits, 0),
  bytes: hosts.reduce((sum, { bytes }) => sum + bytes, 0),
  lastHit: new Date(Math.max(...hosts.map(({ lastHit }) => lastHit))).toISOString(),
})

const shown = ({ hostId, hits, bytes, lastHit }: Hosts[number]): Item['hosts'][number] => ({
  ...{ hostId, hits, bytes },
  lastHit: new Date(lastHit).toISOString(),
})
