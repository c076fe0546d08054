// Makes instances and starts them.

import { fail } from '../../../../core/model/faults.ts'
import { asId, type SecurityGroupId } from '../../../../core/model/ids.ts'
import type { Call } from '../../../../service/call.ts'
import { modifyInstance } from '../../../../service/instance/modify.ts'
import { runInstances } from '../../../../service/instance/run.ts'
import { ensureDefaultGroup } from '../../../../service/sequence/readyGroups.ts'
import { ensureDefaultVpc, ensureDefaultVSwitch } from '../../../../service/vpc/defaultVpc.ts'
import { usableVSwitch } from '../../../../service/vpc/shared.ts'
import { action } from '../../action.ts'
import { refuse, spec } from '../../error.ts'
import type { Decoded } from '../../fields.ts'
import { instanceTypeOf, USUAL_TYPE } from '../../instanceTypes.ts'
import { projectOf, tagsOf } from '../fields.ts'
import { zoneIn } from '../zones.ts'
import { runFields } from './runFields.ts'

type Parameters = Decoded<typeof runFields>

export const RunInstances = action({
  name: 'RunInstances',
  service: 'cvm',
  version: '2017-03-12',
  summary: 'Create and start instances.',
  effect: 'write',
  input: runFields,
  faults: [
    'vSwitchNotFound',
    'vSwitchInOtherVpc',
    'vSwitchInOtherZone',
    'vSwitchFull',
    'addressOutsideVSwitch',
    'addressTaken',
    'groupNotFound',
    'groupFull',
    'tooManyGroups',
    'tooManyRulesOnEni',
    'publicAddressesExhausted',
    'resourceGroupNotFound',
  ],
  missing: ['Data disks.', 'Launch templates.', 'Key pairs.', 'NetworkInterfaces.'],
  example: {
    Placement: { Zone: 'ap-guangzhou-3' },
    ImageId: 'img-eb30mz89',
    InstanceType: 'S5.MEDIUM4',
    VirtualPrivateCloud: { VpcId: 'vpc-abcd1234', SubnetId: 'subnet-abcd1234' },
  },
  run(call, parameters, { region }) {
    check(parameters)
    const zone = zoneIn(region, parameters.Placement.Zone, 'InvalidZone.MismatchRegion')
    const resourceGroupId = projectOf(String(parameters.Placement.ProjectId ?? 0))
    const vSwitchId = subnetOf(call, parameters, region, zone)
    const named = parameters.SecurityGroupIds ?? []
    const groups = named.length > 0 ? named : [ensureDefaultGroup(call, { region, resourceGroupId }).id]
    const securityGroupIds = groups.map((id) => asId<SecurityGroupId>(id))
    const site = { region, zone, resourceGroupId, vSwitchId, securityGroupIds }
    return {
      InstanceIdSet: Array.from({ length: parameters.InstanceCount }, (_, index) =>
        runOne(call, parameters, site, index),
      ),
    }
  },
})

interface Site {
  readonly region: string
  readonly zone: string
  readonly resourceGroupId: string
  readonly vSwitchId: string
  readonly securityGroupIds: readonly SecurityGroupId[]
}

function runOne(call: Call, parameters: Parameters, site: Site, index: number): string {
  const { SystemDisk, InternetAccessible, VirtualPrivateCloud, InstanceType = USUAL_TYPE } = parameters
  const withAddress = InternetAccessible?.PublicIpAssigned ?? true
  const tags = (parameters.TagSpecification ?? [])
    .filter(({ ResourceType }) => ResourceType === 'instance')
    .flatMap(({ Tags = [] }) => Tags)
  const { region, zone, resourceGroupId } = site
  const [instance] = runInstances(call, {
    region,
    zone,
    anyZone: zone,
    amount: 1,
    name: '',
    description: '',
    resourceGroupId,
    tags: tagsOf(tags),
    hostName: '',
    uniqueSuffix: false,
    primary: {
      vSwitchId: site.vSwitchId,
      securityGroupIds: site.securityGroupIds,
      primaryAddress: VirtualPrivateCloud?.PrivateIpAddresses?.[index],
      name: 'Primary ENI',
      description: '',
      deleteOnRelease: true,
    },
    secondaries: [],
    eniIds: [],
    maximumEnis: instanceTypeOf(InstanceType)?.enis ?? 1,
    start: true,
    imageId: parameters.ImageId,
    instanceType: InstanceType,
    chargeType: parameters.InstanceChargeType,
    internetChargeType: InternetAccessible?.InternetChargeType ?? 'TRAFFIC_POSTPAID_BY_HOUR',
    internetMaxBandwidthOut: withAddress ? (InternetAccessible?.InternetMaxBandwidthOut ?? 0) : 0,
    keyPairName: '',
    ramRoleName: parameters.CamRoleName ?? '',
    userData: parameters.UserData ?? '',
    deletionProtection: parameters.DisableApiTermination ?? false,
    metadata: { endpoint: 'enabled', tokens: 'optional', hopLimit: 1 },
    systemDisk: {
      category: SystemDisk?.DiskType ?? 'CLOUD_PREMIUM',
      size: SystemDisk?.DiskSize ?? 50,
    },
  })
  if (instance === undefined) return fail({ name: 'vSwitchFull', vSwitchId: asId(site.vSwitchId), free: 0 })
  const { InstanceCount: amount, InstanceName: name = '', HostName: hostName } = parameters
  modifyInstance(call, {
    instanceId: instance.id,
    name: name === '' ? UNNAMED : nth(name, index, amount),
    hostName: hostName === undefined ? undefined : nth(hostName, index, amount),
  })
  return instance.id
}

const UNNAMED = '未命名'

/** `web{R:3}` counts from 3; a name without a place for the number gets it at its end when there are several. */
function nth(text: string, index: number, amount: number): string {
  const place = /\{R:(\d{1,5})\}/
  const match = place.exec(text)
  if (match !== null) return text.replace(place, String(Number(match[1]) + index))
  return amount > 1 ? `${text}${index + 1}` : text
}

/** `DEFAULT` in both places means the default VPC with its subnet in the zone. */
function subnetOf(call: Call, { VirtualPrivateCloud }: Parameters, region: string, zone: string): string {
  const { VpcId = 'DEFAULT', SubnetId = 'DEFAULT' } = VirtualPrivateCloud ?? {}
  if (VpcId === 'DEFAULT' || SubnetId === 'DEFAULT')
    return ensureDefaultVSwitch(call, ensureDefaultVpc(call, region), zone).id
  const subnet = usableVSwitch(call, SubnetId, region)
  if (subnet === undefined) return fail({ name: 'vSwitchNotFound', vSwitchId: SubnetId })
  return subnet.vpcId === VpcId
    ? subnet.id
    : fail({ name: 'vSwitchInOtherVpc', vSwitchId: SubnetId, vpcId: asId(VpcId) })
}

const NO_KEY_PAIR = spec(
  'InvalidParameterValue.KeyPairNotFound',
  '密钥对不存在。',
  'The key pair does not exist.',
)
const NO_TYPE = spec(
  'InvalidParameterValue.InvalidInstanceType',
  '实例机型不存在。',
  'There is no such instance type.',
)
const TOO_FEW_ADDRESSES = spec(
  'InvalidParameterCombination',
  '`PrivateIpAddresses` 的个数与 `InstanceCount` 不一致。',
  'There are not as many `PrivateIpAddresses` as `InstanceCount` asks for.',
)

function check({
  LoginSettings,
  InstanceType = USUAL_TYPE,
  VirtualPrivateCloud,
  InstanceCount,
}: Parameters): void {
  if ((LoginSettings?.KeyIds ?? []).length > 0) refuse(NO_KEY_PAIR)
  if (instanceTypeOf(InstanceType) === undefined) refuse(NO_TYPE)
  const { PrivateIpAddresses: addresses = [] } = VirtualPrivateCloud ?? {}
  if (addresses.length > 0 && addresses.length !== InstanceCount) refuse(TOO_FEW_ADDRESSES)
}
