// Who really came by a rule, from live sessions and the flow log, and fewer peers proposed from it.

import { z } from '@hono/zod-openapi'
import { isHost, proposedPeers } from '../../../core/analysis/proposedPeers.ts'
import { formatAddress, parseAddress } from '../../../core/model/address.ts'
import { type Cidr, formatCidr, parseCidr } from '../../../core/model/cidr.ts'
import { fail } from '../../../core/model/faults.ts'
import { limitOf } from '../../../core/model/limits.ts'
import { parsePacket } from '../../../core/model/packet.ts'
import type { Rule } from '../../../core/model/rule.ts'
import type { RuleRef } from '../../../core/model/verdict.ts'
import { narrowRule } from '../../../service/rule/narrowRule.ts'
import type { SessionItem } from '../../sessions/liveSessions.ts'
import { ruleParams } from '../fields.ts'
import { type ApiParts, operation } from '../operation.ts'
import { ruleSchema, ruleView } from '../views.ts'

const MOST_SHOWN = 100

const seenSchema = z.object({
  address: z.string(),
  sessions: z.int().openapi({ description: 'that are live' }),
  flows: z.int().openapi({ description: 'that the flow log has' }),
})

export const seenOperations = [
  operation({
    name: 'listSeenPeers',
    method: 'get',
    path: '/groups/{groupId}/rules/{ruleId}/seen',
    summary: 'Say who was seen at the other end of what a rule accepts, and propose narrower peers from it',
    effect: 'read',
    params: ruleParams,
    answer: z.object({
      ruleId: z.string(),
      items: z.array(seenSchema).openapi({ description: 'those seen most come first' }),
      more: z.int().openapi({ description: 'how many more addresses there are' }),
      proposal: z.array(z.string()).nullable().openapi({
        description: 'blocks that hold everybody who was seen; null: nobody was, or they are too many',
      }),
      flowsSince: z.iso
        .datetime()
        .nullable()
        .openapi({ description: 'when hosts began to log accepted flows; null: they log none' }),
      hits: z.int().openapi({ description: 'how often the rule decided, whoever came' }),
      hitsSince: z.iso.datetime(),
      silent: z.array(z.string()).openapi({ description: 'hosts whose sessions are missing here' }),
    }),
    async ask({ params: { groupId, ruleId }, parts, accountId }) {
      const rule = ruleOf(parts, accountId, groupId, ruleId)
      const enis = new Set(parts.store.by('eni', 'group', groupId).map(({ id }) => id))
      const live = await parts.sessionsOf?.(enis)
      const { peers, forgotten } = parts.seen.of(ruleId)
      const seen = new Map<string, z.input<typeof seenSchema>>(
        peers.map(({ address, flows }) => [address, { address, sessions: 0, flows }]),
      )
      for (const item of live?.items ?? []) {
        const peer = peerIn(item, rule)
        if (peer === undefined) continue
        const known = seen.get(peer) ?? { address: peer, sessions: 0, flows: 0 }
        seen.set(peer, { ...known, sessions: known.sessions + 1 })
      }
      const items = [...seen.values()].sort((a, b) => b.sessions + b.flows - a.sessions - a.flows)
      const { since } = parts.seen
      return {
        ruleId,
        items: items.slice(0, MOST_SHOWN),
        more: Math.max(0, items.length - MOST_SHOWN) + forgotten,
        // What is not known to the last is no ground to shut anybody out.
        proposal: forgotten > 0 ? null : proposalFor(rule, [...seen.keys()]),
        flowsSince: since === undefined ? null : new Date(since).toISOString(),
        hits: hitsOf(parts, ruleId),
        hitsSince: new Date(parts.hits.since).toISOString(),
        silent: live === undefined ? [] : live.silent.map(({ hostId }) => hostId),
      }
    },
  }),
  operation({
    name: 'narrowRule',
    method: 'post',
    path: '/groups/{groupId}/rules/{ruleId}/narrow',
    summary: 'Give a rule narrower peers in place of its own: one rule for each, nothing is opened by it',
    effect: 'write',
    params: ruleParams,
    body: z.strictObject({
      peers: z
        .array(z.string())
        .min(1)
        .max(limitOf('peersPerForm'))
        .openapi({ description: 'blocks within the one that the rule has' }),
    }),
    answer: z.object({ rules: z.array(ruleSchema) }),
    run: (call, { params, body: { peers } }) => ({
      rules: narrowRule(call, { ...params, peers }).map((rule) => ruleView(call.state, rule)),
    }),
  }),
]

function ruleOf({ store }: ApiParts, accountId: string, groupId: string, ruleId: string): Rule {
  const group = store.get('securityGroup', groupId)
  if (group?.accountId !== accountId) fail({ name: 'groupNotFound', groupId })
  const rule = store.get('rule', ruleId)
  return rule?.groupId === groupId ? rule : fail({ name: 'ruleNotFound', direction: 'ingress', ruleId })
}

/** Where this rule is what let the session through, on its own side. */
function peerIn({ session, sides }: SessionItem, { id, direction }: Rule): string | undefined {
  const decides = sides.some(
    ({ direction: side, action, why }) =>
      side === direction &&
      action === 'accept' &&
      why.kind === 'rule' &&
      (why as unknown as { rule: RuleRef }).rule.ruleId === id,
  )
  const packet = decides ? parsePacket(session) : undefined
  if (packet === undefined) return undefined
  return formatAddress(direction === 'ingress' ? packet.source : packet.destination)
}

/** Only where the rule names a block: a group or a list says already who is meant. */
function proposalFor({ peer, action }: Rule, addresses: readonly string[]): string[] | null {
  const within = peer.kind === 'cidr' && action === 'accept' ? parseCidr(peer.cidr) : undefined
  if (within === undefined) return null
  const seen = addresses.flatMap((text) => parseAddress(text) ?? [])
  return proposedPeers(seen, within, limitOf('peersPerForm'))?.map(written) ?? null
}

const written = (block: Cidr): string =>
  isHost(block) ? formatAddress({ family: block.family, value: block.base }) : formatCidr(block)

const hitsOf = ({ hits }: ApiParts, ruleId: string): number =>
  hits
    .all()
    .filter(({ subject }) => subject === ruleId)
    .flatMap(({ hosts }) => hosts)
    .reduce((sum, host) => sum + host.hits, 0)
