// Live traffic: what hosts drop or accept now, which rule decided, why, and a rule made from what is seen.

import { PauseOutlined, PlayCircleOutlined } from '@ant-design/icons'
import { Button, Empty, Input, Segmented, Table } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Flow } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { ActionBadge } from '../../parts/ActionBadge.tsx'
import { Failure } from '../../parts/Failure.tsx'
import { useFormats } from '../../parts/formats.ts'
import { Named } from '../../parts/Named.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { useRuleLine } from '../../parts/useRuleLine.ts'
import { useText } from '../../text/index.ts'
import { type Talk, useFlows } from './useFlows.ts'

export function TrafficPage() {
  const t = useText()
  const { reader, account } = useModel()
  const { time } = useFormats()
  const [which, setWhich] = useState<'denied' | 'all'>('denied')
  const [isPaused, setPaused] = useState(false)
  const [text, setText] = useState('')
  const { talks, isLive, error } = useFlows(which === 'denied', isPaused)
  const wanted = text.trim().toLowerCase()
  const shown = talks.filter(
    ({ flow, key }) =>
      (flow.eniId === null || reader.get('eni', flow.eniId)?.accountId === account.id) &&
      key.toLowerCase().includes(wanted),
  )
  return (
    <>
      <PageHeader
        title={t('page.traffic')}
        about={t('traffic.about')}
        actions={
          <Button
            icon={isPaused ? <PlayCircleOutlined /> : <PauseOutlined />}
            onClick={() => setPaused(!isPaused)}
          >
            {t(isPaused ? 'traffic.go' : 'traffic.pause')}
          </Button>
        }
        same={{
          command: `menshen watch${which === 'denied' ? ' --denied' : ''}`,
          api: {
            name: 'flowsStream',
            asked: { query: { denied: which === 'denied' ? 'true' : 'false' } },
          },
        }}
      />
      {error !== undefined && <Failure error={error} />}
      <div className="panel stack tight">
        <div className="spread">
          <span className="row">
            <Segmented
              aria-label={t('traffic.which')}
              value={which}
              onChange={setWhich}
              options={(['denied', 'all'] as const).map((value) => ({ value, label: t(`traffic.${value}`) }))}
            />
            <span className={`badge ${isLive ? 'accept' : 'plain'}`} role="status">
              {t(isPaused ? 'traffic.paused' : isLive ? 'traffic.live' : 'traffic.connecting')}
            </span>
          </span>
          <Input
            allowClear
            aria-label={t('traffic.find')}
            placeholder={t('traffic.find')}
            value={text}
            onChange={({ target }) => setText(target.value)}
            style={{ width: 260 }}
          />
        </div>
        {which === 'all' && <span className="quiet">{t('traffic.allAbout')}</span>}
        <Table<Talk>
          rowKey="key"
          size="small"
          dataSource={shown}
          pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 1080 }}
          locale={{
            emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('traffic.none')} />,
          }}
          columns={[
            {
              title: t('rules.action'),
              width: 92,
              render: (_, { flow }) => <ActionBadge action={flow.action} />,
            },
            { title: t('traffic.from'), width: 165, render: (_, { flow }) => <End address={flow.source} /> },
            {
              title: t('traffic.to'),
              width: 165,
              render: (_, { flow }) => <End address={flow.destination} />,
            },
            {
              title: t('rules.services'),
              width: 110,
              render: (_, { flow }) => <span className="mono">{serviceOf(flow)}</span>,
            },
            { title: t('traffic.decided'), width: 220, render: (_, { flow }) => <Decided flow={flow} /> },
            { title: t('traffic.count'), width: 66, align: 'right', dataIndex: 'count' },
            {
              title: t('traffic.last'),
              width: 122,
              render: (_, { last }) => <span className="quiet">{time(last)}</span>,
            },
            {
              title: t('groups.actions'),
              width: 160,
              fixed: 'right',
              render: (_, { flow }) => <Ways flow={flow} />,
            },
          ]}
        />
      </div>
    </>
  )
}

const serviceOf = ({ protocol, destinationPort }: Flow): string =>
  destinationPort === 0 ? protocol : `${protocol}/${destinationPort}`

/** An address by the instance that has it. */
function End({ address }: { readonly address: string }) {
  const { reader, account } = useModel()
  const eni = reader
    .by('eni', 'account', account.id)
    .find(({ primaryAddress, secondaryAddresses, ipv6Addresses }) =>
      [primaryAddress, ...secondaryAddresses, ...ipv6Addresses].includes(address),
    )
  return (
    <span>
      {eni !== undefined &&
        (eni.instanceId === null ? (
          <Named kind="eni" id={eni.id} brief />
        ) : (
          <Named kind="instance" id={eni.instanceId} brief />
        ))}{' '}
      <span className="mono quiet">{address}</span>
    </span>
  )
}

const REASONS = {
  default: true,
  innerAccess: true,
  networkAcl: true,
  smtp: true,
  spoofed: true,
  invalid: true,
  related: true,
  noSuchAddress: true,
  noPublicAddress: true,
  router: true,
} as const
const isReason = (text: string): text is keyof typeof REASONS => text in REASONS

function Decided({ flow }: { readonly flow: Flow }) {
  const t = useText()
  const { reader } = useModel()
  const lineOf = useRuleLine()
  const rule = flow.ruleId === null ? undefined : reader.get('rule', flow.ruleId)
  return (
    <span>
      {flow.groupIds.map((id) => (
        <Named key={id} kind="securityGroup" id={id} brief />
      ))}{' '}
      <span className="quiet">
        {rule !== undefined
          ? lineOf(rule)
          : isReason(flow.reason)
            ? t(`traffic.reason.${flow.reason}`)
            : flow.reason}
      </span>
    </span>
  )
}

function Ways({ flow }: { readonly flow: Flow }) {
  const t = useText()
  const [groupId] = flow.groupIds
  const explain = new URLSearchParams({
    from: flow.source,
    to: flow.destination,
    service: flow.destinationPort === 0 ? 'ping' : `${flow.destinationPort}/${flow.protocol}`,
  })
  const rule = new URLSearchParams({
    add: flow.direction ?? 'ingress',
    service: serviceOf(flow),
    peer: flow.direction === 'egress' ? flow.destination : flow.source,
  })
  return (
    <span className="row">
      <Link href={`/diagnosis?${explain}`}>{t('traffic.explain')}</Link>
      {groupId !== undefined && flow.action === 'drop' && (
        <Link href={`/groups/${groupId}?${rule}`}>{t('traffic.makeRule')}</Link>
      )}
    </span>
  )
}
