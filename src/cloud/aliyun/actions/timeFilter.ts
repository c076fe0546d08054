// `Filter.N.Key` and `Filter.N.Value`: resources made or expiring within a span of time.

import { list, object, parsed, required, text } from '../fields.ts'
import { parseMinute } from '../time.ts'

const KEYS = ['CreationStartTime', 'CreationEndTime', 'ExpiredStartTime', 'ExpiredEndTime'] as const

/** Nothing is billed here, so that nothing ever expires. */
const NEVER = Date.UTC(2099, 11, 31, 15, 59)

const noSuchKey = {
  status: 404,
  code: 'InvalidFilterKey.NotFound',
  message: `The specified Filter.N.Key is not valid: expected one of ${KEYS.join(', ')}.`,
}

export const timeFilter = list(
  object(
    {
      Key: required(
        text({
          about: `${KEYS.join(', ')}.`,
          check: (key) => KEYS.some((one) => one === key),
          malformed: noSuchKey,
        }),
        noSuchKey,
      ),
      Value: required(
        parsed(
          'UTC, such as 2017-12-05T22:40Z.',
          {
            status: 400,
            code: 'InvalidFilterValue',
            message: 'The specified Filter.N.Value is not valid: expected such as 2017-12-05T22:40Z.',
          },
          parseMinute,
        ),
      ),
    },
    { about: 'One end of a span of time.' },
  ),
  { about: 'Only those made, or expiring, within a span of time.', max: 4 },
)

type Filter = readonly { readonly Key: string; readonly Value: number }[]

/** Both ends belong to the span. */
export function meetsTimes(filter: Filter, createdAt: number): boolean {
  return filter.every(({ Key, Value }) => {
    const time = Key.startsWith('Creation') ? createdAt : NEVER
    return Key.endsWith('StartTime') ? time >= Value : time <= Value + 59_999
  })
}
