// Restore: which rules come from the other group (green), which would go or stay (red), what cannot follow.

import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Empty, Radio, Select } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'wouter'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { call } from '../../client/client.ts'
import type { Operations, Rule } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { ruleText } from '../../parts/change/ChangeList.tsx'
import { useChange } from '../../parts/change/request.ts'
import { Failure } from '../../parts/Failure.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { useTerms } from '../../parts/terms.ts'
import { useText } from '../../text/index.ts'

type Answer = Operations['restoreGroup']['answer']
type Mode = 'full' | 'partial'

export function RestorePage() {
  const t = useText()
  const { id = '' } = useParams<{ id: string }>()
  const { reader } = useModel()
  const group = reader.get('securityGroup', id)
  return group === undefined ? <PageHeader title={t('groups.gone')} about={id} /> : <Restore group={group} />
}

function Restore({ group }: { readonly group: SecurityGroup }) {
  const t = useText()
  const { reader, revision } = useModel()
  const change = useChange()
  const [from, setFrom] = useState<string>()
  const [mode, setMode] = useState<Mode>('full')
  const [systemRulesAt100, setAt100] = useState(false)
  const body = { from: from ?? '', mode, systemRulesAt100 }
  const preview = useQuery({
    queryKey: ['restore', group.id, body, revision],
    enabled: from !== undefined,
    queryFn: () => call('restoreGroup', { params: { groupId: group.id }, query: { dryRun: 'true' }, body }),
  })
  const candidates = reader
    .by('securityGroup', 'region', `${group.accountId} ${group.region}`)
    .filter((one) => one.id !== group.id && (one.vpcId === null) === (group.vpcId === null))
  const command = `menshen sg restore ${group.id} --from ${from ?? '<group>'}${mode === 'partial' ? ' --partial' : ''}${systemRulesAt100 ? ' --system-at-100' : ''}`
  const start = () =>
    void change({
      title: `${t('page.restore')}: ${group.name}`,
      name: 'restoreGroup',
      asked: { params: { groupId: group.id }, body },
      command,
      danger: mode === 'full',
    })
  return (
    <>
      <PageHeader
        title={`${t('page.restore')}: ${group.name}`}
        about={t('restore.about')}
        actions={<Link href={`/groups/${group.id}`}>{t('groups.configure')}</Link>}
        same={{ command, api: { name: 'restoreGroup', asked: { params: { groupId: group.id }, body } } }}
      />
      <div className="stack">
        <section className="panel stack tight">
          <label htmlFor="restore-from">{t('restore.target')}</label>
          <Select
            id="restore-from"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('restore.pick')}
            value={from}
            onChange={setFrom}
            options={candidates.map(({ id, name }) => ({ value: id as string, label: `${name} ${id}` }))}
            style={{ maxWidth: 560 }}
          />
          <Radio.Group
            aria-label={t('restore.mode')}
            value={mode}
            onChange={({ target }) => setMode(target.value)}
            options={(['full', 'partial'] as const).map((value) => ({ value, label: t(`restore.${value}`) }))}
          />
          <Checkbox checked={systemRulesAt100} onChange={({ target }) => setAt100(target.checked)}>
            {t('restore.at100')}
          </Checkbox>
        </section>
        {preview.error !== null && <Failure error={preview.error} onRetry={() => void preview.refetch()} />}
        {preview.data && <Preview answer={preview.data} mode={mode} onStart={start} />}
      </div>
    </>
  )
}

interface PreviewProps {
  readonly answer: Answer
  readonly mode: Mode
  readonly onStart: () => void
}

function Preview({ answer, mode, onStart }: PreviewProps) {
  const t = useText()
  const isSame = answer.added.length + answer.surplus.length + answer.left.length === 0
  return (
    <section className="panel stack tight">
      <div className="spread">
        <h2>{t('restore.preview')}</h2>
        <Button type="primary" disabled={answer.changes.length === 0} onClick={onStart}>
          {t('restore.start')}
        </Button>
      </div>
      {isSame && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('restore.same')} />}
      <Lines title={t('restore.green')} kind="added" rules={answer.added} />
      <Lines
        title={t(mode === 'full' ? 'restore.redFull' : 'restore.redPartial')}
        kind="removed"
        rules={answer.surplus}
      />
      <Lines
        title={t('restore.left')}
        kind="changed"
        rules={answer.left.map(({ rule }) => rule)}
        reasons={answer.left.map(({ reason }) => reason.text)}
      />
    </section>
  )
}

interface LinesProps {
  readonly title: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly rules: readonly Rule[]
  readonly reasons?: readonly string[]
}

const SIGNS = { added: '+', removed: '−', changed: '!' } as const

function Lines({ title, kind, rules, reasons = [] }: LinesProps) {
  const terms = useTerms()
  const { reader } = useModel()
  const nameOf = (id: string) => reader.get('securityGroup', id)?.name ?? id
  if (rules.length === 0) return null
  return (
    <div>
      <div className="quiet">{title}</div>
      <ul className="plain-list">
        {rules.map((rule, place) => (
          <li key={rule.id} className={`diff-line ${kind}`}>
            <span aria-hidden>{SIGNS[kind]}</span>
            <span>
              {ruleText({ ...rule }, terms, nameOf)} {reasons[place]}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
