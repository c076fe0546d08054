// Lists of the own API, page after page.

import type { CommandContext } from './context.ts'
import { type ApiCall, getJson } from './serverClient.ts'

const PAGE = '1000'

export async function allPages<T>(
  context: CommandContext,
  path: string,
  query: ApiCall['query'] = {},
): Promise<readonly T[]> {
  const all: T[] = []
  let after: string | undefined
  do {
    const page = await getJson<{ items: readonly T[]; next: string | null }>(context, path, {
      ...query,
      limit: PAGE,
      after,
    })
    all.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined)
  return all
}
