// The change log: who changed what, when, by which call; narrowed to a person or a resource.

import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input, Skeleton } from 'antd'
import { useSearchParams } from 'wouter'
import { call } from '../../client/client.ts'
import { useModel } from '../../model/useModel.ts'
import { ChangeEntry } from '../../parts/ChangeEntry.tsx'
import { Failure } from '../../parts/Failure.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { quoted } from '../../parts/SameThing.tsx'
import { useText } from '../../text/index.ts'

const PAGE = 50

export function ChangesPage() {
  const t = useText()
  const { revision } = useModel()
  const [search, setSearch] = useSearchParams()
  const [resource, by] = [search.get('resource') ?? '', search.get('by') ?? '']
  const narrow = (wish: { readonly resource: string; readonly by: string }) =>
    setSearch(Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== '')))
  const wanted = {
    limit: PAGE,
    ...(resource === '' ? {} : { resource }),
    ...(by === '' ? {} : { by }),
  }
  const past = useInfiniteQuery({
    queryKey: ['changes', 'all', resource, by, revision],
    queryFn: ({ pageParam }) =>
      call('listChanges', { query: { ...wanted, ...(pageParam === null ? {} : { before: pageParam }) } }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (old) => old,
  })
  const items = past.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageHeader
        title={t('page.changes')}
        about={t('changes.about')}
        same={{
          command: `menshen changes${resource === '' ? '' : ` --resource ${quoted(resource)}`}${by === '' ? '' : ` --by ${quoted(by)}`}`,
          api: { name: 'listChanges', asked: { query: wanted } },
        }}
      />
      <div className="row" style={{ marginBottom: 12 }}>
        <Input.Search
          allowClear
          aria-label={t('changes.resource')}
          placeholder={t('changes.resource')}
          key={`resource ${resource}`}
          defaultValue={resource}
          onSearch={(value) => narrow({ resource: value.trim(), by })}
          style={{ width: 280 }}
        />
        <Input.Search
          allowClear
          aria-label={t('changes.by')}
          placeholder={t('changes.by')}
          key={`by ${by}`}
          defaultValue={by}
          onSearch={(value) => narrow({ resource, by: value.trim() })}
          style={{ width: 220 }}
        />
      </div>
      {past.error !== null && <Failure error={past.error} onRetry={() => void past.refetch()} />}
      {past.data === undefined && past.error === null && <Skeleton active />}
      {past.data !== undefined && (
        <section className="panel">
          {items.length === 0 && <p className="quiet">{t('changes.none')}</p>}
          {items.map((one) => (
            <ChangeEntry key={one.revision} past={one} />
          ))}
          {past.hasNextPage && (
            <Button onClick={() => void past.fetchNextPage()} loading={past.isFetchingNextPage}>
              {t('history.more')}
            </Button>
          )}
        </section>
      )}
    </>
  )
}
