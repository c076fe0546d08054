// Classic instances linked to a VPC (K3): in it, an interface stands for each with the address of its intranet NIC.

import { parseAddress } from '../../core/model/address.ts'
import { parseCidr, rangeContains, rangeOf } from '../../core/model/cidr.ts'
import { isLink, linkBlockOf } from '../../core/model/classicLink.ts'
import { fail } from '../../core/model/faults.ts'
import { asId, type EniId, type VpcId } from '../../core/model/ids.ts'
import type { Eni, Instance, Vpc } from '../../core/model/network.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { Call } from '../call.ts'
import { openLedger } from '../eni/ledger.ts'
import { findInstance } from '../instance/find.ts'
import { effectiveLimit } from '../limits.ts'
import { findVpc } from '../vpc/findVpc.ts'

interface Ends {
  readonly instanceId: string
  readonly vpcId: string
  /** Where both have to be; undefined: wherever the VPC is. */
  readonly region?: string | undefined
}

/** Behind the two NICs that it has or may get. */
const DEVICE_INDEX = 2

export function linkInstance(call: Call, { instanceId, vpcId, region }: Ends): void {
  const vpc = findVpc(call, vpcId, region)
  const instance = findInstance(call, instanceId, vpc.region)
  const intranet = intranetNicOf(call, instance)
  if (vpc.classicLink !== true) fail({ name: 'classicLinkOff', vpcId: vpc.id })
  const known = linkOf(call, instance)
  if (known?.vpcId === vpc.id) return
  if (known !== undefined) fail({ name: 'linkedElsewhere', instanceId: instance.id, vpcId: known.vpcId })
  checkApart(call, vpc, intranet)
  checkRoom(call, vpc)
  const id = asId<EniId>(call.ids.next('eni', vpc.region))
  call.state.put('eni', {
    ...intranet,
    ...{ id, vpcId: vpc.id, kind: 'secondary', deviceIndex: DEVICE_INDEX, linked: true },
    mac: openLedger(call).mac(id, vpc.id),
  })
}

export function unlinkInstance(call: Call, { instanceId, vpcId, region }: Ends): void {
  const vpc = findVpc(call, vpcId, region)
  const instance = findInstance(call, instanceId, vpc.region)
  intranetNicOf(call, instance)
  const link = linkOf(call, instance)
  if (link?.vpcId !== vpc.id) fail({ name: 'linkNotFound', instanceId: instance.id, vpcId: vpc.id })
  call.state.remove('eni', link.id)
}

function checkRoom(call: Call, vpc: Vpc): void {
  const limit = effectiveLimit(call.state, 'linksPerVpc')
  const current = linksInto(call.state, vpc.id).length
  if (current >= limit.maximum) fail({ name: 'tooManyLinks', current, limit })
}

/** In the VPC nobody may have its address, so no vSwitch may give it out. */
function checkApart(call: Call, vpc: Vpc, { primaryAddress }: Eni): void {
  const address = parseAddress(primaryAddress)
  for (const { cidr } of call.state.by('vSwitch', 'vpc', vpc.id)) {
    const block = parseCidr(cidr)
    if (address !== undefined && block !== undefined && rangeContains(rangeOf(block), address))
      fail({ name: 'classicLinkBlock', vpcId: vpc.id, cidr })
  }
}

/** Of the caller's instances, as they stand in the VPCs that they are linked to; `region` undefined: in all. */
export const linksOf = (call: Call, region?: string): readonly Eni[] =>
  call.state
    .by('eni', 'account', call.accountId)
    .filter((eni) => isLink(eni) && (region === undefined || eni.region === region))

/** What stands in a VPC for linked instances. */
export const linksInto = (state: ResourceReader, vpcId: VpcId): readonly Eni[] =>
  state.by('eni', 'vpc', vpcId).filter(isLink)

/** Before a VPC is opened to links or closed: some of its addresses must be apart from the classic ones, and no link left. */
export function checkClassicLink(call: Call, vpc: Vpc, isOn: boolean): void {
  if (isOn && linkBlockOf(vpc) === undefined)
    fail({ name: 'classicLinkBlock', vpcId: vpc.id, cidr: vpc.cidr })
  if (!isOn) checkUnlinked(call, vpc)
}

export function checkUnlinked(call: Call, vpc: Vpc): void {
  const [link] = linksInto(call.state, vpc.id)
  if (link !== undefined) fail({ name: 'classicLinkInUse', vpcId: vpc.id, instanceId: link.instanceId ?? '' })
}

function intranetNicOf(call: Call, instance: Instance): Eni {
  const primary = call.state.get('eni', instance.primaryEniId)
  if (primary?.nic !== 'intranet') return fail({ name: 'notClassicInstance', instanceId: instance.id })
  return primary
}

const linkOf = (call: Call, instance: Instance): Eni | undefined =>
  call.state.by('eni', 'instance', instance.id).find(isLink)
