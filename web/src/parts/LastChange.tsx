// Who changed something last, when and by which call; leads to its history.

import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { call } from '../client/client.ts'
import { useModel } from '../model/useModel.ts'
import { useText } from '../text/index.ts'
import { useFormats } from './formats.ts'

export function LastChange({ id, history }: { readonly id: string; readonly history: string }) {
  const t = useText()
  const { revision } = useModel()
  const { ago } = useFormats()
  const { data } = useQuery({
    queryKey: ['changes', id, 'last', revision],
    queryFn: () => call('listChanges', { query: { resource: id, limit: 1 } }),
    placeholderData: (old) => old,
  })
  const last = data?.items[0]
  if (last === undefined || last.at === null) return null
  return (
    <Link href={history}>
      {t('history.last', { by: last.by ?? t('overview.system'), ago: ago(last.at), revision: last.revision })}
    </Link>
  )
}
