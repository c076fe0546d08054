// Who changed the group or one of its rules, when, and how.

import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { Link } from 'wouter'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { call } from '../../client/client.ts'
import { useModel } from '../../model/useModel.ts'
import { ChangeEntry } from '../../parts/ChangeEntry.tsx'
import { Failure } from '../../parts/Failure.tsx'
import { useText } from '../../text/index.ts'

export function HistoryTab({ group }: { readonly group: SecurityGroup }) {
  const t = useText()
  const { revision } = useModel()
  const past = useInfiniteQuery({
    queryKey: ['changes', group.id, revision],
    queryFn: ({ pageParam }) =>
      call('listChanges', {
        query: { resource: group.id, limit: 50, ...(pageParam === null ? {} : { before: pageParam }) },
      }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (old) => old,
  })
  if (past.error !== null) return <Failure error={past.error} onRetry={() => void past.refetch()} />
  if (past.data === undefined) return <Skeleton active />
  const items = past.data.pages.flatMap((page) => page.items)
  return (
    <div>
      {items.length === 0 && <p className="quiet">{t('history.none')}</p>}
      {items.map((one, place) => (
        <ChangeEntry
          key={one.revision}
          past={one}
          // The newest is what is there now.
          action={
            place > 0 && (
              <Link href={`/groups/${group.id}/restore?revision=${one.revision}`}>
                {t('history.restore', { revision: one.revision })}
              </Link>
            )
          }
        />
      ))}
      {past.hasNextPage && (
        <Button onClick={() => void past.fetchNextPage()} loading={past.isFetchingNextPage}>
          {t('history.more')}
        </Button>
      )}
    </div>
  )
}
