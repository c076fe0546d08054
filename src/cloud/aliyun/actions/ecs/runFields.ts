// The parameters of RunInstances.

import {
  choice,
  flag,
  ignored,
  integer,
  list,
  object,
  refuse,
  required,
  text,
  withDefault,
} from '../../fields.ts'
import {
  clientToken,
  dryRun,
  isDescription,
  owner,
  refused,
  regionId,
  resourceGroupId,
  tags,
} from '../fields.ts'
import { autoReleaseTime } from './autoReleaseTime.ts'
import { dataDisks, systemDisk } from './diskFields.ts'
import { queueNumber, trafficMode } from './eniFields.ts'
import { allIgnored } from './instanceFields.ts'
import { instanceShape } from './instanceShape.ts'
import { isHostName, isInstanceName, isKeyPairName, isPassword } from './runTexts.ts'

const bad = (code: string, message: string) => ({ status: 400, code, message })
const notFound = (code: string, message: string) => ({ status: 404, code, message })

const amountSpec = { status: 403, code: 'InvalidParam.Amount', message: 'The specified Amount is not valid.' }
const ipv6Count = integer({ about: 'How many IPv6 addresses to assign, 1 to 10.', min: 1, max: 10 })
const ipv6Addresses = list(text({ about: 'IPv6 address.' }), {
  about: 'IPv6 addresses to assign, up to 10.',
  max: 10,
})
const groupIds = list(text({ about: 'Security group.' }), { about: 'Security groups.' })

const networkInterface = object(
  {
    InstanceType: withDefault(
      choice(['Primary', 'Secondary'], { about: 'Default Secondary.' }),
      'Secondary' as const,
    ),
    NetworkInterfaceId: text({ about: 'A free secondary interface to put in.' }),
    VSwitchId: text({ about: "Its vSwitch. Default the instance's." }),
    PrimaryIpAddress: text({ about: 'Its primary address. Default a free one.' }),
    SecondaryPrivateIpAddressCount: integer({ about: 'How many more addresses, 0 to 49.', min: 0, max: 49 }),
    Ipv6Address: ipv6Addresses,
    Ipv6AddressCount: ipv6Count,
    SecurityGroupId: text({ about: 'Its security group.' }),
    SecurityGroupIds: groupIds,
    NetworkInterfaceName: text({ about: 'Name.', check: isInstanceName }),
    Description: text({ about: 'Description, 2 to 256 characters.', check: isDescription(2, 256) }),
    DeleteOnRelease: withDefault(flag({ about: 'Whether it goes with the instance. Default true.' }), true),
    SourceDestCheck: flag({ about: 'Source and destination check.' }),
    NetworkInterfaceTrafficMode: trafficMode,
    QueueNumber: queueNumber,
    ...allIgnored(
      ['NetworkCardIndex', 'QueuePairNumber', 'RxQueueSize', 'TxQueueSize'],
      'There is no such hardware here.',
    ),
  },
  { about: 'A network interface to be made or put in.' },
)

export const networkFields = {
  ZoneId: text({ about: 'Zone. Default that of the vSwitch.' }),
  VSwitchId: text({ about: 'vSwitch. Default: the default vSwitch, when the group is in the default VPC.' }),
  PrivateIpAddress: text({ about: 'Private address; with several instances the first of a row.' }),
  Ipv6Address: ipv6Addresses,
  Ipv6AddressCount: ipv6Count,
  SecurityGroupId: text({ about: 'Security group.' }),
  SecurityGroupIds: groupIds,
  NetworkInterface: list(networkInterface, {
    about: 'Network interfaces.',
    max: 64,
    malformed: bad('InvalidParam.NetworkInterface', 'The specified NetworkInterface is not valid.'),
  }),
  InternetChargeType: withDefault(
    choice(['PayByBandwidth', 'PayByTraffic'], {
      about: 'Default PayByTraffic.',
      malformed: bad(
        'InvalidInternetChargeType.ValueNotSupported',
        'The specified InternetChargeType is not valid.',
      ),
    }),
    'PayByTraffic',
  ),
  InternetMaxBandwidthIn: integer({ about: 'Mbit/s; without effect here.', min: 1, max: 100 }),
  InternetMaxBandwidthOut: withDefault(
    integer({ about: 'Mbit/s, 0 to 100; more than 0 gives a public address. Default 0.', min: 0, max: 100 }),
    0,
  ),
}

export const machineFields = {
  ImageId: text({
    about:
      'Image: a public one of any day, or one that the account is said to have. Instances here are empty network namespaces.',
    check: /^[\w][\w.:-]{1,127}$/,
    malformed: notFound('InvalidImageId.NotFound', 'The specified ImageId does not exist.'),
  }),
  ImageFamily: text({ about: 'Image family, in place of ImageId.' }),
  InstanceType: required(
    text({
      about: 'Instance type, such as ecs.g6.large.',
      check: (type) => instanceShape(type) !== undefined,
      malformed: bad(
        'InvalidInstanceType.ValueNotSupported',
        'The specified InstanceType beyond the permitted range.',
      ),
    }),
  ),
  InstanceName: text({
    about: 'Name, 2 to 128 characters; `web-[1,3]` numbers a batch. Default the id.',
    check: isInstanceName,
    malformed: bad('InvalidInstanceName.Malformed', 'The specified parameter InstanceName is not valid.'),
  }),
  HostName: text({
    about: 'Host name, 2 to 64 characters. Default one that follows from the id.',
    check: isHostName,
    malformed: bad('InvalidHostName.Malformed', 'The specified parameter HostName is not valid.'),
  }),
  HostNames: list(
    text({
      about: 'Host name.',
      check: isHostName,
      malformed: bad('InvalidHostName.Malformed', 'The specified parameter HostNames.N is not valid.'),
    }),
    { about: 'A host name for each instance of a batch; in place of HostName.', max: 100 },
  ),
  UniqueSuffix: flag({ about: 'Adds 001, 002 … to names of a batch.' }),
  Description: text({
    about: 'Description, 2 to 256 characters.',
    check: isDescription(2, 256),
    malformed: bad('InvalidDescription.Malformed', 'The specified parameter Description is not valid.'),
  }),
  Password: text({
    about: 'Password; checked and thrown away.',
    check: isPassword,
    malformed: bad('InvalidPassword.Malformed', 'The specified parameter Password is not valid.'),
  }),
  PasswordInherit: flag({ about: "Use the image's password." }),
  KeyPairName: text({
    about: 'SSH key pair; kept and shown, there is nobody to log in here.',
    check: isKeyPairName,
    malformed: bad('InvalidKeyPairName.NotFound', 'The specified KeyPairName does not exist.'),
  }),
  RamRoleName: text({
    about: 'RAM role of the instance; its trust policy names ecs.aliyuncs.com.',
    check: /^[A-Za-z0-9.-]{1,64}$/,
    malformed: notFound('InvalidRamRole.NotFound', 'The specified RamRoleName does not exist.'),
  }),
  UserData: text({ about: 'Data for the instance in Base64, at most 32 KB before.' }),
  HttpEndpoint: withDefault(
    choice(['enabled', 'disabled'], {
      about: 'Whether the metadata service answers. Default enabled.',
      malformed: bad('InvalidHttpEndpoint.NotSupported', 'The specified HttpEndpoint is not supported.'),
    }),
    'enabled' as const,
  ),
  HttpTokens: withDefault(
    choice(['optional', 'required'], {
      about: 'Whether metadata needs a token. Default optional.',
      malformed: bad('InvalidHttpTokens.NotSupported', 'The specified HttpTokens is not supported.'),
    }),
    'optional' as const,
  ),
  HttpPutResponseHopLimit: withDefault(
    integer({ about: 'How far token answers travel, 1 to 64. Default 1.', min: 0, max: 64 }),
    1,
  ),
  DeletionProtection: flag({ about: 'Refuse deletion. Default false.' }),
  AutoReleaseTime: autoReleaseTime,
  SystemDisk: systemDisk,
  DataDisk: dataDisks,
  SecurityEnhancementStrategy: choice(['Active', 'Deactive'], { about: 'Without effect here.' }),
  IoOptimized: choice(['none', 'optimized'], { about: 'Without effect here.' }),
}

const launchTemplate = (what: string) =>
  refused(`Launch template by its ${what}`, {
    status: 404,
    code: 'InvalidLaunchTemplate.NotFound',
    message: 'The specified launch template does not exist.',
  })

export const purchaseFields = {
  Amount: withDefault(
    integer({ about: 'How many, 1 to 100. Default 1.', min: 1, max: 100, malformed: amountSpec }),
    1,
  ),
  MinAmount: integer({
    about: 'So few will do when addresses run short, 1 to 100.',
    min: 1,
    max: 100,
    malformed: bad('InvalidMinAmount.Malformed', 'The specified MinAmount is not valid.'),
  }),
  InstanceChargeType: withDefault(
    choice(['PostPaid', 'PrePaid'], {
      about: 'Default PostPaid.',
      malformed: notFound(
        'InvalidInstanceChargeType.NotFound',
        'The InstanceChargeType does not exist in our records.',
      ),
    }),
    'PostPaid',
  ),
  Period: integer({
    about: 'Of PrePaid: months 1 to 9, 12, 24, 36, 48 or 60, weeks 1 to 4. Nothing is billed or ends here.',
    min: 1,
    max: 60,
    malformed: bad('InvalidPeriod', 'The specified period is not valid.'),
  }),
  PeriodUnit: choice(['Week', 'Month'], { about: 'Default Month.' }),
  LaunchTemplateId: launchTemplate('id'),
  LaunchTemplateName: launchTemplate('name'),
  LaunchTemplateVersion: ignored('There are no launch templates here.'),
}

export function checkPeriod(parameters: {
  readonly InstanceChargeType: string
  readonly Period: number | undefined
  readonly PeriodUnit: string | undefined
}): void {
  const { InstanceChargeType, Period, PeriodUnit = 'Month' } = parameters
  if (InstanceChargeType !== 'PrePaid' || (Period !== undefined && PERIODS[PeriodUnit]?.includes(Period)))
    return
  refuse({ status: 400, code: 'InvalidPeriod', message: 'The specified period is not valid.' })
}

const PERIODS: Readonly<Record<string, readonly number[]>> = {
  Week: [1, 2, 3, 4],
  Month: [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36, 48, 60],
}

/** Taken for the sake of clients that send them. */
export const otherFields = allIgnored(
  [
    'Affinity',
    'Arn',
    'AutoPay',
    'AutoRenew',
    'AutoRenewPeriod',
    'ClockOptions',
    'CpuOptions',
    'CreditSpecification',
    'DedicatedHostId',
    'DeploymentSetGroupNo',
    'DeploymentSetId',
    'HibernationOptions',
    'HpcClusterId',
    'ImageOptions',
    'Isp',
    'ManagedHostId',
    'NetworkInterfaceQueueNumber',
    'NetworkOptions',
    'PrivateDnsNameOptions',
    'PrivatePoolOptions',
    'SchedulerOptions',
    'SecurityOptions',
    'SpotDuration',
    'SpotInterruptionBehavior',
    'SpotPriceLimit',
    'SpotStrategy',
    'StorageSetId',
    'StorageSetPartitionNumber',
    'Tenancy',
  ],
  'Says nothing about the network.',
)

export const runFields = {
  RegionId: regionId,
  ...purchaseFields,
  ...machineFields,
  ...networkFields,
  ResourceGroupId: resourceGroupId,
  Tag: tags,
  ClientToken: clientToken,
  DryRun: dryRun,
  ...otherFields,
  ...owner,
}
