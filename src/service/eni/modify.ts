// Attributes of a network interface changed; what is left out stays as it is.

import { fail } from '../../core/model/faults.ts'
import type { Eni, SessionTimeouts } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { findChangeableEni } from './find.ts'
import { withGroups } from './replaceGroups.ts'

export interface EniChange {
  readonly eniId: string
  readonly region: string
  readonly name?: string | undefined
  readonly description?: string | undefined
  /** Exactly these from now on; empty: as they are. */
  readonly securityGroupIds: readonly string[]
  readonly timeouts?: Partial<SessionTimeouts> | undefined
  readonly deleteOnRelease?: boolean | undefined
  readonly sourceDestCheck?: boolean | undefined
  readonly primaryIpv6?: boolean | undefined
  readonly queueNumber?: number | undefined
}

export function modifyEni(call: Call, change: EniChange): void {
  const eni = findChangeableEni(call, change.eniId, change.region)
  // The groups of a primary interface are its instance's.
  if (change.securityGroupIds.length > 0 && eni.kind === 'primary') {
    fail({ name: 'eniPrimary', eniId: eni.id })
  }
  const regrouped =
    change.securityGroupIds.length === 0 ? eni : withGroups(call, eni, change.securityGroupIds)
  const { name, description, deleteOnRelease, sourceDestCheck, primaryIpv6, queueNumber } = change
  call.state.put('eni', {
    ...regrouped,
    ...given<Eni>({ name, description, deleteOnRelease, sourceDestCheck, primaryIpv6, queueNumber }),
    timeouts: { ...eni.timeouts, ...change.timeouts },
  })
}

/** Without what is left out. */
const given = <T>(parts: { readonly [K in keyof T]?: T[K] | undefined }): Partial<T> =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Partial<T>
