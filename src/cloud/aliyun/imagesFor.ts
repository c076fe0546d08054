// Which images there are for an account: the catalogue, other editions of public images, and its own ones by their ids.

import type { AccountId } from '../../core/model/ids.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { Call } from '../../service/call.ts'
import type { ErrorSpec } from './error.ts'
import { missingOf, refuse } from './fields.ts'
import { IMAGES, type Image } from './images.ts'

/** Public images are called after system, architecture, size and day: `ubuntu_22_04_x64_20G_alibase_20240101.vhd`. */
const PUBLIC =
  /^(aliyun|almalinux|anolisos|centos|coreos|debian|fedora|freebsd|openeuler|opensuse|redhat|rhel|rockylinux|sles|suse|ubuntu|win)[a-z\d]*_[\w.-]*?(\d{1,3})G_[\w-]*?(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])\.(vhd|raw)$/i

const NOT_FOUND: ErrorSpec = {
  status: 404,
  code: 'InvalidImageId.NotFound',
  message:
    'The specified ImageId does not exist. DescribeImages lists the public ones; images of your own are named with: menshen settings set images <id>,<id>.',
}

/** What lists show: the catalogue, and the account's own ones. */
export const imagesFor = (state: ResourceReader, accountId: AccountId): readonly Image[] => [
  ...IMAGES,
  ...(state.get('account', accountId)?.images ?? [])
    .filter((id) => !IMAGES.some((image) => image.id === id))
    .map(ownImage),
]

/** Also an older or newer edition of a public image, which lists leave out and templates keep for years. */
export const imageOf = (state: ResourceReader, accountId: AccountId, id: string): Image | undefined =>
  imagesFor(state, accountId).find((image) => image.id === id) ?? otherEdition(id)

/** Refuses what there is not. A family means its newest image. */
export function wantedImage(
  call: Call,
  {
    ImageId,
    ImageFamily,
  }: { readonly ImageId?: string | undefined; readonly ImageFamily?: string | undefined },
): Image {
  const found =
    ImageId === undefined
      ? IMAGES.find(({ family }) => family === (ImageFamily ?? refuse(missingOf('ImageId'))))
      : imageOf(call.state, call.accountId, ImageId)
  return found ?? refuse(NOT_FOUND)
}

function otherEdition(id: string): Image | undefined {
  const [, system = '', size, year, month, day] = PUBLIC.exec(id) ?? []
  if (size === undefined) return undefined
  const like = IMAGES.find((image) => image.id.startsWith(system.toLowerCase()))
  return {
    ...described(id),
    platform: like?.platform ?? system,
    family: '',
    owner: 'system',
    size: Number(size),
    made: `${year}-${month}-${day}`,
  }
}

const ownImage = (id: string): Image => ({
  ...described(id),
  ...{ platform: 'Others Linux', family: '', owner: 'self', size: 20, made: '2024-01-01' },
})

const described = (id: string): Pick<Image, 'id' | 'os' | 'osName' | 'architecture'> => ({
  id,
  os: /^win/i.test(id) ? 'windows' : 'linux',
  osName: id,
  architecture: /_arm64_/i.test(id) ? 'arm64' : 'x86_64',
})
