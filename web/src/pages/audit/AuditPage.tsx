// The audit: what is exposed, dead, stale or too wide, each with a packet as witness and a remedy with its effect.

import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Empty, Segmented, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { call } from '../../client/client.ts'
import type { Finding } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { Failure } from '../../parts/Failure.tsx'
import { Named } from '../../parts/Named.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { usePacketWords } from '../../parts/packetWords.ts'
import { type TextKey, useText } from '../../text/index.ts'
import { isWide, SeenPeers } from './SeenPeers.tsx'

type Severity = Finding['severity']

const COLOURS: Readonly<Record<Severity, string>> = {
  high: 'drop',
  medium: 'change',
  low: 'plain',
  info: 'plain',
}
const LEVELS = ['high', 'medium', 'low', 'info'] as const satisfies readonly Severity[]
const level = (severity: Severity): TextKey => `audit.level.${severity}`

export function AuditPage() {
  const t = useText()
  const { revision } = useModel()
  const [least, setLeast] = useState<Severity>('info')
  const audit = useQuery({
    queryKey: ['audit', revision],
    queryFn: ({ signal }) => call('audit', { query: { severity: 'info' } }, signal),
    placeholderData: (old) => old,
  })
  const all = audit.data?.findings ?? []
  const shown = all.filter(({ severity }) => LEVELS.indexOf(severity) <= LEVELS.indexOf(least))
  return (
    <>
      <PageHeader
        title={t('page.audit')}
        about={t('audit.about')}
        same={{
          command: `menshen audit --severity ${least}`,
          api: { name: 'audit', asked: { query: { severity: least } } },
        }}
      />
      {audit.error !== null && <Failure error={audit.error} onRetry={() => void audit.refetch()} />}
      {audit.data === undefined && audit.error === null && <Skeleton active />}
      {audit.data !== undefined && (
        <div className="stack">
          <div className="spread">
            <Segmented<Severity>
              aria-label={t('audit.least')}
              value={least}
              onChange={setLeast}
              options={LEVELS.map((value) => ({
                value,
                label: `${t(level(value))} ${all.filter(({ severity }) => severity === value).length}`,
              }))}
            />
            <span className="quiet">
              {t('audit.judged', { groups: audit.data.groups, combinations: audit.data.combinations })}
            </span>
          </div>
          {audit.data.undecided.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t('audit.undecided', { checks: audit.data.undecided.join(', ') })}
            />
          )}
          {shown.length === 0 && <Empty description={t('audit.clean')} />}
          {shown.map((finding) => (
            <FindingView key={keyOf(finding)} finding={finding} />
          ))}
        </div>
      )}
    </>
  )
}

const keyOf = ({ check, groups, rules, witness, message }: Finding): string =>
  [check, ...groups, ...rules, witness, message].join(' ')

function FindingView({ finding }: { readonly finding: Finding }) {
  const t = useText()
  const { severity, check, message, groups, rules, witness, remedy, effect, changes } = finding
  return (
    <article className="panel stack tight">
      <div className="spread">
        <div className="row">
          <span className={`badge ${COLOURS[severity]}`}>{t(level(severity))}</span>
          <h2>{message}</h2>
        </div>
        <span className="mono quiet">{check}</span>
      </div>
      <div className="row">
        {groups.map((id) => (
          <Named key={id} kind="securityGroup" id={id} brief />
        ))}
        {rules.map((id) => (
          <Tag key={id} className="mono">
            {id}
          </Tag>
        ))}
      </div>
      {witness !== null && (
        <div>
          <span className="quiet">{t('audit.witness')} </span>
          <span className="mono">{witness}</span>
        </div>
      )}
      <div className="spread">
        <div>
          <span className="quiet">{t('audit.remedy')} </span>
          {remedy} <span className="quiet">{effect}</span>
        </div>
        {changes !== null && <TakeAway finding={finding} />}
      </div>
      <Seen rules={rules} />
      {changes !== null && <Effect closes={changes.closes} opens={changes.opens} />}
    </article>
  )
}

/** More rules of one finding than these are looked at one by one in their group. */
const MOST_SEEN = 3

function Seen({ rules }: { readonly rules: readonly string[] }) {
  const { reader } = useModel()
  const wide = rules.flatMap((id) => reader.get('rule', id) ?? []).filter(isWide)
  return wide.slice(0, MOST_SEEN).map((rule) => <SeenPeers key={rule.id} rule={rule} />)
}

function Effect({
  closes,
  opens,
}: {
  readonly closes: readonly string[]
  readonly opens: readonly string[]
}) {
  const t = useText()
  const words = usePacketWords()
  return (
    <ul className="plain-list">
      {opens.map((region) => (
        <li key={region} className="diff-line added">
          <span>+</span>
          <span className="mono">{`${t('effect.opens')} ${words(region)}`}</span>
        </li>
      ))}
      {closes.map((region) => (
        <li key={region} className="diff-line removed">
          <span>−</span>
          <span className="mono">{`${t('effect.closes')} ${words(region)}`}</span>
        </li>
      ))}
    </ul>
  )
}

/** Only where all the rules stand in one group: that is one change, previewed like any other. */
function TakeAway({ finding: { rules, message } }: { readonly finding: Finding }) {
  const t = useText()
  const { reader } = useModel()
  const change = useChange()
  const known = rules.flatMap((id) => reader.get('rule', id) ?? [])
  const [groupId, ...others] = new Set(known.map((rule) => rule.groupId))
  if (groupId === undefined || others.length > 0 || known.length !== rules.length) return null
  const takeAway = () =>
    void change({
      title: `${t('audit.takeAway')}: ${message}`,
      name: 'removeRules',
      asked: { params: { groupId }, query: { ids: rules.join(',') } },
      command: `menshen rule rm ${groupId} ${rules.join(' ')}`,
      danger: true,
    })
  return <Button onClick={takeAway}>{t('audit.takeAway')}</Button>
}
