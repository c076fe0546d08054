// Lists instances.

import type { Instance } from '../../../../core/model/network.ts'
import type { ResourceReader } from '../../../../core/model/resources.ts'
import { action } from '../../action.ts'
import { choice, type Decoded, flag, ignored, integer, text } from '../../fields.ts'
import { byEither } from '../../pagination.ts'
import { dryRun, owner, refused, regionId, tags } from '../fields.ts'
import { meets, meetsAny, meetsPattern } from '../filters.ts'
import { hasTags } from '../tags.ts'
import { meetsTimes, timeFilter } from '../timeFilter.ts'
import { isElastic } from './eniAnswer.ts'
import { instanceAnswer, instanceStatus, networkTypeOf } from './instanceAnswer.ts'
import { textList } from './instanceFields.ts'
import { instanceShape } from './instanceShape.ts'

const parts = byEither({ default: 10, max: 100 }, { default: 10, min: 10, max: 100, clamp: true })
const notFound = (code: string, message: string) => ({ status: 404, code, message })

const input = {
  RegionId: regionId,
  InstanceIds: textList('Only these instances: a JSON array, up to 100.', 'InvalidInstanceIds.Malformed'),
  InstanceName: text({ about: 'Only those with this name; `*` stands for any text.' }),
  Status: choice(['Pending', 'Starting', 'Running', 'Stopping', 'Stopped'], {
    about: 'Only those in this state.',
    malformed: notFound('InvalidStatus.NotFound', 'The specified Status does not exist.'),
  }),
  VpcId: text({ about: 'Only those in this VPC.' }),
  VSwitchId: text({ about: 'Only those in this vSwitch.' }),
  ZoneId: text({ about: 'Only those in this zone.' }),
  SecurityGroupId: text({ about: 'Only members of this security group.' }),
  PrivateIpAddresses: textList('Only those with one of these private addresses: a JSON array.'),
  PublicIpAddresses: textList('Only those with one of these public addresses: a JSON array.'),
  EipAddresses: textList('Only those with one of these elastic addresses: a JSON array.'),
  InnerIpAddresses: textList(
    'Only those with one of these intranet addresses in the classic network: a JSON array.',
  ),
  Ipv6Address: textList('Only those with one of these IPv6 addresses.'),
  InstanceNetworkType: choice(['vpc', 'classic'], {
    about: 'Only those in such a network.',
    malformed: notFound('InvalidNetworkType.NotFound', 'The specified NetworkType does not exist.'),
  }),
  InstanceType: text({ about: 'Only those of this type.' }),
  InstanceTypeFamily: text({ about: 'Only those of this family.' }),
  ImageId: text({ about: 'Only those of this image.' }),
  InstanceChargeType: choice(['PostPaid', 'PrePaid'], {
    about: 'Only those charged this way.',
    malformed: notFound(
      'InvalidInstanceChargeType.NotFound',
      'The InstanceChargeType does not exist in our records.',
    ),
  }),
  InternetChargeType: choice(['PayByBandwidth', 'PayByTraffic'], {
    about: 'Only those whose traffic is charged this way.',
    malformed: notFound(
      'InvalidInternetChargeType.ValueNotSupported',
      'The specified InternetChargeType is not valid.',
    ),
  }),
  KeyPairName: text({ about: 'Only those with this key pair.' }),
  HttpEndpoint: choice(['enabled', 'disabled'], { about: 'Only those with this setting.' }),
  HttpTokens: choice(['optional', 'required'], { about: 'Only those with this setting.' }),
  HttpPutResponseHopLimit: integer({ about: 'Only those with this setting.' }),
  LockReason: choice(['financial', 'security', 'Recycling', 'dedicatedhostfinancial', 'refunded'], {
    about: 'Only those locked for this reason; none is here.',
    malformed: notFound('InvalidLockReason.NotFound', 'The specified LockReason does not exist.'),
  }),
  IoOptimized: flag({ about: 'Only those that are I/O optimized; all are.' }),
  ResourceGroupId: text({ about: 'Only those of this resource group.' }),
  Tag: tags,
  Filter: timeFilter,
  AdditionalAttributes: textList('META_OPTIONS, NETWORK_PRIMARY_ENI_IP and others.'),
  DeviceAvailable: flag({ about: 'Only those whose devices are available; all are.' }),
  NeedSaleCycle: ignored('Nothing is billed here.'),
  HpcClusterId: refused('HPC cluster that they belong to', {
    status: 400,
    code: 'InvalidHpcClusterId.NotFound',
    message: 'The specified HpcClusterId is not found.',
  }),
  RdmaIpAddresses: textList('Only those with one of these RDMA addresses; none has any.'),
  DryRun: dryRun,
  ...parts.fields,
  ...owner,
}

type Parameters = Decoded<typeof input>

export const DescribeInstances = action({
  name: 'DescribeInstances',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List instances.',
  effect: 'read',
  permission: 'ecs:DescribeInstances',
  input,
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', InstanceIds: '["i-bp1example"]' },
  run(call, parameters) {
    const found = call.state
      .by('instance', 'account', call.accountId)
      .filter((one) => one.region === parameters.RegionId && meetsAny(parameters.InstanceIds, [one.id]))
      .filter((one) => hasFeatures(one, parameters) && hasPlace(call.state, one, parameters))
    const { items, envelope } = parts.cut(found, parameters)
    const additional = {
      metadataOptions: parameters.AdditionalAttributes.includes('META_OPTIONS'),
      primaryEniAddresses: parameters.AdditionalAttributes.includes('NETWORK_PRIMARY_ENI_IP'),
    }
    return {
      Instances: { Instance: items.map((one) => instanceAnswer(call, one, additional)) },
      ...envelope,
    }
  },
})

const hasFeatures = (instance: Instance, wanted: Parameters): boolean =>
  meetsPattern(wanted.InstanceName, instance.name) &&
  meets<string>(wanted.Status, instanceStatus(instance.state)) &&
  meets(wanted.InstanceType, instance.instanceType) &&
  meets(wanted.InstanceTypeFamily, instanceShape(instance.instanceType)?.family ?? '') &&
  meets(wanted.ImageId, instance.imageId) &&
  meets<string>(wanted.InstanceChargeType, instance.chargeType) &&
  meets<string>(wanted.InternetChargeType, instance.internetChargeType) &&
  meets(wanted.KeyPairName, instance.keyPairName) &&
  meets(wanted.HttpEndpoint, instance.metadata.endpoint) &&
  meets(wanted.HttpTokens, instance.metadata.tokens) &&
  meets(wanted.HttpPutResponseHopLimit, instance.metadata.hopLimit) &&
  meets(wanted.IoOptimized, true) &&
  meets(wanted.DeviceAvailable, true) &&
  meetsAny(wanted.RdmaIpAddresses, []) &&
  wanted.LockReason === undefined &&
  meets(wanted.ResourceGroupId, instance.resourceGroupId) &&
  hasTags(instance.tags, wanted.Tag) &&
  meetsTimes(wanted.Filter, instance.createdAt)

function hasPlace(state: ResourceReader, instance: Instance, wanted: Parameters): boolean {
  const enis = state.by('eni', 'instance', instance.id)
  const eips = enis.flatMap((eni) => state.by('eip', 'eni', eni.id))
  const addresses = (own: boolean) =>
    eips.filter((eip) => (eip.withInstance === true) === own).map((eip) => eip.address)
  const primary = enis.find((eni) => eni.id === instance.primaryEniId)
  const { SecurityGroupId } = wanted
  return (
    meets<string>(wanted.VpcId, instance.vpcId) &&
    meets<string>(wanted.VSwitchId, instance.vSwitchId) &&
    meets(wanted.ZoneId, instance.zone) &&
    meets(wanted.InstanceNetworkType, networkTypeOf(instance)) &&
    (SecurityGroupId === undefined || meetsAny([SecurityGroupId], primary?.securityGroupIds ?? [])) &&
    meetsAny(
      wanted.PrivateIpAddresses,
      enis.filter(isElastic).flatMap((eni) => [eni.primaryAddress, ...eni.secondaryAddresses]),
    ) &&
    meetsAny(
      wanted.Ipv6Address,
      enis.flatMap((eni) => eni.ipv6Addresses),
    ) &&
    meetsAny(wanted.PublicIpAddresses, addresses(true)) &&
    meetsAny(wanted.EipAddresses, addresses(false)) &&
    meetsAny(
      wanted.InnerIpAddresses,
      enis.filter((eni) => eni.nic === 'intranet').map((eni) => eni.primaryAddress),
    )
  )
}
