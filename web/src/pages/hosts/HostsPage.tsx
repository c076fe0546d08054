// Hosts: which revision each enforces, how far behind it is, what it could not do, what it repaired.

import { useQuery } from '@tanstack/react-query'
import { Skeleton, Table } from 'antd'
import { call } from '../../client/client.ts'
import type { Status } from '../../client/generated.ts'
import { useModel, useReplica } from '../../model/useModel.ts'
import { Failure } from '../../parts/Failure.tsx'
import { useFormats } from '../../parts/formats.ts'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { useText } from '../../text/index.ts'

type Host = Status['hosts'][number]

export function HostsPage() {
  const t = useText()
  const { revision } = useModel()
  const { hostNews } = useReplica()
  const status = useQuery({
    queryKey: ['status', revision, hostNews],
    queryFn: () => call('showStatus'),
    placeholderData: (old) => old,
  })
  return (
    <>
      <PageHeader
        title={t('page.hosts')}
        about={t('hosts.about')}
        same={{ command: 'menshen status', api: { name: 'showStatus' } }}
      />
      {status.error !== null && <Failure error={status.error} onRetry={() => void status.refetch()} />}
      {status.data === undefined && status.error === null && <Skeleton active />}
      {status.data !== undefined && (
        <div className="stack">
          <Summary status={status.data} />
          <HostTable hosts={status.data.hosts} />
        </div>
      )}
    </>
  )
}

function Summary({ status }: { readonly status: Status }) {
  const t = useText()
  const { number } = useFormats()
  const inForce = status.hosts.filter(({ lag, connected }) => connected && lag === 0).length
  return (
    <div className="grid" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))' }}>
      {(
        [
          ['hosts.revision', number(status.revision)],
          ['hosts.inForce', `${inForce} / ${status.hosts.length}`],
          ['hosts.enforcement', status.enforcement],
          ['hosts.version', status.version],
        ] as const
      ).map(([label, value]) => (
        <div key={label} className="panel">
          <div className="quiet">{t(label)}</div>
          <div style={{ fontSize: 22, lineHeight: '32px', fontWeight: 600 }}>{value}</div>
        </div>
      ))}
    </div>
  )
}

function HostTable({ hosts }: { readonly hosts: readonly Host[] }) {
  const t = useText()
  const { ago, number } = useFormats()
  return (
    <Table<Host>
      rowKey="hostId"
      size="middle"
      dataSource={[...hosts]}
      pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
      scroll={{ x: 900 }}
      locale={{ emptyText: t('hosts.none') }}
      columns={[
        { title: t('hosts.host'), dataIndex: 'hostId', render: (id: string) => <b>{id}</b> },
        { title: t('hosts.mode'), dataIndex: 'mode' },
        { title: t('hosts.state'), render: (_, host) => <State host={host} /> },
        { title: t('hosts.enforced'), dataIndex: 'enforcedRevision', align: 'right', render: number },
        { title: t('hosts.lag'), dataIndex: 'lag', align: 'right', render: number },
        { title: t('hosts.instances'), dataIndex: 'instances', align: 'right', render: number },
        { title: t('hosts.drift'), dataIndex: 'driftRepairs', align: 'right', render: number },
        { title: t('hosts.seen'), dataIndex: 'lastSeen', render: (at: string) => ago(at) },
      ]}
    />
  )
}

function State({ host }: { readonly host: Host }) {
  const t = useText()
  const [kind, text] =
    host.failure !== null
      ? ['drop', t('hosts.failing', { why: host.failure })]
      : !host.connected
        ? ['change', t('hosts.away')]
        : host.lag > 0
          ? ['change', t('hosts.behind')]
          : ['accept', t('hosts.upToDate')]
  return <span className={`badge ${kind}`}>{text}</span>
}
