// Judges sessions in portions: other calls do not wait for a hundred thousand of them.

import { sessionsAtRisk } from '../../core/analysis/replay/sessionsAtRisk.ts'
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

/** Those that go on under the one and not under the other, with the verdict of the other; most are not asked about one by one. */
export async function cutAmong(
  before: ReadonlyMap<VpcId, SessionWorld>,
  after: ReadonlyMap<VpcId, SessionWorld>,
  sessions: readonly HostSession[],
): Promise<readonly { readonly session: HostSession; readonly verdict: SessionVerdict }[]> {
  const doubted: HostSession[] = []
  for (const [vpcId, mine] of Map.groupBy(sessions, (each) => each.vpcId)) {
    const world = after.get(vpcId)
    const atRisk =
      world === undefined
        ? null
        : sessionsAtRisk(
            world,
            mine.map(({ session }) => session),
          )
    doubted.push(...mine.filter((_, place) => atRisk === null || atRisk[place] === 1))
    await new Promise((resolve) => setImmediate(resolve))
  }
  const [now, then] = await Promise.all([judgeAll(before, doubted), judgeAll(after, doubted)])
  return doubted.flatMap((session, at) => {
    const [is, willBe] = [now[at], then[at]]
    return is?.fate !== 'cut' && willBe?.fate === 'cut' ? [{ session, verdict: willBe }] : []
  })
}
