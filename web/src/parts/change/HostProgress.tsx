// How far a revision has come on each host, until every one that is there enforces it.

import { CheckCircleFilled, CloseCircleFilled, DisconnectOutlined, LoadingOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Progress } from 'antd'
import { useEffect } from 'react'
import { call } from '../../client/client.ts'
import type { Status } from '../../client/generated.ts'
import { useText } from '../../text/index.ts'
import { useFormats } from '../formats.ts'

/** Long enough to see that it is done. */
const SHOWN_MS = 1200
const LOOK_MS = 300

type Host = Status['hosts'][number]

export function HostProgress({
  revision,
  onDone,
}: {
  readonly revision: number
  readonly onDone: () => void
}) {
  const t = useText()
  const { data } = useQuery({
    queryKey: ['status', revision],
    queryFn: () => call('showStatus'),
    refetchInterval: ({ state }) => (isSettled(state.data, revision) ? false : LOOK_MS),
    staleTime: 0,
  })
  const isDone = data?.hosts.every((host) => host.enforcedRevision >= revision) === true
  useEffect(() => {
    if (!isDone) return
    const timer = setTimeout(onDone, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [isDone, onDone])
  if (data === undefined) return null
  const enforcing = data.hosts.filter((host) => host.enforcedRevision >= revision)
  if (data.hosts.length === 0) return <p>{t('progress.noHosts', { mode: data.enforcement })}</p>
  return (
    <section className="stack tight" aria-live="polite">
      <div className="spread">
        <h2>{t('progress.title', { revision })}</h2>
        <span>{t('progress.count', { done: enforcing.length, all: data.hosts.length })}</span>
      </div>
      <Progress
        percent={Math.round((100 * enforcing.length) / data.hosts.length)}
        showInfo={false}
        size="small"
        aria-label={t('progress.title', { revision })}
      />
      {data.hosts.map((host) => (
        <HostLine key={host.hostId} host={host} revision={revision} />
      ))}
    </section>
  )
}

function HostLine({ host, revision }: { readonly host: Host; readonly revision: number }) {
  const t = useText()
  const { ago } = useFormats()
  if (host.enforcedRevision >= revision) {
    return (
      <div className="row">
        <CheckCircleFilled className="accept" /> <b>{host.hostId}</b> {t('progress.enforced')}
      </div>
    )
  }
  if (host.failure !== null) {
    return (
      <div className="row">
        <CloseCircleFilled className="drop" /> <b>{host.hostId}</b>{' '}
        {t('progress.failed', { why: host.failure })}
      </div>
    )
  }
  if (!host.connected) {
    return (
      <div className="row">
        <DisconnectOutlined className="quiet" /> <b>{host.hostId}</b>{' '}
        {t('progress.away', { since: ago(host.lastSeen) })}
      </div>
    )
  }
  return (
    <div className="row">
      <LoadingOutlined /> <b>{host.hostId}</b> {t('progress.applying')}
    </div>
  )
}

/** Who is away or cannot apply it will not come by being asked again. */
const isSettled = (status: Status | undefined, revision: number): boolean =>
  status?.hosts.every(
    (host) => host.enforcedRevision >= revision || !host.connected || host.failure !== null,
  ) === true
