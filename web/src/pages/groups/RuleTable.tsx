// A list of rules as they decide: thousands of them scroll, each with its state, and what can be done with it.

import { useQuery } from '@tanstack/react-query'
import { Empty, Tooltip } from 'antd'
import { useMemo } from 'react'
import type { Write } from '../../../../src/core/model/resources.ts'
import type { Nic, Rule } from '../../../../src/core/model/rule.ts'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { askShadows } from '../../model/analysis.ts'
import type { RuleState } from '../../model/judge.ts'
import { useModel } from '../../model/useModel.ts'
import { ActionBadge } from '../../parts/ActionBadge.tsx'
import { useFormats } from '../../parts/formats.ts'
import { type LongColumn, LongTable } from '../../parts/LongTable.tsx'
import { Named } from '../../parts/Named.tsx'
import { RowButton } from '../../parts/RowButton.tsx'
import type { Sorting } from '../../parts/sorting.tsx'
import { useTerms } from '../../parts/terms.ts'
import { useText } from '../../text/index.ts'
import { serviceText } from './draft.ts'
import { HitCell } from './HitCell.tsx'
import { RuleStateCell } from './RuleStateCell.tsx'
import { isInSequence } from './sequence.ts'
import { useChoice } from './useChoice.tsx'
import type { HitsOf } from './useHits.ts'

interface RuleTableProps {
  readonly group: SecurityGroup
  readonly rules: readonly Rule[]
  readonly direction: Rule['direction']
  readonly nic: Nic
  /** Laid over the rules in force: a new order that is being made. */
  readonly writes: readonly Write[]
  readonly hitsOf: HitsOf
  /** Null: priorities decide, nobody's place can be changed by hand. */
  readonly sorting: Sorting | null
  readonly chosen: readonly string[]
  readonly onChoose: (ids: readonly string[]) => void
  readonly onEdit: (rule: Rule) => void
  readonly onClone: (rule: Rule) => void
  readonly onRemove: (rule: Rule) => void
}

export function RuleTable(props: RuleTableProps) {
  const { group, rules, direction, sorting } = props
  const t = useText()
  const terms = useTerms()
  const columns = useColumns(props)
  return (
    <>
      <LongTable<Rule>
        label={`${t('groups.rules')} · ${terms(direction)}`}
        rows={rules}
        columns={columns}
        idOf={idOf}
        rowProps={sorting?.rowProps}
        empty={<Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('rules.none')} />}
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

const idOf = ({ id }: Rule): string => id

function useColumns(props: RuleTableProps): readonly LongColumn<Rule>[] {
  const { group, nic, writes, hitsOf, sorting, onEdit, onClone, onRemove } = props
  const t = useText()
  const terms = useTerms()
  const { time } = useFormats()
  const states = useStates(group, nic, writes)
  const choice = useChoice(props)
  return [
    choice,
    ...(sorting === null
      ? []
      : [
          {
            key: 'handle',
            title: <span className="unseen">{t('rules.order')}</span>,
            width: '44px',
            cell: ({ id }: Rule) => sorting.handle(id),
          },
        ]),
    {
      key: 'action',
      title: t('rules.action'),
      width: '88px',
      cell: ({ action }) => <ActionBadge action={action} />,
    },
    {
      key: 'place',
      title: terms('priority'),
      width: '72px',
      align: 'end',
      cell: (rule, place) =>
        isInSequence(group) ? (
          <PlaceCell rule={rule} place={sorting?.isWhole === true ? place : rule.precedence} />
        ) : rule.system ? (
          <Tooltip title={t('rules.system')}>{rule.precedence}</Tooltip>
        ) : (
          rule.precedence
        ),
    },
    {
      key: 'service',
      title: t('rules.services'),
      width: 'minmax(110px, 1fr)',
      cell: (rule) => <span className="mono">{shownService(rule)}</span>,
    },
    {
      key: 'peer',
      title: terms('peer'),
      width: 'minmax(180px, 2fr)',
      cell: (rule) => <PeerCell rule={rule} />,
    },
    {
      key: 'hits',
      title: t('rules.hits'),
      width: '120px',
      align: 'end',
      compare: (a, b) => (hitsOf(a.id)?.hits ?? 0) - (hitsOf(b.id)?.hits ?? 0),
      cell: ({ id }) => <HitCell hit={hitsOf(id)} />,
    },
    {
      key: 'state',
      title: t('rules.state'),
      width: '96px',
      cell: ({ id }) => <RuleStateCell state={states?.get(id)} />,
    },
    {
      key: 'description',
      title: t('rules.description'),
      width: 'minmax(90px, 1fr)',
      cell: ({ description }) => <span title={description}>{description}</span>,
    },
    {
      key: 'created',
      title: t('groups.created'),
      width: '128px',
      cell: ({ createdAt }) => <span className="quiet">{time(createdAt)}</span>,
    },
    {
      key: 'actions',
      title: t('groups.actions'),
      width: '186px',
      cell: (rule) =>
        group.managed ? null : (
          <span style={{ whiteSpace: 'nowrap' }}>
            <RowButton label={`${t('rules.editShort')} ${rule.id}`} onClick={() => onEdit(rule)}>
              {t('rules.editShort')}
            </RowButton>
            <RowButton label={`${t('rules.cloneShort')} ${rule.id}`} onClick={() => onClone(rule)}>
              {t('rules.cloneShort')}
            </RowButton>
            <RowButton danger label={`${t('rules.removeShort')} ${rule.id}`} onClick={() => onRemove(rule)}>
              {t('rules.removeShort')}
            </RowButton>
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
