// Changes a group itself: its name, its description, whether its members reach each other.

import { fail } from '../../core/model/faults.ts'
import type { Action } from '../../core/model/rule.ts'
import type { Call } from '../call.ts'
import { findChangeableGroup } from './findGroup.ts'

interface OfGroup {
  readonly region?: string | undefined
  readonly groupId: string
}

/** What is undefined stays as it is. */
export function renameGroup(
  call: Call,
  input: OfGroup & { readonly name?: string | undefined; readonly description?: string | undefined },
): void {
  const group = findChangeableGroup(call, input.groupId, input.region)
  const name = input.name ?? group.name
  const description = input.description ?? group.description
  call.state.put('securityGroup', { ...group, name, description, changedAt: call.now })
}

/** C3, C5: cut or keep live sessions that the rules no longer allow. */
export function setLiveSessions(
  call: Call,
  input: OfGroup & { readonly liveSessions: 'cut' | 'keep' },
): void {
  const group = findChangeableGroup(call, input.groupId, input.region)
  if ((group.liveSessions ?? 'cut') === input.liveSessions) return
  const { liveSessions: _, ...cutting } = group
  call.state.put('securityGroup', {
    ...cutting,
    ...(input.liveSessions === 'keep' ? { liveSessions: 'keep' } : {}),
  })
}

/** G2; enterprise groups keep their members apart for ever (G3). */
export function setInnerAccess(call: Call, input: OfGroup & { readonly innerAccess: Action }): void {
  const group = findChangeableGroup(call, input.groupId, input.region)
  if (group.kind === 'enterprise') fail({ name: 'innerAccessFixed', groupId: group.id })
  if (group.innerAccess === input.innerAccess) return
  call.state.put('securityGroup', { ...group, innerAccess: input.innerAccess })
}
