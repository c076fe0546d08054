// How often rules decided, looked at again every few seconds: those of one group, or of the whole account.

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '../../client/client.ts'
import type { Hits } from '../../client/generated.ts'

const LOOK_MS = 3_000

export function useHits(groupId?: string): ReadonlyMap<string, Hits> {
  const { data } = useQuery({
    queryKey: ['hits', groupId ?? 'all'],
    queryFn: () => call('listHits', { query: groupId === undefined ? {} : { group: groupId } }),
    refetchInterval: LOOK_MS,
  })
  return useMemo(() => new Map((data?.items ?? []).map((item) => [item.subject, item])), [data])
}
