// What the two actions have in common that make a network interface.

import { fail } from '../../../../core/model/faults.ts'
import { asId, type SecurityGroupId } from '../../../../core/model/ids.ts'
import type { Eni } from '../../../../core/model/network.ts'
import type { Call } from '../../../../service/call.ts'
import { createFreeEni } from '../../../../service/eni/create.ts'
import { usableVSwitch } from '../../../../service/vpc/shared.ts'
import { type Decoded, filled, integer, required } from '../../fields.ts'
import { idList, outOfRange, tags, tagsOf } from '../fields.ts'
import { addresses, clientToken, eniDescription, eniName, qosLevel, trunking, wantedOf } from './eniFields.ts'
import { subnetId, vpcId } from './vpcFields.ts'

export const newEniFields = {
  VpcId: vpcId,
  NetworkInterfaceName: required(eniName),
  SubnetId: subnetId,
  NetworkInterfaceDescription: eniDescription,
  SecondaryPrivateIpAddressCount: integer({
    about: 'So many more addresses.',
    min: 0,
    max: 49,
    range: outOfRange,
  }),
  QosLevel: qosLevel,
  SecurityGroupIds: idList('sg', 'Security groups, in order.'),
  PrivateIpAddresses: addresses,
  Tags: tags,
  TrunkingFlag: trunking,
  IsRdma: filled({ about: 'Without effect here.', ignored: true }),
  ClientToken: clientToken,
}

export const NEW_ENI_FAULTS = [
  'vSwitchNotFound',
  'vSwitchInOtherVpc',
  'vSwitchFull',
  'addressOutsideVSwitch',
  'addressTaken',
  'addressRepeated',
  'groupNotFound',
  'groupFull',
  'tooManyGroups',
  'tooManyRulesOnEni',
  'tooManyIpv4',
] as const

export function makeEni(call: Call, parameters: Decoded<typeof newEniFields>, region: string): Eni {
  const { VpcId, SubnetId } = parameters
  const subnet =
    usableVSwitch(call, SubnetId, region) ?? fail({ name: 'vSwitchNotFound', vSwitchId: SubnetId })
  if (subnet.vpcId !== VpcId) fail({ name: 'vSwitchInOtherVpc', vSwitchId: SubnetId, vpcId: asId(VpcId) })
  const wanted = wantedOf(parameters.PrivateIpAddresses)
  return createFreeEni(call, {
    region,
    vSwitchId: SubnetId,
    name: parameters.NetworkInterfaceName,
    description: parameters.NetworkInterfaceDescription ?? '',
    resourceGroupId: '',
    tags: tagsOf(parameters.Tags),
    securityGroupIds: (parameters.SecurityGroupIds ?? []).map((id) => asId<SecurityGroupId>(id)),
    mayBeBare: true,
    primaryAddress: wanted.primary,
    secondaryAddresses: wanted.secondary,
    secondaryCount: wanted.unnamed + (parameters.SecondaryPrivateIpAddressCount ?? 0),
    deleteOnRelease: false,
  })
}
