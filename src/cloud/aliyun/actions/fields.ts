// Parameters that many actions share, with the rules and codes that go with them.

import type { ErrorSpec } from '../error.ts'
import { flag, ignored, list, object, required, text } from '../fields.ts'
import { isRegion } from '../regions.ts'

const noSuchRegion = {
  status: 404,
  code: 'InvalidRegionId.NotFound',
  message: 'The specified RegionId does not exist.',
}

/** Present in few actions only where it says nothing: ids are unique over all regions. */
export const optionalRegionId = text({ about: 'Region.', check: isRegion, malformed: noSuchRegion })
export const regionId = required(optionalRegionId)

export const clientToken = text({
  about:
    'Makes the call safe to repeat: the same token gives the first answer again. At most 64 ASCII characters.',
  // biome-ignore lint/suspicious/noControlCharactersInRegex: any ASCII character is allowed, as documented
  check: /^[\x00-\x7f]{1,64}$/,
  malformed: {
    status: 400,
    code: 'InvalidClientToken.ValueNotSupported',
    message: 'The ClientToken provided is invalid.',
  },
})

export const dryRun = flag({
  about: 'Check only: changes nothing and ends in DryRunOperation when all is well.',
})

/** Every product takes them; what they mean is settled by the key that signs. */
export const owner = {
  OwnerId: ignored('Settled by the access key.'),
  OwnerAccount: ignored('Settled by the access key.'),
  ResourceOwnerId: ignored('Settled by the access key.'),
  ResourceOwnerAccount: ignored('Settled by the access key.'),
}

export const resourceGroupId = text({ about: 'Resource group.' })

const isUrl = (value: string): boolean => /^https?:\/\//i.test(value)
const lengthIn = (value: string, min: number, max: number): boolean => {
  const length = [...value].length
  return length >= min && length <= max
}

/** Ecs names: 2 to 128, a letter of any script first, no URL. */
export const isEcsName = (value: string): boolean =>
  lengthIn(value, 2, 128) && /^\p{L}[\p{L}\p{M}\p{N}:_.-]*$/u.test(value) && !isUrl(value)

/** Vpc names: 1 to 128, no URL. */
export const isVpcName = (value: string): boolean => lengthIn(value, 1, 128) && !isUrl(value)

/** Free text of bounded length that is no URL. */
export const isDescription =
  (min: number, max: number) =>
  (value: string): boolean =>
    lengthIn(value, min, max) && !isUrl(value)

/** Tag keys: 1 to 128, not beginning with `aliyun` or `acs:`, no URL in them. */
export const isTagKey = (value: string): boolean =>
  lengthIn(value, 1, 128) && !/^(aliyun|acs:)/i.test(value) && !/https?:\/\//i.test(value)

export const isTagValue = (value: string): boolean => lengthIn(value, 0, 128) && !/https?:\/\//i.test(value)

/** `Tag.N.Key` and `Tag.N.Value`. */
export const tag = object(
  {
    Key: required(
      text({
        about: 'Key of the tag, 1 to 128 characters.',
        check: isTagKey,
        malformed: {
          status: 400,
          code: 'InvalidTagKey.Malformed',
          message: 'Specified tag key is not valid.',
        },
      }),
      { status: 400, code: 'InvalidTagKey.Malformed', message: 'Specified tag key is not valid.' },
    ),
    Value: text({
      about: 'Value of the tag, up to 128 characters.',
      check: isTagValue,
      malformed: {
        status: 400,
        code: 'InvalidTagValue.Malformed',
        message: 'Specified tag value is not valid.',
      },
    }),
  },
  { about: 'One tag.' },
)

export const tags = list(tag, {
  about: 'Tags, up to 20.',
  max: 20,
  tooMany: { status: 400, code: 'InvalidTagCount', message: 'The specified tag count exceeds 20.' },
})

/** A parameter that asks for something of which there is nothing here: refused, since to ignore it would be to lie. */
export const refused = (about: string, spec: ErrorSpec) =>
  text({ about: `${about}; none is here, so that it is refused.`, check: () => false, malformed: spec })

export const noIpamPool = refused('IPAM pool to take the block from', {
  status: 404,
  code: 'ResourceNotFound.IpamPool',
  message: 'The specified IPAM pool is not found.',
})
