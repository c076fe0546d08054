// Arguments of one resource: known, not given, or known only after apply.

import { asId, type PortListId, type PrefixListId, type SecurityGroupId } from '../../core/model/ids.ts'
import type { Peer, PortMatch } from '../../core/model/rule.ts'
import { ACCOUNT } from '../documents.ts'
import { text } from '../tree.ts'
import type { PlannedResource } from './plan.ts'
import type { ReferenceFinder } from './references.ts'

export interface PlanIndex {
  readonly resources: readonly PlannedResource[]
  readonly find: ReferenceFinder
  /** Id that the cloud gave → address in the plan. */
  readonly addresses: ReadonlyMap<string, string>
}

export const isUnknown = ({ unknown }: PlannedResource, argument: string): boolean =>
  unknown[argument] !== undefined && unknown[argument] !== false

/** Empty when it is not given or not known. */
export const given = ({ values }: PlannedResource, argument: string): string => text(values, argument)

/**
 * What an argument names, by its address in the plan, or by its id where the plan does not manage it.
 * Several when nobody can tell which one; none when nothing is given.
 */
export function namedBy(plan: PlanIndex, resource: PlannedResource, argument: string): readonly string[] {
  const value = given(resource, argument)
  if (value !== '') return [plan.addresses.get(value) ?? value]
  if (!isUnknown(resource, argument)) return []
  const found = plan.find(resource, argument)
  return found.length === 0 ? [unknownId(resource, argument)] : found.map(({ address }) => address)
}

/** Names a list or group that no file can hold, so it stays unknown. */
export const unknownId = ({ address }: PlannedResource, argument: string): string => `${address}.${argument}`

export const listPeer = (id: string): Peer => ({ kind: 'prefixList', listId: asId<PrefixListId>(id) })
export const groupPeer = (id: string): Peer => ({
  kind: 'group',
  groupId: asId<SecurityGroupId>(id),
  accountId: ACCOUNT,
})
export const listPorts = (id: string): PortMatch => ({ kind: 'list', listId: asId<PortListId>(id) })
