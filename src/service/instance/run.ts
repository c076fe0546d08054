// New instances with their interfaces, addresses, groups and, if asked for, public addresses.

import { formatAddress, parseAddress } from '../../core/model/address.ts'
import { isClassicNetwork } from '../../core/model/classic.ts'
import { fail } from '../../core/model/faults.ts'
import { asId, type HostId, type InstanceId, type SecurityGroupId } from '../../core/model/ids.ts'
import type { Eni, Instance, VSwitch } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { createDisks, type DiskWishes } from '../disk/create.ts'
import { attachEni, checkAttachable } from '../eni/attach.ts'
import { createEni, type NewEni } from '../eni/create.ts'
import { type Ledger, openLedger } from '../eni/ledger.ts'
import type { Naming } from '../owned.ts'
import { checkResourceGroup } from '../resourceGroup/findResourceGroup.ts'
import { nthName } from './names.ts'
import { fittingCount, secondaryPlace, siteOf } from './place.ts'
import { givePublicAddress } from './publicAddress.ts'
import { responderPorts } from './responder.ts'

const PLAIN_DISKS: DiskWishes = { system: {}, data: [] }

/** This machine: the only host of the local cloud. */
const LOCAL_HOST = asId<HostId>('local')

/** Goes into the instance as it is. */
type AsGiven = Pick<
  Instance,
  | 'imageId'
  | 'instanceType'
  | 'chargeType'
  | 'internetChargeType'
  | 'internetMaxBandwidthOut'
  | 'keyPairName'
  | 'ramRoleName'
  | 'userData'
  | 'deletionProtection'
  | 'metadata'
  | 'systemDisk'
  | 'autoReleaseAt'
>

/** An interface to be made; without groups it takes those of the primary one. */
export interface EniWish {
  readonly vSwitchId?: string | undefined
  readonly securityGroupIds: readonly SecurityGroupId[]
  /** With several instances the first of consecutive addresses. */
  readonly primaryAddress?: string | undefined
  readonly secondaryCount?: number | undefined
  readonly ipv6Addresses?: readonly string[] | undefined
  readonly ipv6Count?: number | undefined
  readonly name: string
  readonly description: string
  readonly deleteOnRelease: boolean
  readonly sourceDestCheck?: boolean | undefined
  readonly queueNumber?: number | undefined
  readonly trafficMode?: NewEni['trafficMode']
}

export interface NewInstances extends Naming, AsGiven {
  readonly region: string
  readonly zone?: string | undefined
  readonly anyZone: string
  readonly amount: number
  /** So few will do when addresses run short; undefined: all or none. */
  readonly minAmount?: number | undefined
  /** Empty: one that follows from the id. May hold `${instance_id}`. */
  readonly hostName: string
  readonly uniqueSuffix: boolean
  /** One for each, in place of `hostName`. */
  readonly hostNames?: readonly string[] | undefined
  readonly disks?: DiskWishes | undefined
  readonly primary: EniWish
  readonly secondaries: readonly EniWish[]
  /** Free interfaces to be put in; only for a single instance. */
  readonly eniIds: readonly string[]
  readonly maximumEnis: number
  /** False: they stay stopped until somebody starts them (CreateInstance). */
  readonly start: boolean
}

export function runInstances(call: Call, input: NewInstances): readonly Instance[] {
  checkResourceGroup(call, input.resourceGroupId)
  const enis = 1 + input.secondaries.length + input.eniIds.length
  if (enis > input.maximumEnis) fail({ name: 'tooManyEnis', current: enis, maximum: input.maximumEnis })
  const { vSwitch, securityGroupIds } = siteOf(call, { ...input, ...input.primary })
  if (isClassicNetwork(vSwitch.vpcId)) checkClassic(input)
  const wishes = input.secondaries.map((wish) => ({
    ...wish,
    vSwitch: secondaryPlace(call, vSwitch, wish.vSwitchId),
    securityGroupIds: wish.securityGroupIds.length > 0 ? wish.securityGroupIds : securityGroupIds,
  }))
  for (const eniId of input.eniIds) checkAttachable(call, eniId, vSwitch)
  const ledger = openLedger(call)
  const amount = amountOf(ledger, input, vSwitch, wishes)
  const placed = { ...input, primary: { ...input.primary, securityGroupIds } }
  return Array.from({ length: amount }, (_, index) => runOne(call, ledger, placed, vSwitch, wishes, index))
}

/** K2: its NICs are what they are; elastic interfaces and IPv6 are for VPCs. */
function checkClassic({ primary, secondaries, eniIds, ramRoleName }: NewInstances): void {
  if (ramRoleName !== '') fail({ name: 'roleInClassicNetwork', role: ramRoleName })
  const isPlain =
    secondaries.length + eniIds.length === 0 &&
    (primary.ipv6Count ?? 0) + (primary.ipv6Addresses ?? []).length === 0 &&
    (primary.secondaryCount ?? 0) === 0
  if (!isPlain) fail({ name: 'interfacesInClassicNetwork' })
}

type Placed = EniWish & { readonly vSwitch: VSwitch }

function amountOf(ledger: Ledger, input: NewInstances, vSwitch: VSwitch, wishes: readonly Placed[]): number {
  const needs = [{ ...input.primary, vSwitch }, ...wishes].map((wish) => ({
    vSwitch: wish.vSwitch,
    addresses: 1 + (wish.secondaryCount ?? 0),
  }))
  const fitting = Math.min(fittingCount(ledger, needs), input.amount)
  return fitting >= (input.minAmount ?? input.amount)
    ? fitting
    : fail({ name: 'vSwitchFull', vSwitchId: vSwitch.id, free: fitting })
}

function runOne(
  call: Call,
  ledger: Ledger,
  input: NewInstances,
  vSwitch: VSwitch,
  wishes: readonly Placed[],
  index: number,
): Instance {
  const id = asId<InstanceId>(call.ids.next('i', input.region))
  const owner = { resourceGroupId: input.resourceGroupId, tags: {}, instanceId: id }
  const wish: NewEni = {
    ...input.primary,
    ...owner,
    vSwitch,
    kind: 'primary',
    deviceIndex: 0,
    primaryAddress: following(input.primary.primaryAddress, index),
    deleteOnRelease: true,
  }
  const primary = createEni(call, wish, ledger)
  for (const [at, wish] of wishes.entries())
    createEni(call, { ...wish, ...owner, kind: 'secondary', deviceIndex: at + 1 }, ledger)
  const instance = instanceOf(call, input, id, primary, index)
  call.state.put('instance', instance)
  createDisks(call, instance, input.disks ?? PLAIN_DISKS)
  for (const eniId of input.eniIds) attachEni(call, { eniId, instance, maximumEnis: input.maximumEnis })
  // CreateInstance leaves it to AllocatePublicIpAddress.
  if (input.start && instance.internetMaxBandwidthOut > 0) givePublicAddress(call, instance, primary)
  return instance
}

function instanceOf(call: Call, input: NewInstances, id: InstanceId, primary: Eni, index: number): Instance {
  const named = (text: string): string =>
    nthName({ text, uniqueSuffix: input.uniqueSuffix, amount: input.amount }, index)
  const { imageId, instanceType, chargeType, internetChargeType, internetMaxBandwidthOut } = input
  const { keyPairName, ramRoleName, userData, deletionProtection, metadata, systemDisk, autoReleaseAt } =
    input
  return {
    id,
    accountId: call.accountId,
    region: input.region,
    name: input.name === '' ? id : named(input.name),
    description: input.description,
    resourceGroupId: input.resourceGroupId,
    tags: input.tags,
    createdAt: call.now,
    zone: primary.zone,
    vpcId: primary.vpcId,
    vSwitchId: primary.vSwitchId,
    state: input.start ? 'running' : 'stopped',
    primaryEniId: primary.id,
    hostId: LOCAL_HOST,
    hostName: hostNameOf(input, id, index, named),
    imageId,
    instanceType,
    chargeType,
    internetChargeType,
    internetMaxBandwidthOut,
    keyPairName,
    ramRoleName,
    userData,
    deletionProtection,
    metadata,
    ...(systemDisk === undefined ? {} : { systemDisk }),
    ...(autoReleaseAt === undefined ? {} : { autoReleaseAt }),
    responderPorts: responderPorts(input.tags),
    startedAt: call.now,
  }
}

function hostNameOf(
  { hostName, hostNames }: NewInstances,
  id: InstanceId,
  index: number,
  named: (text: string) => string,
): string {
  const own = hostNames?.[index]
  if (own !== undefined) return own.replaceAll(ID_PLACE, id)
  return hostName === '' ? systemHostName(id) : named(hostName).replaceAll(ID_PLACE, id)
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: the cloud's own placeholder
const ID_PLACE = '${instance_id}'

/** `i-bp1abc` → `iZbp1abcZ`, as the cloud names its Linux instances. */
const systemHostName = (id: InstanceId): string => `iZ${id.replace(/^i-/, '')}Z`

function following(first: string | undefined, index: number): string | undefined {
  const address = first === undefined ? undefined : parseAddress(first)
  if (address === undefined) return first
  return formatAddress({ ...address, value: address.value + BigInt(index) })
}
