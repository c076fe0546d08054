// Lists images: the public ones of the catalogue.

import { action } from '../../action.ts'
import { choice, commaList, type Decoded, flag, text } from '../../fields.ts'
import { IMAGES, type Image } from '../../images.ts'
import { byPage } from '../../pagination.ts'
import { dryRun, owner, regionId } from '../fields.ts'
import { meets, meetsAny, meetsPattern } from '../filters.ts'
import { allIgnored } from './instanceFields.ts'

const pages = byPage({ default: 10, max: 100 })

const input = {
  RegionId: regionId,
  ImageId: commaList({ about: 'Only these images, up to 100, parted by commas.', max: 100 }),
  ImageName: text({ about: 'Only those with this name; `*` stands for any text.' }),
  ImageFamily: text({ about: 'Only those of this family.' }),
  ImageOwnerAlias: choice(['system', 'self', 'others', 'marketplace'], {
    about: 'Only those of this owner; all are of the system.',
  }),
  OSType: choice(['windows', 'linux'], { about: 'Only those of this kind.' }),
  Architecture: choice(['i386', 'x86_64', 'arm64'], { about: 'Only those for this architecture.' }),
  Status: commaList({ about: 'Only those in one of these states; all are Available.' }),
  IsPublic: flag({ about: 'Only public ones, or only others; all are public.' }),
  DryRun: dryRun,
  ...allIgnored(
    [
      'ActionType',
      'Filter',
      'ImageOwnerId',
      'InstanceType',
      'IsSupportCloudinit',
      'IsSupportIoOptimized',
      'ResourceGroupId',
      'ShowExpired',
      'SnapshotId',
      'Tag',
      'Usable',
      'Usage',
    ],
    'All images are alike here.',
  ),
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
  missing: ['images of users', 'filters by what all images have in common'],
  example: { RegionId: 'cn-hangzhou', ImageOwnerAlias: 'system', OSType: 'linux' },
  run(_, parameters) {
    const found = IMAGES.filter((image) => isAsked(image, parameters))
    const { items, envelope } = pages.cut(found, parameters)
    return { RegionId: parameters.RegionId, Images: { Image: items.map(imageAnswer) }, ...envelope }
  },
})

const isAsked = (image: Image, wanted: Decoded<typeof input>): boolean =>
  meetsAny(wanted.ImageId, [image.id]) &&
  meetsPattern(wanted.ImageName, image.id) &&
  meets(wanted.ImageFamily, image.family) &&
  meets<string>(wanted.ImageOwnerAlias, 'system') &&
  meets<string>(wanted.OSType, image.os) &&
  meets<string>(wanted.Architecture, image.architecture) &&
  meetsAny(wanted.Status, ['Available']) &&
  meets(wanted.IsPublic, true)

const imageAnswer = (image: Image) => ({
  ImageId: image.id,
  ImageName: image.id,
  ImageFamily: image.family,
  ImageOwnerAlias: 'system',
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
  IsPublic: true,
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
