// An instance as the answer of DescribeInstances shows it.

import { createHash } from 'node:crypto'
import { isClassicNetwork } from '../../../../core/model/classic.ts'
import type { Eip, Eni, Instance } from '../../../../core/model/network.ts'
import type { Call } from '../../../../service/call.ts'
import { bandwidthAt } from '../../../../service/instance/bandwidth.ts'
import { formatMinute } from '../../time.ts'
import { ecsTags } from '../tags.ts'
import { eniType, ipv6Sets, isElastic, prefixSets, privateIps } from './eniAnswer.ts'
import { instanceShape } from './instanceShape.ts'

/** What only comes when AdditionalAttributes.N names it. */
export interface Additional {
  readonly metadataOptions: boolean
  readonly primaryEniAddresses: boolean
}

export const instanceStatus = (state: Instance['state']): 'Running' | 'Stopped' =>
  state === 'running' ? 'Running' : 'Stopped'

export const instanceAnswer = (
  { state, now }: Pick<Call, 'state' | 'now'>,
  instance: Instance,
  additional: Additional,
) => {
  const bandwidth = bandwidthAt(instance, now)
  const enis = state.by('eni', 'instance', instance.id)
  const primary = enis.find((eni) => eni.id === instance.primaryEniId)
  const shape = instanceShape(instance.instanceType)
  const system = /win/i.test(instance.imageId) ? 'windows' : 'linux'
  return {
    InstanceId: instance.id,
    InstanceName: instance.name,
    Description: instance.description,
    HostName: instance.hostName,
    Status: instanceStatus(instance.state),
    RegionId: instance.region,
    ZoneId: instance.zone,
    ClusterId: '',
    ImageId: instance.imageId,
    InstanceType: instance.instanceType,
    InstanceTypeFamily: shape?.family ?? '',
    Cpu: shape?.cpu ?? 0,
    Memory: (shape?.memory ?? 0) * 1024,
    OSType: system,
    OSName: system === 'windows' ? 'Windows Server' : 'Linux',
    OSNameEn: system === 'windows' ? 'Windows Server' : 'Linux',
    IoOptimized: true,
    ...placeAnswer(instance, primary),
    ...publicAddresses(enis.filter(hasPublicAddress).flatMap((eni) => state.by('eip', 'eni', eni.id))),
    NetworkInterfaces: {
      NetworkInterface: enis.filter(isElastic).map((eni) => interfaceAnswer(eni, additional)),
    },
    SecurityGroupIds: { SecurityGroupId: primary?.securityGroupIds ?? [] },
    InstanceChargeType: instance.chargeType,
    InternetChargeType: instance.internetChargeType,
    InternetMaxBandwidthIn: Math.max(10, bandwidth),
    InternetMaxBandwidthOut: bandwidth,
    KeyPairName: instance.keyPairName,
    DeletionProtection: instance.deletionProtection,
    MetadataOptions: metadataOptions(instance, additional.metadataOptions),
    OperationLocks: { LockReason: [] },
    SerialNumber: serialNumber(instance.id),
    ResourceGroupId: instance.resourceGroupId,
    Tags: ecsTags(instance.tags),
    CreationTime: formatMinute(instance.createdAt),
    StartTime: formatMinute(instance.startedAt),
    ExpiredTime: '2099-12-31T15:59Z',
    AutoReleaseTime: instance.autoReleaseAt === undefined ? '' : formatMinute(instance.autoReleaseAt),
    StoppedMode: instance.state === 'stopped' ? 'KeepCharging' : 'Not-applicable',
    DeviceAvailable: true,
    LocalStorageCapacity: 0,
    LocalStorageAmount: 0,
    SpotStrategy: 'NoSpot',
    SpotPriceLimit: 0,
    DedicatedHostAttribute: { DedicatedHostId: '', DedicatedHostName: '' },
    DeploymentSetId: '',
    HpcClusterId: '',
    GPUAmount: 0,
    GPUSpec: '',
    VlanId: '',
  }
}

/** The primary interface stands for its instance; on a classic one the internet NIC does (K2). */
const hasPublicAddress = (eni: Eni): boolean => eni.kind === 'primary' || eni.nic === 'internet'

/** K2: a classic instance has an inner address in place of a VPC. */
function placeAnswer(instance: Instance, primary: Eni | undefined) {
  const addresses = { IpAddress: primary === undefined ? [] : [primary.primaryAddress] }
  const none = { IpAddress: [] }
  const isClassic = isClassicNetwork(instance.vpcId)
  return {
    InstanceNetworkType: networkTypeOf(instance),
    VpcAttributes: {
      VpcId: isClassic ? '' : instance.vpcId,
      VSwitchId: isClassic ? '' : instance.vSwitchId,
      NatIpAddress: '',
      PrivateIpAddress: isClassic ? none : addresses,
    },
    InnerIpAddress: isClassic ? addresses : none,
  }
}

export const networkTypeOf = ({ vpcId }: Instance): 'vpc' | 'classic' =>
  isClassicNetwork(vpcId) ? 'classic' : 'vpc'

/** An address that came with the instance and an elastic one are shown in different places. */
function publicAddresses(eips: readonly Eip[]) {
  const own = eips.filter((eip) => eip.withInstance === true)
  const elastic = eips.find((eip) => eip.withInstance !== true && eip.association?.instanceId !== null)
  return {
    PublicIpAddress: { IpAddress: own.map((eip) => eip.address) },
    EipAddress: {
      AllocationId: elastic?.id ?? '',
      IpAddress: elastic?.address ?? '',
      Bandwidth: Number(elastic?.bandwidth ?? 0),
      InternetChargeType: elastic?.internetChargeType ?? '',
      IsSupportUnassociate: elastic !== undefined,
    },
  }
}

function interfaceAnswer(eni: Eni, { primaryEniAddresses }: Additional) {
  const all = eni.kind === 'secondary' || primaryEniAddresses
  return {
    NetworkInterfaceId: eni.id,
    Type: eniType(eni),
    MacAddress: eni.mac,
    PrimaryIpAddress: eni.primaryAddress,
    PrivateIpSets: {
      PrivateIpSet: privateIps(eni)
        .filter(({ primary }) => primary || all)
        .map(({ address, primary }) => ({
          PrivateIpAddress: address,
          PrivateDnsName: '',
          Primary: primary,
        })),
    },
    Ipv6Sets: ipv6Sets(eni),
    ...prefixSets(eni),
  }
}

const metadataOptions = ({ metadata }: Instance, shown: boolean) => ({
  HttpEndpoint: shown ? metadata.endpoint : '',
  HttpTokens: shown ? metadata.tokens : '',
  HttpPutResponseHopLimit: shown ? metadata.hopLimit : 0,
  InstanceMetadataTags: shown ? (metadata.tags === true ? 'enabled' : 'disabled') : '',
})

/** A UUID that stays the same for the instance. */
const serialNumber = (id: string): string =>
  createHash('sha256')
    .update(id)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
