// Answers the server's question for the sessions of one VPC on this host.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { VpcId } from '../../core/model/ids.ts'
import { rowOf, type SessionsAnswer, type SessionsQuestion } from '../../feed/client.ts'
import { type Names, NETNS_DIRECTORY } from '../names.ts'
import type { Kernel } from '../script.ts'
import { listSessions } from './list.ts'

/** Whatever is asked for, no more are given: the answer has to be read by somebody. */
const MOST_SESSIONS = 20_000

export async function answerSessions(
  kernel: Kernel,
  names: Names,
  { vpcId, addresses, limit }: SessionsQuestion,
): Promise<SessionsAnswer> {
  const namespace = names.router(vpcId as VpcId)
  if (!existsSync(join(NETNS_DIRECTORY, namespace))) return { rows: [], total: 0 }
  const { sessions, total } = await listSessions(kernel, namespace, {
    addresses: addresses === null ? null : new Set(addresses),
    limit: Math.min(limit, MOST_SESSIONS),
  })
  return { rows: sessions.map(rowOf), total }
}
