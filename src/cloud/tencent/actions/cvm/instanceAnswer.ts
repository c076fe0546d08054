// An instance as answers show it, in the fields and nulls that real answers have.

import type { Eni, Instance } from '../../../../core/model/network.ts'
import type { ResourceReader } from '../../../../core/model/resources.ts'
import type { Call } from '../../../../service/call.ts'
import { publicAddressOf } from '../../../../service/instance/publicAddress.ts'
import { imageOf } from '../../images.ts'
import { instanceTypeOf, USUAL_TYPE } from '../../instanceTypes.ts'
import { formatUtc } from '../../time.ts'
import { projectText } from '../fields.ts'

export const stateOf = ({ state }: Instance): string => (state === 'running' ? 'RUNNING' : 'STOPPED')

/** The primary interface and those beside it, in their order. */
export const enisOf = (state: ResourceReader, instance: Instance): readonly Eni[] =>
  state.by('eni', 'instance', instance.id).toSorted((a, b) => a.deviceIndex - b.deviceIndex)

export const USUAL_DISK = { category: 'CLOUD_PREMIUM', size: 50 }

export const diskIdOf = ({ id }: Instance): string => id.replace(/^ins-/, 'disk-')

export function instanceView(call: Call, instance: Instance): object {
  const { state } = call
  const primary = state.get('eni', instance.primaryEniId)
  const image = imageOf(instance.imageId)
  const type = instanceTypeOf(instance.instanceType) ?? instanceTypeOf(USUAL_TYPE)
  const publicAddress = publicAddressOf(call, instance)
  const disk = instance.systemDisk ?? USUAL_DISK
  return {
    Placement: {
      Zone: instance.zone,
      HostId: null,
      ProjectId: Number(projectText(instance.resourceGroupId)),
    },
    InstanceId: instance.id,
    Uuid: uuidOf(instance.id),
    InstanceState: stateOf(instance),
    RestrictState: 'NORMAL',
    InstanceType: instance.instanceType,
    CPU: type?.cpu ?? 0,
    Memory: type?.memory ?? 0,
    GPUInfo: null,
    InstanceName: instance.name,
    InstanceChargeType: instance.chargeType,
    SystemDisk: {
      DiskType: disk.category,
      DiskId: diskIdOf(instance),
      DiskSize: disk.size,
      Encrypt: false,
      KmsKeyId: null,
      CdcId: null,
    },
    DataDisks: [],
    PrivateIpAddresses: primary === undefined ? [] : [primary.primaryAddress],
    PublicIpAddresses: publicAddress === undefined ? null : [publicAddress.address],
    IPv6Addresses: primary === undefined || primary.ipv6Addresses.length === 0 ? null : primary.ipv6Addresses,
    InternetAccessible: {
      InternetMaxBandwidthOut: instance.internetMaxBandwidthOut,
      InternetChargeType: instance.internetChargeType,
    },
    VirtualPrivateCloud: {
      VpcId: instance.vpcId,
      SubnetId: instance.vSwitchId,
      AsVpcGateway: false,
    },
    SecurityGroupIds: primary?.securityGroupIds ?? [],
    LoginSettings: { KeyIds: null },
    ImageId: instance.imageId,
    OsName: image?.osName ?? 'TencentOS Server 3.1 (TK4)',
    DefaultLoginUser: image?.loginUser ?? 'root',
    DefaultLoginPort: 22,
    RenewFlag: null,
    CreatedTime: formatUtc(instance.createdAt),
    ExpiredTime: null,
    // Both spellings are in real answers (tencent.md 1.5).
    Tags: Object.entries(instance.tags).map(([Key, Value]) => ({ tagKey: Key, tagValue: Value, Key, Value })),
    DisasterRecoverGroupId: '',
    DedicatedClusterId: '',
    CamRoleName: instance.ramRoleName,
    LatestOperation: 'RunInstances',
    LatestOperationState: 'SUCCESS',
    LatestOperationRequestId: uuidOf(instance.id),
    IsolatedSource: 'NOTISOLATED',
    HpcClusterId: '',
    DisableApiTermination: instance.deletionProtection,
    RdmaIpAddresses: null,
    LicenseType: 'TencentCloud',
    StopChargingMode: 'NOT_APPLICABLE',
  }
}

/** The same for the same instance, and in the form of a UUID. */
function uuidOf(id: string): string {
  const hex = [...id.replace(/^ins-/, '')].map((letter) => letter.charCodeAt(0).toString(16)).join('')
  const full = hex.padEnd(32, '0').slice(0, 32)
  return [full.slice(0, 8), full.slice(8, 12), full.slice(12, 16), full.slice(16, 20), full.slice(20)].join(
    '-',
  )
}
