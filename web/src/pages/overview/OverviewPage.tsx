// What there is, how near the limits are, what each host enforces, what was changed last.

import { useQuery } from '@tanstack/react-query'
import { Progress, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { call } from '../../client/client.ts'
import type { Overview, Status } from '../../client/generated.ts'
import { useModel, useReplica } from '../../model/useModel.ts'
import { ChangeEntry } from '../../parts/ChangeEntry.tsx'
import { Failure } from '../../parts/Failure.tsx'
import { useFormats } from '../../parts/formats.ts'
import { Named } from '../../parts/Named.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { useText } from '../../text/index.ts'
import { Day } from './Day.tsx'
import { Lab } from './Lab.tsx'

export function OverviewPage() {
  const t = useText()
  const { revision } = useModel()
  const overview = useQuery({
    queryKey: ['overview', revision],
    queryFn: () => call('showOverview'),
    placeholderData: (old) => old,
  })
  return (
    <>
      <PageHeader
        title={t('page.overview')}
        about={t('overview.about')}
        same={{ command: 'menshen overview', api: { name: 'showOverview' } }}
      />
      {overview.error !== null && <Failure error={overview.error} onRetry={() => void overview.refetch()} />}
      {overview.data === undefined ? (
        <Skeleton active />
      ) : (
        <div className="stack">
          <Lab />
          <Counts counts={overview.data.counts} />
          <Day />
          <div className="grid" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(360px, 1fr))' }}>
            <Hosts />
            <Quotas nearest={overview.data.nearest} />
          </div>
          <Recent />
        </div>
      )}
    </>
  )
}

function Counts({ counts }: { readonly counts: Overview['counts'] }) {
  const t = useText()
  const { number } = useFormats()
  return (
    <div className="grid" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(170px, 1fr))' }}>
      {(
        [
          ['overview.groups', counts.groups, '/groups'],
          ['overview.rules', counts.rules, '/groups'],
          ['overview.instances', counts.instances, '/instances'],
          ['overview.enis', counts.enis, '/instances'],
        ] as const
      ).map(([label, value, path]) => (
        <Link key={label} href={path} className="panel" style={{ color: 'inherit', textDecoration: 'none' }}>
          <div className="quiet">{t(label)}</div>
          <div style={{ fontSize: 28, lineHeight: '36px', fontWeight: 600 }}>{number(value)}</div>
        </Link>
      ))}
    </div>
  )
}

const Panel = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="panel stack tight">
    <h2>{title}</h2>
    {children}
  </section>
)

function Hosts() {
  const t = useText()
  const { revision } = useModel()
  const { hostNews } = useReplica()
  const { data } = useQuery({
    queryKey: ['status', revision, hostNews],
    queryFn: () => call('showStatus'),
    placeholderData: (old) => old,
  })
  return (
    <Panel title={t('overview.hosts')}>
      {data?.hosts.length === 0 && (
        <p className="quiet">{t('overview.noHosts', { mode: data.enforcement })}</p>
      )}
      {data?.hosts.map((host) => (
        <HostLine key={host.hostId} host={host} />
      ))}
    </Panel>
  )
}

function HostLine({ host }: { readonly host: Status['hosts'][number] }) {
  const t = useText()
  const { ago } = useFormats()
  const state = host.failure
    ? { kind: 'drop', text: t('overview.failing', { why: host.failure }) }
    : !host.connected
      ? { kind: 'change', text: t('overview.away', { since: ago(host.lastSeen) }) }
      : host.lag > 0
        ? { kind: 'change', text: t('overview.lag', { lag: host.lag }) }
        : { kind: 'accept', text: t('overview.upToDate') }
  return (
    <div className="spread">
      <span>
        <b>{host.hostId}</b> <span className="quiet">{host.mode}</span>
      </span>
      <span className="row">
        <span className="quiet">{t('overview.enforced', { revision: host.enforcedRevision })}</span>
        <span className={`badge ${state.kind}`}>{state.text}</span>
      </span>
    </div>
  )
}

function Quotas({ nearest }: { readonly nearest: Overview['nearest'] }) {
  const t = useText()
  const { number } = useFormats()
  const names = useQuery({ queryKey: ['quotas'], queryFn: () => call('listQuotas') }).data?.items
  return (
    <Panel title={t('overview.quotas')}>
      {nearest.length === 0 && <p className="quiet">{t('overview.noQuotas')}</p>}
      {nearest.slice(0, 5).map((one) => {
        const about = names?.find(({ name }) => name === one.limit)?.about ?? one.limit
        return (
          <div key={`${one.limit} ${one.of}`}>
            <div className="spread">
              <span>
                {about} · {of(one.of)}
              </span>
              <span>
                {number(one.current)} / {number(one.maximum)}
              </span>
            </div>
            <Progress
              percent={Math.min(100, (100 * one.current) / one.maximum)}
              status={one.current >= one.maximum ? 'exception' : 'normal'}
              showInfo={false}
              size="small"
              aria-label={about}
            />
          </div>
        )
      })}
    </Panel>
  )
}

function of(id: string): ReactNode {
  if (id.startsWith('sg-')) return <Named kind="securityGroup" id={id} brief />
  if (id.startsWith('eni-')) return <Named kind="eni" id={id} brief />
  return id
}

function Recent() {
  const t = useText()
  const { revision } = useModel()
  const { data } = useQuery({
    queryKey: ['changes', 'recent', revision],
    queryFn: () => call('listChanges', { query: { limit: 10 } }),
    placeholderData: (old) => old,
  })
  return (
    <Panel title={t('overview.changes')}>
      {data?.items.length === 0 && <p className="quiet">{t('overview.noChanges')}</p>}
      {data?.items.map((change) => (
        <ChangeEntry key={change.revision} past={change} />
      ))}
    </Panel>
  )
}
