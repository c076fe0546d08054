// A list of rules as they decide: thousands of them scroll, each with its state, and what can be done with it.

import { useQuery } from '@tanstack/react-query'
import { Button, Empty, Table, type TableColumnsType, Tooltip } from 'antd'
import { useMemo } from 'react'
import type { Write } from '../../../../src/core/model/resources.ts'
import type { Nic, Rule } from '../../../../src/core/model/rule.ts'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import type { Hits } from '../../client/generated.ts'
import { askShadows } from '../../model/analysis.ts'
import type { RuleState } from '../../model/judge.ts'
import { useModel } from '../../model/useModel.ts'
import { ActionBadge } from '../../parts/ActionBadge.tsx'
import { useFormats } from '../../parts/formats.ts'
import { Named } from '../../parts/Named.tsx'
import type { Sorting } from '../../parts/sorting.tsx'
import { useTerms } from '../../parts/terms.ts'
import { useText } from '../../text/index.ts'
import { serviceText } from './draft.ts'
import { HitCell } from './HitCell.tsx'
import { RuleStateCell } from './RuleStateCell.tsx'
import { isInSequence } from './sequence.ts'

interface RuleTableProps {
  readonly group: SecurityGroup
  readonly rules: readonly Rule[]
  readonly direction: Rule['direction']
  readonly nic: Nic
  /** Laid over the rules in force: a new order that is being made. */
  readonly writes: readonly Write[]
  readonly hits: ReadonlyMap<string, Hits>
  /** Null: priorities decide, nobody's place can be changed by hand. */
  readonly sorting: Sorting | null
  readonly chosen: readonly string[]
  readonly onChoose: (ids: readonly string[]) => void
  readonly onEdit: (rule: Rule) => void
  readonly onClone: (rule: Rule) => void
  readonly onRemove: (rule: Rule) => void
}

/** Beyond it only the rows in sight are drawn. */
const PLAIN = 100
const ROWS_PX = 560

export function RuleTable(props: RuleTableProps) {
  const { group, rules, direction, sorting, chosen, onChoose } = props
  const t = useText()
  const columns = useColumns(props)
  const isLong = rules.length > PLAIN
  return (
    <>
      <Table<Rule>
        rowKey="id"
        size="small"
        virtual={isLong}
        dataSource={[...rules]}
        columns={columns}
        pagination={false}
        {...(sorting === null ? {} : { onRow: ({ id }) => sorting.rowProps(id) })}
        scroll={isLong ? { x: 1180, y: ROWS_PX } : { x: 1180 }}
        rowSelection={{
          selectedRowKeys: [...chosen],
          onChange: (keys) => onChoose(keys.map(String)),
          getCheckboxProps: (rule) => ({ 'aria-label': `${t('rules.choose')} ${rule.id}` }) as object,
          columnWidth: 44,
        }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('rules.none')} /> }}
      />
      <p className="quiet" style={{ margin: '8px 0 0' }}>
        {t(group.defaults[direction] === 'accept' ? 'rules.defaultAccept' : 'rules.defaultDrop')}
        {direction === 'ingress' &&
          group.kind === 'basic' &&
          group.innerAccess === 'accept' &&
          ` ${t('rules.innerAccept')}`}
      </p>
    </>
  )
}

function useColumns({
  group,
  nic,
  writes,
  hits,
  sorting,
  onEdit,
  onClone,
  onRemove,
}: RuleTableProps): TableColumnsType<Rule> {
  const t = useText()
  const terms = useTerms()
  const { time } = useFormats()
  const states = useStates(group, nic, writes)
  return [
    ...(sorting === null
      ? []
      : [
          {
            title: <span className="unseen">{t('rules.order')}</span>,
            width: 48,
            render: (_: unknown, rule: Rule) => sorting.handle(rule.id),
          },
        ]),
    { title: t('rules.action'), width: 96, render: (_, rule) => <ActionBadge action={rule.action} /> },
    {
      title: terms('priority'),
      width: 84,
      align: 'right',
      render: (_, rule, place) =>
        isInSequence(group) ? (
          <PlaceCell rule={rule} place={sorting?.isWhole === true ? place : rule.precedence} />
        ) : rule.system ? (
          <Tooltip title={t('rules.system')}>{rule.precedence}</Tooltip>
        ) : (
          rule.precedence
        ),
    },
    {
      title: t('rules.services'),
      width: 140,
      render: (_, rule) => <span className="mono">{shownService(rule)}</span>,
    },
    { title: terms('peer'), width: 190, render: (_, rule) => <PeerCell rule={rule} /> },
    {
      title: t('rules.hits'),
      width: 105,
      align: 'right',
      sorter: (a, b) => (hits.get(a.id)?.hits ?? 0) - (hits.get(b.id)?.hits ?? 0),
      render: (_, { id }) => <HitCell hit={hits.get(id)} />,
    },
    {
      title: t('rules.state'),
      width: 120,
      render: (_, rule) => <RuleStateCell state={states?.get(rule.id)} />,
    },
    {
      title: t('rules.description'),
      width: 150,
      ellipsis: true,
      render: (_, { description }) => description,
    },
    {
      title: t('groups.created'),
      width: 150,
      render: (_, { createdAt }) => <span className="quiet">{time(createdAt)}</span>,
    },
    {
      title: t('groups.actions'),
      width: 210,
      fixed: 'right',
      render: (_, rule) =>
        group.managed ? null : (
          <span style={{ whiteSpace: 'nowrap' }}>
            <Button
              type="link"
              size="small"
              onClick={() => onEdit(rule)}
              aria-label={`${t('rules.editShort')} ${rule.id}`}
            >
              {t('rules.editShort')}
            </Button>
            <Button
              type="link"
              size="small"
              onClick={() => onClone(rule)}
              aria-label={`${t('rules.cloneShort')} ${rule.id}`}
            >
              {t('rules.cloneShort')}
            </Button>
            <Button
              type="link"
              size="small"
              danger
              onClick={() => onRemove(rule)}
              aria-label={`${t('rules.removeShort')} ${rule.id}`}
            >
              {t('rules.removeShort')}
            </Button>
          </span>
        ),
    },
  ]
}

/** Where it stands, and in a list being sorted also where it stood. */
function PlaceCell({ rule, place }: { readonly rule: Rule; readonly place: number }) {
  return (
    <span>
      {place !== rule.precedence && <s className="quiet">{rule.precedence + 1}</s>} {place + 1}
    </span>
  )
}

const shownService = (rule: Rule): string => (rule.protocol === 'all' ? 'all' : serviceText(rule))

function PeerCell({ rule: { peer, sourcePorts, ownCidr } }: { readonly rule: Rule }) {
  const t = useText()
  return (
    <span>
      {peer.kind === 'cidr' && <span className="mono">{peer.cidr}</span>}
      {peer.kind === 'group' && <Named kind="securityGroup" id={peer.groupId} />}
      {peer.kind === 'prefixList' && <Named kind="prefixList" id={peer.listId} />}
      {(sourcePorts !== null || ownCidr !== null) && (
        <div className="quiet mono">
          {sourcePorts !== null &&
            `${t('rules.sourcePorts')} ${sourcePorts.map(({ first, last }) => `${first}-${last}`).join(',')} `}
          {ownCidr !== null && `${t('rules.own')} ${ownCidr}`}
        </div>
      )}
    </span>
  )
}

/** Judged beside the page, so that a long list is there at once. */
function useStates(
  group: SecurityGroup,
  nic: Nic,
  writes: readonly Write[],
): ReadonlyMap<string, RuleState> | undefined {
  const { revision } = useModel()
  const { data } = useQuery({
    queryKey: ['shadows', group.id, nic, revision, writes],
    queryFn: () => askShadows(group.id, nic, writes),
    placeholderData: (old) => old,
    gcTime: 60_000,
  })
  return useMemo(() => (data ? new Map(data.map((one) => [one.ruleId, one])) : undefined), [data])
}
