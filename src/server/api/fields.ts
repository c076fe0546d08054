// Fields that several operations take, checked by the same predicates as the cloud's parameters.

import { z } from '@hono/zod-openapi'
import { isDescription, isEcsName, isTagKey, isTagValue } from '../../cloud/aliyun/actions/fields.ts'
import { LOWEST_PRIORITY } from '../../cloud/aliyun/actions/ruleFields.ts'
import { isRegion } from '../../cloud/index.ts'
import type { TextKey } from '../../text/index.ts'

const checked = (check: (text: string) => boolean, expected: TextKey) =>
  z.string().refine(check, { message: expected })

export const region = checked(isRegion, 'expected.region')
export const usualRegion = region
  .optional()
  .openapi({ description: 'a usual one of the account’s cloud when left out' })
/** `0` is what clients call the project that every account has. */
export const projectFor = <T extends string | undefined>(project: T): T | '' =>
  project === '0' ? '' : project
export const groupName = checked(isEcsName, 'expected.groupName')
export const groupDescription = checked(
  (text) => text === '' || isDescription(2, 256)(text),
  'expected.groupDescription',
)
export const ruleDescription = checked((text) => [...text].length <= 512, 'expected.ruleDescription')
export const resourceId = checked((text) => /^[\w-]{1,100}$/.test(text), 'expected.id')
export const accountName = checked(isEcsName, 'expected.groupName')

export const tags = z
  .record(z.string(), z.string())
  .refine((all) => Object.entries(all).every(([key, value]) => isTagKey(key) && isTagValue(value)), {
    message: 'expected.tags' satisfies TextKey,
  })

export const direction = z.enum(['ingress', 'egress'])
export const action = z.enum(['accept', 'drop'])
export const nic = z.enum(['intranet', 'internet'])
export const priority = z.int().refine((number) => number >= 1 && number <= LOWEST_PRIORITY, {
  message: 'expected.priority' satisfies TextKey,
})

/** The optimistic lock of lists of rules. */
export const rulesVersion = z.coerce.number().int().min(0).optional().openapi({
  description:
    'where rules are in sequence: `rulesVersion` of the group as the caller saw it; another one refuses',
})

/** `true` and `false` in a query. */
export const flag = z.enum(['true', 'false']).default('false')

export const groupParams = z.object({ groupId: resourceId })
export const ruleParams = z.object({ groupId: resourceId, ruleId: resourceId })

/** Part of a list: at most `limit` items behind the one with the id `after`. */
export const page = {
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  after: z.string().optional().openapi({ description: '`next` of the page before' }),
}

export const nextPage = z
  .string()
  .nullable()
  .openapi({ description: 'give it as `after` for the page behind this one; null: the last page' })

export function cut<T extends { readonly id: string }>(
  items: readonly T[],
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): { readonly items: readonly T[]; readonly next: string | null } {
  const from = after === undefined ? 0 : items.findIndex(({ id }) => id === after) + 1
  const part = items.slice(from, from + limit)
  return { items: part, next: from + limit < items.length ? (part.at(-1)?.id ?? null) : null }
}
