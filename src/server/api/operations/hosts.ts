// Hosts: those that joined with what they enforce, the tokens by which they join, and taking one out.

import { z } from '@hono/zod-openapi'
import { fail } from '../../../core/model/faults.ts'
import { LOCAL_HOST } from '../../../core/model/host.ts'
import type { ResourceReader } from '../../../core/model/resources.ts'
import type { HostStatus } from '../../../feed/hosts.ts'
import { removeHost } from '../../../service/host/hosts.ts'
import { createToken, removeToken } from '../../../service/host/tokens.ts'
import { type ApiParts, operation } from '../operation.ts'

const portSchema = z.object({ interface: z.string(), eni: z.string(), state: z.string() }).openapi('HostPort')

const hostSchema = z
  .object({
    id: z.string(),
    joinedAt: z.iso.datetime().nullable().openapi({ description: 'null: the agent of the server itself' }),
    connected: z.boolean(),
    lastSeen: z.iso.datetime().nullable().openapi({ description: 'null: not since the server started' }),
    mode: z.string(),
    enforcedRevision: z.int(),
    lag: z.int().openapi({ description: 'revisions committed but not yet enforced there' }),
    driftRepairs: z.int(),
    failure: z.string().nullable(),
    version: z.string(),
    instances: z.int(),
    ports: z
      .array(portSchema)
      .openapi({ description: 'bound interfaces; an empty name is the machine itself' }),
  })
  .openapi('Host')

const tokenSchema = z
  .object({
    id: z.string(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    eniId: z.string().nullable(),
  })
  .openapi('JoinToken')

const time = (ms: number): string => new Date(ms).toISOString()

function hostView(
  id: string,
  joinedAt: number | null,
  status: HostStatus | undefined,
  revision: number,
): z.input<typeof hostSchema> {
  const enforcedRevision = status?.enforcedRevision ?? 0
  return {
    id,
    joinedAt: joinedAt === null ? null : time(joinedAt),
    connected: status !== undefined && status.connectedSince !== null,
    lastSeen: status === undefined ? null : time(status.lastSeen),
    mode: status?.mode ?? 'unknown',
    enforcedRevision,
    lag: Math.max(0, revision - enforcedRevision),
    driftRepairs: status?.driftRepairs ?? 0,
    failure: status?.failure ?? null,
    version: status?.agentVersion ?? '',
    instances: status?.instances ?? 0,
    ports: [...(status?.ports ?? [])],
  }
}

function hostsOf(state: ResourceReader, { fleet, store }: ApiParts): z.input<typeof hostSchema>[] {
  const statuses = new Map(fleet.statuses().map((status) => [status.hostId, status]))
  const view = (id: string, joinedAt: number | null) =>
    hostView(id, joinedAt, statuses.get(id), store.revision)
  const joined = [...state.list('host')].map((host) => view(host.id, host.joinedAt))
  return [...(statuses.has(LOCAL_HOST) ? [view(LOCAL_HOST, null)] : []), ...joined]
}

const hostParams = z.object({ hostId: z.string() })
const tokenParams = z.object({ tokenId: z.string() })
const LONGEST_S = 30 * 86_400

export const hostOperations = [
  operation({
    name: 'listHosts',
    method: 'get',
    path: '/hosts',
    summary: 'List the hosts with what each of them enforces',
    effect: 'read',
    answer: z.object({ items: z.array(hostSchema) }),
    run: ({ state }, { parts }) => ({ items: hostsOf(state, parts) }),
  }),
  operation({
    name: 'createJoinToken',
    method: 'post',
    path: '/hosts/tokens',
    summary: 'Invite a host; the answer is the only one that shows the token',
    effect: 'write',
    body: z.strictObject({
      expiresInSeconds: z.int().min(60).max(LONGEST_S).default(3600),
      eniId: z.string().optional().openapi({ description: 'the host joins as this ENI' }),
    }),
    answer: z.object({
      id: z.string(),
      token: z.string().nullable().openapi({ description: 'null in a preview' }),
      expiresAt: z.iso.datetime(),
      eniId: z.string().nullable(),
    }),
    run(call, { body: { expiresInSeconds, eniId = null }, dryRun, parts }) {
      const { id, secret, digest } = parts.fleet.newToken()
      const lifetimeMs = expiresInSeconds * 1000
      const token = createToken(call, { id, digest, lifetimeMs, eniId })
      const shown = dryRun ? null : `${id}.${secret}.${parts.fleet.pin}`
      return { id, token: shown, expiresAt: time(token.expiresAt), eniId: token.eniId }
    },
  }),
  operation({
    name: 'listJoinTokens',
    method: 'get',
    path: '/hosts/tokens',
    summary: 'List the tokens that nobody has used yet',
    effect: 'read',
    answer: z.object({ items: z.array(tokenSchema) }),
    run: ({ state, now }) => ({
      items: [...state.list('joinToken')]
        .filter((token) => token.expiresAt > now)
        .map(({ id, createdAt, expiresAt, eniId }) => ({
          id,
          createdAt: time(createdAt),
          expiresAt: time(expiresAt),
          eniId,
        })),
    }),
  }),
  operation({
    name: 'removeJoinToken',
    method: 'delete',
    path: '/hosts/tokens/{tokenId}',
    summary: 'Take a token back',
    effect: 'write',
    params: tokenParams,
    answer: z.object({}),
    run(call, { params: { tokenId } }) {
      removeToken(call, tokenId)
      return {}
    },
  }),
  operation({
    name: 'showHost',
    method: 'get',
    path: '/hosts/{hostId}',
    summary: 'Show one host',
    effect: 'read',
    params: hostParams,
    answer: hostSchema,
    run: ({ state }, { params: { hostId }, parts }) =>
      hostsOf(state, parts).find((host) => host.id === hostId) ??
      fail({ name: 'hostNotFound', host: hostId }),
  }),
  operation({
    name: 'removeHost',
    method: 'delete',
    path: '/hosts/{hostId}',
    summary: 'Take a host out: its identity is refused at once, what it enforces stays in force there',
    effect: 'write',
    params: hostParams,
    answer: z.object({ id: z.string() }),
    run(call, { params: { hostId } }) {
      removeHost(call, hostId)
      return { id: hostId }
    },
    after: ({ id }, { fleet }) => fleet.forget(id),
  }),
]
