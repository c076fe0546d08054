// Where new instances and their interfaces go: vSwitch and groups named, or those that stand in where none is.

import { isClassicGroup, isClassicNetwork } from '../../core/model/classic.ts'
import { fail } from '../../core/model/faults.ts'
import type { SecurityGroupId } from '../../core/model/ids.ts'
import type { VSwitch } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { classicPlace } from '../classic/network.ts'
import type { Ledger } from '../eni/ledger.ts'
import { owned } from '../owned.ts'
import { defaultGroup } from '../securityGroup/defaultGroup.ts'
import { usesClassicNetwork } from '../settings/read.ts'
import { ensureDefaultVpc, ensureDefaultVSwitch } from '../vpc/defaultVpc.ts'
import { usableVSwitch } from '../vpc/shared.ts'

export interface Place {
  readonly region: string
  readonly vSwitchId?: string | undefined
  readonly zone?: string | undefined
  /** Where a default vSwitch is made when no zone is named. */
  readonly anyZone: string
  readonly securityGroupIds: readonly SecurityGroupId[]
}

export interface Site {
  readonly vSwitch: VSwitch
  readonly securityGroupIds: readonly SecurityGroupId[]
}

/** Who names no group gets the default one of the place (G8). */
export function siteOf(call: Call, place: Place): Site {
  const vSwitch =
    place.vSwitchId === undefined
      ? placeWithoutVSwitch(call, place)
      : findVSwitch(call, place.vSwitchId, place.region)
  const { zone, securityGroupIds } = place
  if (zone !== undefined && vSwitch.zone !== zone) {
    fail({ name: 'vSwitchInOtherZone', vSwitchId: vSwitch.id, zone })
  }
  if (securityGroupIds.length > 0) return { vSwitch, securityGroupIds }
  const vpcId = isClassicNetwork(vSwitch.vpcId) ? null : vSwitch.vpcId
  const group = defaultGroup(call, place.region, vpcId) ?? fail({ name: 'groupNeeded' })
  return { vSwitch, securityGroupIds: [group.id] }
}

/** A further interface may lie in another vSwitch, but not in another VPC or zone. */
export function secondaryPlace(call: Call, primary: VSwitch, vSwitchId: string | undefined): VSwitch {
  if (vSwitchId === undefined) return primary
  const vSwitch = findVSwitch(call, vSwitchId, primary.region)
  if (vSwitch.vpcId !== primary.vpcId) fail({ name: 'vSwitchInOtherVpc', vSwitchId, vpcId: primary.vpcId })
  return vSwitch.zone === primary.zone
    ? vSwitch
    : fail({ name: 'vSwitchInOtherZone', vSwitchId, zone: primary.zone })
}

const findVSwitch = (call: Call, vSwitchId: string, region: string): VSwitch =>
  usableVSwitch(call, vSwitchId, region) ?? fail({ name: 'vSwitchNotFound', vSwitchId })

/** The group says which network is meant. Only the default VPC has vSwitches that nobody needs to name. */
function placeWithoutVSwitch(call: Call, place: Place): VSwitch {
  const { region, zone = place.anyZone } = place
  const [groupId] = place.securityGroupIds
  const group =
    groupId === undefined
      ? undefined
      : (owned(call, 'securityGroup', groupId, region) ?? fail({ name: 'groupNotFound', groupId }))
  const isClassic = group === undefined ? usesClassicNetwork(call) : isClassicGroup(group)
  if (isClassic) return classicPlace(call, 'intranet', region, zone)
  const vpcId = group?.vpcId ?? ensureDefaultVpc(call, region).id
  const vpc = call.state.get('vpc', vpcId)
  return vpc?.isDefault === true && vpc.accountId === call.accountId
    ? ensureDefaultVSwitch(call, vpc, zone)
    : fail({ name: 'vSwitchNeeded', vpcId })
}

/** How many instances fit, when each takes the given number of addresses from each vSwitch. */
export function fittingCount(
  ledger: Ledger,
  needs: readonly { readonly vSwitch: VSwitch; readonly addresses: number }[],
): number {
  const perVSwitch = Map.groupBy(needs, ({ vSwitch }) => vSwitch.id)
  const counts = [...perVSwitch.values()].map((group) => {
    const [first] = group
    if (first === undefined) return 0
    const each = group.reduce((sum, { addresses }) => sum + addresses, 0)
    return Math.floor(ledger.pool(first.vSwitch).free() / each)
  })
  return Math.min(...counts)
}
