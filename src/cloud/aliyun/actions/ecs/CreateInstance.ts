// Makes one instance, which stays stopped until it is started.

import { fail } from '../../../../core/model/faults.ts'
import { asId, type SecurityGroupId } from '../../../../core/model/ids.ts'
import { runInstances } from '../../../../service/instance/run.ts'
import { action } from '../../action.ts'
import { ignored } from '../../fields.ts'
import { isZoneOf } from '../../regions.ts'
import { clientToken, dryRun, owner, regionId, resourceGroupId, tags } from '../fields.ts'
import { tagsOf } from '../tags.ts'
import { disksOf } from './diskFields.ts'
import { firstZoneOf } from './instanceFields.ts'
import { machineOf } from './machine.ts'
import { checkPeriod, machineFields, networkFields, otherFields, purchaseFields } from './runFields.ts'

const { UniqueSuffix: _, HostNames: __, ...single } = machineFields
const { ZoneId, VSwitchId, PrivateIpAddress } = networkFields
const { InternetChargeType, InternetMaxBandwidthIn, InternetMaxBandwidthOut } = networkFields
const { Amount: ___, MinAmount: ____, ...purchase } = purchaseFields

export const CreateInstance = action({
  name: 'CreateInstance',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Create one instance without starting it.',
  effect: 'write',
  permission: 'ecs:CreateInstance',
  input: {
    RegionId: regionId,
    ...single,
    ...{ ZoneId, VSwitchId, PrivateIpAddress },
    SecurityGroupId: networkFields.SecurityGroupId,
    ...{ InternetChargeType, InternetMaxBandwidthIn, InternetMaxBandwidthOut },
    ...purchase,
    ResourceGroupId: resourceGroupId,
    Tag: tags,
    ClientToken: clientToken,
    DryRun: dryRun,
    ...otherFields,
    ClusterId: ignored('There are no clusters here.'),
    InnerIpAddress: ignored('There is no classic network in this action.'),
    NodeControllerId: ignored('There is one host.'),
    UseAdditionalService: ignored('There are no additional services.'),
    VlanId: ignored('There are no VLANs here.'),
    ...owner,
  },
  faults: [
    'tooManyAddressesInVpc',
    'zoneNotFound',
    'groupNotFound',
    'groupNeeded',
    'tooManyGroupsInRegion',
    'groupInOtherVpc',
    'groupOutsideVpcs',
    'groupManaged',
    'groupFull',
    'vSwitchNotFound',
    'vSwitchNeeded',
    'vSwitchInOtherZone',
    'vSwitchFull',
    'addressOutsideVSwitch',
    'addressTaken',
    'responderMalformed',
    'resourceGroupNotFound',
    'diskSizeNotAllowed',
    'diskLevelNotAllowed',
    'diskIopsNotAllowed',
    'diskCannotBurst',
    'snapshotPolicyNotFound',
    'keyPairNotFound',
    'roleNotFound',
    'roleNotForInstances',
    'roleInClassicNetwork',
  ],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    ImageId: 'aliyun_3_x64_20G_alibase_20221102.vhd',
    InstanceType: 'ecs.g6.large',
    SecurityGroupId: 'sg-bp1example',
    VSwitchId: 'vsw-bp1example',
  },
  run(call, parameters) {
    const { RegionId: region, ZoneId: zone, SecurityGroupId: groupId } = parameters
    checkPeriod(parameters)
    if (zone !== undefined && !isZoneOf(zone, region)) fail({ name: 'zoneNotFound', zone })
    const [instance] = runInstances(call, {
      region,
      zone,
      anyZone: firstZoneOf(region),
      amount: 1,
      start: false,
      primary: {
        vSwitchId: parameters.VSwitchId,
        securityGroupIds: groupId === undefined ? [] : [asId<SecurityGroupId>(groupId)],
        primaryAddress: parameters.PrivateIpAddress,
        name: '',
        description: '',
        deleteOnRelease: true,
      },
      secondaries: [],
      eniIds: [],
      ...machineOf(call, region, parameters),
      name: parameters.InstanceName ?? '',
      description: parameters.Description ?? '',
      resourceGroupId: parameters.ResourceGroupId ?? '',
      tags: tagsOf(parameters.Tag),
      hostName: parameters.HostName ?? '',
      disks: disksOf(parameters),
      uniqueSuffix: false,
    })
    return { InstanceId: instance?.id ?? '', OrderId: '', TradePrice: 0 }
  },
})
