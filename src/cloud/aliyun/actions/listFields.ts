// Parameters and checks that the actions on prefix lists and port lists share.

import { limitOf } from '../../../core/model/limits.ts'
import type { ErrorSpec } from '../error.ts'
import { type Field, list, text } from '../fields.ts'
import { byToken } from '../pagination.ts'
import { isDescription, isEcsName } from './fields.ts'

export const listPaging = byToken({ default: 10, min: 1, max: 100 })

const RESERVED = /^com\.(aliyun|alibabacloud)/i

export const isListName = (name: string): boolean => isEcsName(name) && !RESERVED.test(name)

export const listName = (malformed: ErrorSpec) =>
  text({
    about:
      'Name: 2 to 128 characters, a letter first, then letters, digits, `:`, `_`, `.` and `-`; ' +
      'not beginning with com.aliyun or com.alibabacloud.',
    check: isListName,
    malformed,
  })

const described = (about: string, max: number) =>
  text({
    about: `${about}, 2 to ${max} characters, no URL at the beginning.`,
    check: isDescription(2, max),
    malformed: {
      status: 400,
      code: 'InvalidDescription.Malformed',
      message: 'The specified Description is wrongly formed.',
    },
  })

export const listDescription = described('Description', 256)
export const entryDescription = described('Description of the entry', 32)

/** Entries to add or to remove. */
export const entryList = <T>(item: Field<T>, about: string) =>
  list(item, {
    about: `${about}, up to ${limitOf('listEntriesPerCall')}.`,
    max: limitOf('listEntriesPerCall'),
    tooMany: {
      status: 400,
      code: 'LimitExceed.Entry',
      message: 'The number of entries added or removed exceeds the limit.',
    },
  })
