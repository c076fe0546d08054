// Lists images: the public ones of the catalogue, and those that the operator says an account has of its own.

import { action } from '../../action.ts'
import { choice, commaList, type Decoded, flag, list, object, refuse, required, text } from '../../fields.ts'
import type { Image } from '../../images.ts'
import { imageOf, imagesFor } from '../../imagesFor.ts'
import { byPage } from '../../pagination.ts'
import { parseMinute } from '../../time.ts'
import { dryRun, owner, regionId, tags } from '../fields.ts'
import { meets, meetsAny, meetsPattern } from '../filters.ts'

const pages = byPage({ default: 10, max: 100 })

const noSuchFilter = {
  status: 404,
  code: 'InvalidFilterKey.NotFound',
  message: 'The specified Filter.N.Key is not valid.',
}

const input = {
  RegionId: regionId,
  ImageId: commaList({
    about: 'Only these images, up to 100, parted by commas; older editions of public ones as well.',
    max: 100,
  }),
  ImageName: text({ about: 'Only those with this name; `*` stands for any text.' }),
  ImageFamily: text({ about: 'Only those of this family.' }),
  ImageOwnerAlias: choice(['system', 'self', 'others', 'marketplace'], {
    about: 'Only those of this owner: the system, or the account itself.',
  }),
  OSType: choice(['windows', 'linux'], { about: 'Only those of this kind.' }),
  Architecture: choice(['i386', 'x86_64', 'arm64'], { about: 'Only those for this architecture.' }),
  Status: commaList({ about: 'Only those in one of these states; all are Available.' }),
  IsPublic: flag({ about: 'Only public ones, or only others.' }),
  DryRun: dryRun,
  ActionType: choice(['CreateEcs', 'ChangeOS'], { about: 'What it shall be used for; all serve both.' }),
  Filter: list(
    object(
      {
        Key: required(
          choice(
            [
              ...['CreationStartTime', 'CreationEndTime', 'NetworkType'],
              ...['CpuOnlineUpgrade', 'CpuOnlineDowngrade', 'MemoryOnlineUpgrade', 'MemoryOnlineDowngrade'],
            ] as const,
            { about: 'What is compared.', malformed: noSuchFilter },
          ),
          noSuchFilter,
        ),
        Value: required(text({ about: 'A time such as 2017-12-05T22:40Z, a network, or supported.' })),
      },
      { about: 'One condition.' },
    ),
    { about: 'Only those that meet all of these.', max: 10 },
  ),
  ImageOwnerId: text({ about: 'Only those of this account; public ones have none.' }),
  InstanceType: text({ about: 'Only those that this type can run.' }),
  IsSupportCloudinit: flag({ about: 'Only those with cloud-init, or without.' }),
  IsSupportIoOptimized: flag({ about: 'Only those for I/O optimized instances; all are.' }),
  ResourceGroupId: text({ about: 'Only those of this resource group; public ones are in none.' }),
  ShowExpired: flag({ about: 'Also those that have expired; none has.' }),
  SnapshotId: text({ about: 'Only those made from this snapshot; none is.' }),
  Tag: tags,
  Usable: flag({ about: 'Only those that can be used; all can.' }),
  Usage: choice(['instance', 'none'], { about: 'Only those that instances use, or that none does.' }),
  ...pages.fields,
  ...owner,
}

export const DescribeImages = action({
  name: 'DescribeImages',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List images.',
  effect: 'read',
  permission: 'ecs:DescribeImages',
  input,
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', ImageOwnerAlias: 'system', OSType: 'linux' },
  run(call, parameters) {
    const { state, accountId } = call
    // By its id an older edition of a public image is found as well.
    const named = [...new Set(parameters.ImageId)].flatMap((id) => imageOf(state, accountId, id) ?? [])
    const all = parameters.ImageId.length === 0 ? imagesFor(state, accountId) : named
    const found = all.filter((image) => isAsked(image, parameters, accountId))
    const { items, envelope } = pages.cut(found, parameters)
    return { RegionId: parameters.RegionId, Images: { Image: items.map(imageAnswer) }, ...envelope }
  },
})

const isAsked = (image: Image, wanted: Decoded<typeof input>, accountId: string): boolean =>
  meetsPattern(wanted.ImageName, image.id) &&
  meets(wanted.ImageFamily, image.family) &&
  meets<string>(wanted.ImageOwnerAlias, image.owner) &&
  meets<string>(wanted.OSType, image.os) &&
  meets<string>(wanted.Architecture, image.architecture) &&
  meetsAny(wanted.Status, ['Available']) &&
  meets(wanted.IsPublic, image.owner === 'system') &&
  meets(wanted.IsSupportCloudinit, image.os === 'linux') &&
  meets(wanted.IsSupportIoOptimized, true) &&
  meets<string>(wanted.Usage, 'instance') &&
  wanted.Usable !== false &&
  (wanted.InstanceType === undefined || image.architecture === 'x86_64') &&
  (wanted.ImageOwnerId === undefined || (image.owner === 'self' && wanted.ImageOwnerId === accountId)) &&
  [wanted.ResourceGroupId, wanted.SnapshotId].every((one) => one === undefined) &&
  wanted.Tag.length === 0 &&
  wanted.Filter.every(({ Key, Value }) => meetsFilter(image, Key, Value))

function meetsFilter(image: Image, key: string, value: string): boolean {
  if (key === 'NetworkType') return /^(vpc|classic)$/i.test(value)
  if (!key.endsWith('Time')) return value.toLowerCase() === 'unsupported'
  const time = parseMinute(value) ?? refuse(BAD_VALUE)
  const made = Date.parse(`${image.made}T00:00:00Z`)
  return key === 'CreationStartTime' ? made >= time : made <= time
}

const BAD_VALUE = {
  status: 400,
  code: 'InvalidFilterValue',
  message: 'The specified Filter.N.Value is not valid: expected such as 2017-12-05T22:40Z.',
}

const imageAnswer = (image: Image) => ({
  ImageId: image.id,
  ImageName: image.id,
  ImageFamily: image.family,
  ImageOwnerAlias: image.owner,
  ImageVersion: '',
  Description: '',
  OSType: image.os,
  OSName: image.osName,
  OSNameEn: image.osName,
  Platform: image.platform,
  Architecture: image.architecture,
  Size: image.size,
  Status: 'Available',
  Progress: '100%',
  Usage: 'instance',
  BootMode: 'BIOS',
  IsPublic: image.owner === 'system',
  IsCopied: false,
  IsSelfShared: '',
  IsSubscribed: false,
  IsSupportCloudinit: image.os === 'linux',
  IsSupportIoOptimized: true,
  LoginAsNonRootSupported: image.os === 'linux',
  ProductCode: '',
  ResourceGroupId: '',
  DiskDeviceMappings: { DiskDeviceMapping: [] },
  Features: { NvmeSupport: 'supported', ImdsSupport: 'v2' },
  Tags: { Tag: [] },
  CreationTime: `${image.made}T00:00:00Z`,
})
