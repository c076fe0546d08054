// Which of many live sessions a policy may cut: most are let go by its compiled lists and need not be judged one by one.

import type { LiveSession } from '../../model/liveSession.ts'
import type { Packet } from '../../model/packet.ts'
import { type SessionWorld, sessionSides } from '../../policy/liveSessions.ts'
import type { Clause } from '../../policy/policy.ts'
import { decidingPlaces } from './deciding.ts'

interface Asked {
  readonly packets: Packet[]
  /** Places of the sessions. */
  readonly of: number[]
}

/** 1 = some list drops what opened it, or it has no way any more; 0: it goes on. `few`: as `decidingPlaces` takes it. */
export function sessionsAtRisk(
  world: SessionWorld,
  sessions: readonly LiveSession[],
  few?: number,
): Uint8Array {
  const atRisk = new Uint8Array(sessions.length)
  const sidesOf = sessionSides(world)
  const asked = {
    ingress: new Map<readonly Clause[], Asked>(),
    egress: new Map<readonly Clause[], Asked>(),
  }
  for (const [place, session] of sessions.entries()) {
    const sides = sidesOf(session)
    if (sides === undefined) atRisk[place] = 1
    for (const { policy, direction, packet } of sides ?? []) {
      const list = policy[direction]
      const known = asked[direction].get(list) ?? { packets: [], of: [] }
      asked[direction].set(list, known)
      known.packets.push(packet)
      known.of.push(place)
    }
  }
  for (const direction of ['ingress', 'egress'] as const) {
    for (const [list, { packets, of }] of asked[direction]) {
      const decided = decidingPlaces(list, direction, packets, few)
      for (const [at, place] of of.entries()) {
        if (list[decided[at] as number]?.action !== 'accept') atRisk[place] = 1
      }
    }
  }
  return atRisk
}
