// Answers the server's question for the sessions of one VPC on this host: in its router, and at the gate of the host itself.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { rangeContains } from '../../core/model/cidr.ts'
import type { VpcId } from '../../core/model/ids.ts'
import type { LiveSession } from '../../core/model/liveSession.ts'
import type { EniPolicy } from '../../core/policy/policy.ts'
import { rowOf, type SessionsAnswer, type SessionsQuestion } from '../../feed/client.ts'
import { type Names, NETNS_DIRECTORY } from '../names.ts'
import type { Kernel } from '../script.ts'
import { endsAt, type FoundSessions, listSessions, type SessionFilter } from './list.ts'

/** Whatever is asked for, no more are given: the answer has to be read by somebody. */
const MOST_SESSIONS = 20_000

const NONE: FoundSessions = { sessions: [], total: 0 }

/** `gate`: what is judged in the machine's own network. */
export async function answerSessions(
  kernel: Kernel,
  names: Names,
  gate: readonly EniPolicy[],
  { vpcId, addresses, limit }: SessionsQuestion,
): Promise<SessionsAnswer> {
  const most = Math.min(limit, MOST_SESSIONS)
  const asked = addresses === null ? null : new Set(addresses)
  const isAsked = (session: LiveSession): boolean => asked === null || endsAt(session, asked)
  const namespace = names.router(vpcId as VpcId)
  const router = existsSync(join(NETNS_DIRECTORY, namespace))
    ? await listSessions(kernel, namespace, { isMeant: isAsked, limit: most })
    : NONE
  const bound = gate.filter((policy) => policy.vpcId === vpcId)
  const filter: SessionFilter = {
    // In that network there are sessions of everybody.
    isMeant: (session) => isAsked(session) && bound.some((policy) => isOf(policy, session)),
    limit: most - router.sessions.length,
  }
  const own = bound.length === 0 ? NONE : await listSessions(kernel, null, filter)
  return {
    rows: [...router.sessions, ...own.sessions.map((session) => ({ ...session, shared: true }))].map(rowOf),
    total: router.total + own.total,
  }
}

const isOf = ({ addresses, prefixes }: EniPolicy, { first, answering }: LiveSession): boolean =>
  [first.source, answering].some(
    (end) =>
      addresses.some(({ family, value }) => family === end.family && value === end.value) ||
      prefixes.some((range) => rangeContains(range, end)),
  )
