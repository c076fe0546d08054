// How often rules decided, looked at again every few seconds: those of one group, or of the whole account.

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '../../client/client.ts'
import type { Hits } from '../../client/generated.ts'

const LOOK_MS = 3_000

export type Count = Pick<Hits, 'hits' | 'lastHit'>
/** Undefined while nothing is known yet. */
export type HitsOf = (ruleId: string) => Count | undefined

const NONE: Count = { hits: 0, lastHit: null }

export function useHits(groupId?: string): HitsOf {
  const { data } = useQuery({
    queryKey: ['hits', groupId ?? 'all', 'counted'],
    // Thousands that never decided anything are not to come again and again.
    queryFn: () =>
      call('listHits', { query: { counted: 'true', ...(groupId === undefined ? {} : { group: groupId }) } }),
    refetchInterval: LOOK_MS,
  })
  return useMemo(() => {
    if (data === undefined) return () => undefined
    const found = new Map(data.items.map((item) => [item.subject, item]))
    return (ruleId: string) => found.get(ruleId) ?? NONE
  }, [data])
}
