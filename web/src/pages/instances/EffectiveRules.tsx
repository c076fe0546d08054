// The merged rules of one interface as they are evaluated, each with its group, its hits and what shadows it.

import { useQuery } from '@tanstack/react-query'
import { Segmented, Skeleton, Table } from 'antd'
import { useState } from 'react'
import type { Eni } from '../../../../src/core/model/network.ts'
import { call } from '../../client/client.ts'
import type { Operations } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { ActionBadge } from '../../parts/ActionBadge.tsx'
import { Failure } from '../../parts/Failure.tsx'
import { Named } from '../../parts/Named.tsx'
import { useTerms } from '../../parts/terms.ts'
import { useWhy } from '../../parts/why.ts'
import { useText } from '../../text/index.ts'
import { Covering } from '../groups/Covering.tsx'
import { HitCell } from '../groups/HitCell.tsx'
import { useHits } from '../groups/useHits.ts'

type Row = Operations['showEffectiveRules']['answer']['ingress'][number]

export function EffectiveRules({ eni }: { readonly eni: Eni }) {
  const t = useText()
  const terms = useTerms()
  const why = useWhy()
  const { revision } = useModel()
  const [direction, setDirection] = useState<'ingress' | 'egress'>('ingress')
  const { data, error, refetch } = useQuery({
    queryKey: ['effective', eni.id, revision],
    queryFn: () => call('showEffectiveRules', { params: { name: eni.id } }),
    placeholderData: (old) => old,
  })
  const hitsOf = useHits()
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton active />
  return (
    <section className="panel stack tight">
      <div className="spread">
        <div>
          <h2>{t('eni.effective')}</h2>
          <span className="quiet">{t('eni.effectiveAbout')}</span>
        </div>
        <Segmented
          value={direction}
          onChange={setDirection}
          options={(['ingress', 'egress'] as const).map((value) => ({
            value,
            label: `${terms(value)} (${data[value].length})`,
          }))}
        />
      </div>
      <Table<Row>
        rowKey="place"
        size="small"
        dataSource={[...data[direction]]}
        pagination={false}
        scroll={{ x: 960 }}
        virtual={false}
        columns={[
          { title: t('eni.place'), dataIndex: 'place', width: 70, align: 'right' },
          { title: t('rules.action'), width: 100, render: (_, row) => <ActionBadge action={row.action} /> },
          {
            title: terms('priority'),
            width: 80,
            align: 'right',
            render: (_, { rule }) => rule?.priority ?? '–',
          },
          {
            title: t('rules.services'),
            width: 160,
            render: (_, { rule }) => (
              <span className="mono">
                {rule === null ? 'all' : [rule.protocol, rule.ports === 'any' ? '' : rule.ports].join(' ')}
              </span>
            ),
          },
          {
            title: terms('peer'),
            width: 200,
            render: (_, { rule }) => (rule === null ? '–' : <PeerOf peer={rule.peer} />),
          },
          {
            title: t('eni.from'),
            render: (_, row) =>
              row.rule === null ? why(row.why) : <Named kind="securityGroup" id={row.rule.groupId} brief />,
          },
          {
            title: t('rules.hits'),
            width: 120,
            align: 'right',
            render: (_, { rule }) => rule !== null && <HitCell hit={hitsOf(rule.id)} />,
          },
          { title: t('rules.state'), width: 220, render: (_, row) => <StateOf row={row} /> },
        ]}
      />
    </section>
  )
}

function PeerOf({ peer }: { readonly peer: string }) {
  if (peer.startsWith('sg-')) return <Named kind="securityGroup" id={peer.split('@')[0] ?? peer} brief />
  if (/^(pl|ipmg?)-/.test(peer)) return <Named kind="prefixList" id={peer} brief />
  return <span className="mono">{peer}</span>
}

function StateOf({ row }: { readonly row: Row }) {
  const t = useText()
  if (row.state === 'decides') return <span className="quiet">{t('eni.decides')}</span>
  if (row.state === 'undecided') return <span className="quiet">{t('eni.undecided')}</span>
  return (
    <span>
      <span className="badge change">
        {t(row.state === 'shadowed' ? 'rules.shadowed' : 'rules.redundant')}
      </span>
      <Covering by={row.shadowedBy} />
    </span>
  )
}
