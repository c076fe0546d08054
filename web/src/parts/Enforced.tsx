// On how many hosts the state that is shown is enforced now.

import { useQuery } from '@tanstack/react-query'
import { Tooltip } from 'antd'
import { call } from '../client/client.ts'
import { useModel, useReplica } from '../model/useModel.ts'
import { useText } from '../text/index.ts'

export function Enforced() {
  const t = useText()
  const { revision } = useModel()
  const { hostNews } = useReplica()
  const { data } = useQuery({
    queryKey: ['status', revision, hostNews],
    queryFn: () => call('showStatus'),
    placeholderData: (old) => old,
  })
  if (data === undefined) return null
  if (data.hosts.length === 0) {
    return (
      <Tooltip title={data.enforcement}>
        <span className="badge plain">{t('enforced.nowhere')}</span>
      </Tooltip>
    )
  }
  const done = data.hosts.filter((host) => host.enforcedRevision >= revision).length
  const isAll = done === data.hosts.length
  return (
    <span className={`badge ${isAll ? 'accept' : 'change'}`}>
      {t('progress.count', { done, all: data.hosts.length })}
    </span>
  )
}
