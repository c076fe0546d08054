// Judges sessions in portions: other calls do not wait for a hundred thousand of them.

import type { VpcId } from '../../core/model/ids.ts'
import { type SessionVerdict, type SessionWorld, sessionJudge } from '../../core/policy/liveSessions.ts'
import type { HostSession } from './ask.ts'

const PORTION = 500

/** One verdict for each session, in their order; a VPC that is not there cuts. */
export async function judgeAll(
  worlds: ReadonlyMap<VpcId, SessionWorld>,
  sessions: readonly HostSession[],
): Promise<readonly SessionVerdict[]> {
  const judges = new Map([...worlds].map(([vpcId, world]) => [vpcId, sessionJudge(world)]))
  const verdicts: SessionVerdict[] = []
  for (const [at, { vpcId, session }] of sessions.entries()) {
    if (at % PORTION === PORTION - 1) await new Promise((resolve) => setImmediate(resolve))
    verdicts.push(judges.get(vpcId)?.(session) ?? { fate: 'cut', sides: [] })
  }
  return verdicts
}
