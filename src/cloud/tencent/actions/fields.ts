// Parameters that many actions share, with the codes that go with them.

import { type ErrorSpec, refuse, spec } from '../error.ts'
import { type Field, filled, list, object, required, text } from '../fields.ts'

export const malformed = (path: string): ErrorSpec =>
  spec(
    'InvalidParameterValue.Malformed',
    `参数 \`${path}\` 的格式不正确。`,
    `The parameter \`${path}\` is malformed.`,
  )

export const tooLong = (path: string): ErrorSpec =>
  spec('InvalidParameterValue.TooLong', `参数 \`${path}\` 过长。`, `The parameter \`${path}\` is too long.`)

export const outOfRange = (path: string): ErrorSpec =>
  spec(
    'InvalidParameterValue.Range',
    `参数 \`${path}\` 超出取值范围。`,
    `The parameter \`${path}\` is out of range.`,
  )

export const tooMany = (path: string): ErrorSpec =>
  spec(
    'InvalidParameterValue.LimitExceeded',
    `参数 \`${path}\` 的个数超过上限。`,
    `The parameter \`${path}\` holds too many values.`,
  )

export const empty = (path: string): ErrorSpec =>
  spec(
    'InvalidParameterValue.Empty',
    `参数 \`${path}\` 不能为空。`,
    `The parameter \`${path}\` must not be empty.`,
  )

export const coexist = (one: string, other: string): ErrorSpec =>
  spec(
    'InvalidParameter.Coexist',
    `参数 \`${one}\` 与 \`${other}\` 不能同时指定。`,
    `The parameters \`${one}\` and \`${other}\` must not be given together.`,
  )

/** Ids are the prefix and eight letters or digits. */
export const idPattern = (prefix: string): RegExp => new RegExp(`^${prefix}-[a-z0-9]{8}$`)

export const idField = (prefix: string, about: string): Field<string | undefined> =>
  filled({ about, check: idPattern(prefix), invalid: malformed })

const MOST_IDS = 100

export const idList = (prefix: string, about: string) =>
  list(required(text({ about, check: idPattern(prefix), invalid: malformed })), {
    about: `${about} At most ${MOST_IDS}.`,
    max: MOST_IDS,
    tooMany,
  })

const lengthUpTo =
  (max: number) =>
  (value: string): boolean =>
    [...value].length <= max

export const groupId = required(idField('sg', 'Security group.'))
export const name = (about: string, max = 60) => text({ about, check: lengthUpTo(max), invalid: tooLong })
export const description = (about: string, max = 100) =>
  text({ about, check: lengthUpTo(max), invalid: tooLong })

export const projectId = filled({ about: 'Project; `0` is the default one.', check: /^\d{1,18}$/ })

/** The project that every account has is no resource of its own: nothing stands for it. */
export const projectOf = (given: string | undefined): string =>
  given === undefined || /^0+$/.test(given) ? '' : given
export const projectText = (resourceGroupId: string): string =>
  resourceGroupId === '' ? '0' : resourceGroupId

const tag = object(
  {
    Key: required(text({ about: 'Key of the tag, 1 to 127 characters.', check: /^.{1,127}$/su })),
    Value: text({ about: 'Value of the tag, up to 255 characters.', check: /^.{0,255}$/su }),
  },
  { about: 'One tag.' },
)

export const tags = list(tag, { about: 'Tags, up to 50.', max: 50, tooMany })

const REPEATED_TAG = spec(
  'InvalidParameterValue.TagDuplicateKey',
  '标签键重复。',
  'A tag key is given twice.',
)

export function tagsOf(
  given: readonly { readonly Key: string; readonly Value: string | undefined }[] | undefined,
): { readonly [key: string]: string } {
  const keys = (given ?? []).map(({ Key }) => Key)
  if (new Set(keys).size < keys.length) refuse(REPEATED_TAG)
  return Object.fromEntries((given ?? []).map(({ Key, Value }) => [Key, Value ?? '']))
}

export const tagSet = (all: { readonly [key: string]: string }) =>
  Object.entries(all).map(([Key, Value]) => ({ Key, Value }))
