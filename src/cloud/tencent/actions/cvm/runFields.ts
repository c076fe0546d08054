// The parameters of RunInstances.

import { spec } from '../../error.ts'
import {
  filled,
  flag,
  ignored,
  integer,
  list,
  object,
  required,
  text,
  texts,
  withDefault,
} from '../../fields.ts'
import { malformed, outOfRange, tags } from '../fields.ts'
import { clientToken, groupIds } from './cvmFields.ts'

const placement = object(
  {
    Zone: required(filled({ about: 'Zone.' })),
    ProjectId: integer({ about: 'Project; 0 is the default one.', min: 0 }),
    HostIds: ignored('Dedicated hosts are not there.', 'list'),
    HostId: ignored('Dedicated hosts are not there.'),
    DedicatedClusterId: ignored('Dedicated clusters are not there.'),
    RackId: ignored('Dedicated racks are not there.'),
  },
  { about: 'Where it goes.' },
)

const disk = object(
  {
    DiskType: filled({ about: 'Type of the disk.', check: /^[A-Z_]{3,30}$/ }),
    DiskId: ignored('Snapshots are not there.'),
    DiskSize: integer({ about: 'GiB.', min: 10, max: 32_000, range: outOfRange }),
    DiskName: ignored('Disks have no names here.'),
    CdcId: ignored('Dedicated clusters are not there.'),
  },
  { about: 'The system disk; nothing is stored on it here.' },
)

const network = object(
  {
    VpcId: required(filled({ about: 'VPC, or DEFAULT.' })),
    SubnetId: required(filled({ about: 'Subnet, or DEFAULT.' })),
    AsVpcGateway: flag({ about: 'Without effect here.', ignored: true }),
    PrivateIpAddresses: texts({ about: 'Addresses, one for each instance.', max: 100 }),
    Ipv6AddressCount: integer({ about: 'Without effect here.', min: 0, ignored: true }),
  },
  { about: 'The network of its primary interface.' },
)

const internet = object(
  {
    InternetChargeType: filled({ about: 'How bandwidth is paid for.', check: /^[A-Z_]{3,40}$/ }),
    InternetMaxBandwidthOut: integer({
      about: 'Mbit/s; more than 0 gives a public address.',
      min: 0,
      max: 2000,
      range: outOfRange,
    }),
    PublicIpAssigned: flag({ about: 'Whether a public address is given; it is where there is bandwidth.' }),
    BandwidthPackageId: ignored('Bandwidth packages are not there.'),
    InternetServiceProvider: ignored('There is one line.'),
    IPv4AddressType: ignored('There is one kind of address.'),
    IPv6AddressType: ignored('There is one kind of address.'),
    AntiDDoSPackageId: ignored('Protection packages are not there.'),
  },
  { about: 'Its way to the internet.' },
)

const login = object(
  {
    Password: text({
      about: 'Password, 8 to 30 characters; nobody logs in here.',
      check: /^(?=.{8,30}$)(?=.*[A-Za-z])(?=.*[^A-Za-z])[^/\s][^\s]*$/,
      invalid: spec('InvalidPassword', '密码不符合要求。', 'The password does not meet the requirements.'),
    }),
    KeyIds: texts({ about: 'Key pairs.', max: 1 }),
    KeepImageLogin: filled({ about: 'TRUE or FALSE; without effect here.', ignored: true }),
  },
  { about: 'How one logs in.' },
)

const tagSpecification = list(
  object(
    { ResourceType: required(text({ about: 'instance.' })), Tags: tags },
    { about: 'Tags for one kind of resource.' },
  ),
  { about: 'Tags; those for instances are put on them.' },
)

export const runFields = {
  Placement: required(placement),
  ImageId: required(
    text({
      about: 'Image: any well-formed id, instances here are empty network namespaces.',
      check: /^img-[a-z0-9]{6,10}$/,
      invalid: (path) =>
        spec(
          'InvalidImageId.Malformed',
          `参数 \`${path}\` 的格式不正确。`,
          `The parameter \`${path}\` is malformed.`,
        ),
    }),
  ),
  InstanceType: filled({ about: 'Instance type, such as S5.MEDIUM4; that one when left out.' }),
  InstanceChargeType: withDefault(
    filled({
      about: 'POSTPAID_BY_HOUR when left out.',
      check: /^(PREPAID|POSTPAID_BY_HOUR|SPOTPAID|CDHPAID|CDCPAID|UNDERWRITE)$/,
    }),
    'POSTPAID_BY_HOUR',
  ),
  InstanceChargePrepaid: ignored('Nothing costs anything here.', 'object'),
  SystemDisk: disk,
  DataDisks: ignored('Data disks are not kept.', 'list'),
  VirtualPrivateCloud: network,
  InternetAccessible: internet,
  InstanceCount: withDefault(
    integer({ about: 'How many, 1 to 100.', min: 1, max: 100, range: outOfRange }),
    1,
  ),
  MinCount: ignored('All or none are made.', 'integer'),
  InstanceName: text({ about: 'Name, up to 128 characters.', check: /^[\s\S]{0,128}$/u }),
  LoginSettings: login,
  SecurityGroupIds: groupIds,
  EnhancedService: ignored('There are no agents of the cloud.', 'object'),
  ClientToken: clientToken,
  HostName: filled({ about: 'Host name.', check: /^[A-Za-z0-9][A-Za-z0-9.{}:-]{1,59}$/, invalid: malformed }),
  ActionTimer: ignored('Nothing happens later.', 'object'),
  DisasterRecoverGroupIds: ignored('There is one host.', 'list'),
  TagSpecification: tagSpecification,
  InstanceMarketOptions: ignored('There is no market.', 'object'),
  UserData: text({ about: 'Base64, up to 16 KB.', check: isUserData }),
  Metadata: ignored('The metadata service has nothing of its own here.', 'object'),
  PartitionNumber: ignored('There is one host.', 'integer'),
  MetadataOptions: ignored('The metadata service has no options here.', 'object'),
  DryRun: flag({ about: 'Check only.' }),
  CpuTopology: ignored('There are no processors.', 'object'),
  CamRoleName: text({ about: 'Role; kept.', check: /^[\w+=,.@-]{0,128}$/ }),
  HpcClusterId: ignored('There are no clusters.'),
  LaunchTemplate: ignored('Launch templates are not there.', 'object'),
  DedicatedClusterId: ignored('Dedicated clusters are not there.'),
  ChcIds: ignored('There are no such hosts.', 'list'),
  DisableApiTermination: flag({ about: 'Whether TerminateInstances is refused.' }),
  EnableJumboFrame: ignored('Frames are as large as the kernel makes them.', 'boolean'),
}

const MOST_USER_DATA = 16 * 1024

function isUserData(given: string): boolean {
  const isBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(given)
  return isBase64 && (given.length * 3) / 4 <= MOST_USER_DATA
}
