// Parameters that several actions on instances share.

import { type ErrorSpec, refuse, spec } from '../../error.ts'
import { type Field, filled, list, required, text } from '../../fields.ts'
import { idPattern } from '../fields.ts'
import { type Filter, filters as vpcFilters } from '../filters.ts'

const MOST = 100

const malformed = (): ErrorSpec =>
  spec('InvalidInstanceId.Malformed', '实例 ID 的格式不正确。', 'The id of an instance is malformed.')

export const instanceIds = list(
  required(text({ about: 'Instance.', check: idPattern('ins'), invalid: malformed })),
  {
    about: `Instances, up to ${MOST}.`,
    max: MOST,
    tooMany: (path) =>
      spec(
        'InvalidParameterValue.LimitExceeded',
        `参数 \`${path}\` 的个数超过上限。`,
        `The parameter \`${path}\` holds too many values.`,
      ),
  },
)

const groupMalformed = (): ErrorSpec =>
  spec('InvalidSgId.Malformed', '安全组 ID 的格式不正确。', 'The id of a security group is malformed.')

export const groupIds = list(
  required(text({ about: 'Security group.', check: idPattern('sg'), invalid: groupMalformed })),
  { about: 'Security groups, in order: the first decides first.', max: MOST },
)

const INVALID_FILTER = spec('InvalidFilter', '过滤器不正确。', 'A filter is not valid.')
const TOO_MANY_VALUES = spec(
  'InvalidFilterValue.LimitExceeded',
  '过滤器的值过多：最多 10 个过滤器，每个最多 5 个值。',
  'There are too many filters or values: at most 10 filters of 5 values each.',
)
const MOST_FILTERS = 10
const MOST_VALUES = 5

/** As in VPC, with codes and bounds of its own. */
export const filters = (names: readonly string[]): Field<readonly Filter[] | undefined> => {
  const field = vpcFilters(names)
  return {
    ...field,
    decode(value, at) {
      const given = decoded(() => field.decode(value, at))
      const isTooMuch = ({ values }: Filter): boolean => values.length > MOST_VALUES
      if (given !== undefined && (given.length > MOST_FILTERS || given.some(isTooMuch)))
        return refuse(TOO_MANY_VALUES)
      return given
    },
  }
}

function decoded<T>(read: () => T): T {
  try {
    return read()
  } catch {
    return refuse(INVALID_FILTER)
  }
}

export const clientToken = filled({ about: 'The same call with the same token is carried out once.' })
