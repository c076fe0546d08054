// Shows public images.

import { action } from '../../action.ts'
import { filled, texts } from '../../fields.ts'
import { IMAGES, type Image } from '../../images.ts'
import { type Facts, passesFilters } from '../filters.ts'
import { pageOf, paging } from '../paging.ts'
import { filters } from './cvmFields.ts'

export const DescribeImages = action({
  name: 'DescribeImages',
  service: 'cvm',
  version: '2017-03-12',
  summary: 'List images.',
  effect: 'read',
  input: {
    ImageIds: texts({ about: 'Images to show.', max: 100 }),
    Filters: filters([
      'image-id',
      'image-type',
      'image-name',
      'platform',
      'tag-key',
      'tag-value',
      'tag:',
      'image-state',
    ]),
    ...paging('integer'),
    InstanceType: filled({ about: 'Every image runs on every type.', ignored: true }),
  },
  faults: [],
  missing: ['Images of users.'],
  example: { Offset: 0, Limit: 20 },
  run(_, parameters) {
    const { ImageIds: ids = [], Filters: given } = parameters
    const found = IMAGES.filter(({ id }) => ids.length === 0 || ids.includes(id)).filter((image) =>
      passesFilters(given, factsOf(image)),
    )
    return { ImageSet: pageOf(found, parameters).map(view), TotalCount: found.length }
  },
})

const factsOf =
  (image: Image): Facts =>
  (name) => {
    switch (name) {
      case 'image-id':
        return [image.id]
      case 'image-type':
        return ['PUBLIC_IMAGE']
      case 'image-name':
        return { fuzzy: [image.name] }
      case 'platform':
        return [image.platform]
      case 'image-state':
        return ['NORMAL']
      default:
        return []
    }
  }

const view = (image: Image): object => ({
  ImageId: image.id,
  OsName: image.osName,
  ImageType: 'PUBLIC_IMAGE',
  CreatedTime: null,
  ImageName: image.name,
  ImageDescription: '',
  ImageSize: image.size,
  Architecture: image.architecture,
  ImageState: 'NORMAL',
  Platform: image.platform,
  ImageCreator: null,
  ImageSource: 'OFFICIAL',
  SyncPercent: null,
  IsSupportCloudinit: true,
  SnapshotSet: [],
  Tags: [],
  LicenseType: 'TencentCloud',
})
