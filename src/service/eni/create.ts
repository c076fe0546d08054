// A new network interface with its addresses and groups.

import { isClassicNetwork } from '../../core/model/classic.ts'
import { fail } from '../../core/model/faults.ts'
import { asId, type EniId, type InstanceId, type SecurityGroupId } from '../../core/model/ids.ts'
import { type Eni, type SessionTimeouts, USUAL_TIMEOUTS, type VSwitch } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import type { Naming } from '../owned.ts'
import { checkResourceGroup } from '../resourceGroup/findResourceGroup.ts'
import { usableVSwitch } from '../vpc/shared.ts'
import { allocate, type Wishes } from './allocate.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { checkRoom, freeRoom } from './room.ts'
import { checkVpcRoom, privateCount } from './vpcRoom.ts'

export interface NewEni extends Naming, Wishes {
  readonly vSwitch: VSwitch
  readonly kind: Eni['kind']
  readonly instanceId: InstanceId | null
  readonly deviceIndex: number
  readonly securityGroupIds: readonly SecurityGroupId[]
  /** It may be without groups, and then passes nothing (P4). */
  readonly mayBeBare?: true | undefined
  /** Undefined: the next free one. */
  readonly primaryAddress?: string | undefined
  readonly deleteOnRelease: boolean
  readonly sourceDestCheck?: boolean | undefined
  readonly timeouts?: Partial<SessionTimeouts> | undefined
  readonly primaryIpv6?: boolean | undefined
  readonly queueNumber?: number | undefined
  readonly trafficMode?: Eni['trafficMode'] | undefined
}

export function createEni(call: Call, input: NewEni, ledger: Ledger = openLedger(call)): Eni {
  const { vSwitch } = input
  const isBare = input.mayBeBare === true && input.securityGroupIds.length === 0
  const groups = isBare ? [] : ledger.binding(input.securityGroupIds, vSwitch.vpcId)
  const id = asId<EniId>(call.ids.next('eni', vSwitch.region))
  const eni: Eni = {
    id,
    accountId: call.accountId,
    region: vSwitch.region,
    name: input.name,
    description: input.description,
    resourceGroupId: input.resourceGroupId,
    tags: input.tags,
    createdAt: call.now,
    vpcId: vSwitch.vpcId,
    vSwitchId: vSwitch.id,
    zone: vSwitch.zone,
    kind: input.kind,
    instanceId: input.instanceId,
    deviceIndex: input.deviceIndex,
    mac: ledger.mac(id, vSwitch.vpcId),
    ...takeAddresses(ledger, input),
    securityGroupIds: groups.map((group) => group.id),
    timeouts: { ...USUAL_TIMEOUTS, ...input.timeouts },
    deleteOnRelease: input.deleteOnRelease,
    sourceDestCheck: input.sourceDestCheck ?? false,
    managed: false,
    ...(isClassicNetwork(vSwitch.vpcId) ? { nic: 'intranet' } : {}),
    ...(input.primaryIpv6 === undefined ? {} : { primaryIpv6: input.primaryIpv6 }),
    ...(input.queueNumber === undefined ? {} : { queueNumber: input.queueNumber }),
    ...(input.trafficMode === undefined ? {} : { trafficMode: input.trafficMode }),
  }
  checkVpcRoom(call.state, eni.vpcId, privateCount(eni))
  ledger.admit(groups, eni)
  call.state.put('eni', eni)
  return eni
}

export type FreeEni = Omit<NewEni, 'vSwitch' | 'kind' | 'instanceId' | 'deviceIndex'> & {
  readonly vSwitchId: string
  readonly region: string
}

/** A secondary interface that no instance has yet. */
export function createFreeEni(call: Call, input: FreeEni): Eni {
  checkResourceGroup(call, input.resourceGroupId)
  const vSwitch =
    usableVSwitch(call, input.vSwitchId, input.region) ??
    fail({ name: 'vSwitchNotFound', vSwitchId: input.vSwitchId })
  const eni = createEni(call, { ...input, vSwitch, kind: 'secondary', instanceId: null, deviceIndex: 0 })
  checkRoom(eni, freeRoom(call.state))
  return eni
}

type Addresses = Pick<Eni, 'primaryAddress' | 'secondaryAddresses' | 'ipv6Addresses' | 'prefixes'>

/** The primary address goes first when it is asked for by name, so that no free choice takes it away. */
function takeAddresses(ledger: Ledger, input: NewEni): Addresses {
  const pool = ledger.pool(input.vSwitch)
  const claimed = input.primaryAddress === undefined ? undefined : pool.claim(input.primaryAddress)
  const { named, counted } = allocate(pool, input)
  const primaryAddress = claimed ?? pool.next(4)
  const rest = counted()
  return {
    primaryAddress,
    secondaryAddresses: [...named.ipv4, ...rest.ipv4],
    ipv6Addresses: [...named.ipv6, ...rest.ipv6],
    prefixes: [...named.prefixes, ...rest.prefixes],
  }
}
