// VPCs that an account may use: its own, and those that their owners share with it.

import { fail } from '../../core/model/faults.ts'
import { type AccountId, asId } from '../../core/model/ids.ts'
import type { Vpc, VSwitch } from '../../core/model/network.ts'
import type { Transaction } from '../../store/store.ts'
import type { Call } from '../call.ts'

/** To put groups, interfaces and instances into; everything else about a VPC is its owner's business. */
export function usableVpc(call: Call, vpcId: string, region?: string): Vpc | undefined {
  const vpc = call.state.get('vpc', vpcId)
  if (vpc === undefined || (region !== undefined && vpc.region !== region)) return undefined
  return vpc.accountId === call.accountId || vpc.sharedWith?.includes(call.accountId) ? vpc : undefined
}

export function usableVSwitch(call: Call, vSwitchId: string, region?: string): VSwitch | undefined {
  const vSwitch = call.state.get('vSwitch', vSwitchId)
  return vSwitch !== undefined && usableVpc(call, vSwitch.vpcId, region) ? vSwitch : undefined
}

export interface Share {
  readonly vpcId: string
  readonly accountId: string
  /** False takes it back: what the other account has there already stays, but nothing new comes. */
  readonly shared: boolean
}

export function shareVpc(state: Transaction, { vpcId, accountId, shared }: Share): Vpc {
  const vpc = state.get('vpc', vpcId)
  if (vpc === undefined || state.get('account', vpc.accountId) === undefined) {
    return fail({ name: 'vpcNotFound', vpcId })
  }
  if (state.get('account', accountId) === undefined) fail({ name: 'accountNotFound', account: accountId })
  const others = (vpc.sharedWith ?? []).filter((id) => id !== accountId)
  const changed: Vpc = { ...vpc, sharedWith: shared ? [...others, asId<AccountId>(accountId)] : others }
  state.put('vpc', changed)
  return changed
}
