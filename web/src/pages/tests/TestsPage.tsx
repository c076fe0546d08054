// Policy tests that are kept here: how each stands now, the packet that breaks it, and whether breaking one is refused.

import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Empty, Input, Skeleton, Table } from 'antd'
import { useState } from 'react'
import { call } from '../../client/client.ts'
import type { TestResult } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { useChange } from '../../parts/change/request.ts'
import { Failure } from '../../parts/Failure.tsx'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { quoted } from '../../parts/SameThing.tsx'
import { useText } from '../../text/index.ts'
import { Prove } from './Prove.tsx'

const COLOURS = { passes: 'accept', fails: 'drop', undecided: 'change' } as const

export function TestsPage() {
  const t = useText()
  const { revision } = useModel()
  const kept = useQuery({
    queryKey: ['tests', revision],
    queryFn: () => call('listTests'),
    placeholderData: (old) => old,
  })
  const run = useQuery({
    queryKey: ['tests', 'run', revision],
    queryFn: ({ signal }) => call('runTests', { body: {} }, signal),
    placeholderData: (old) => old,
    enabled: (kept.data?.items.length ?? 0) > 0,
  })
  const failure = kept.error ?? run.error
  return (
    <>
      <PageHeader
        title={t('page.tests')}
        about={t('tests.about')}
        actions={kept.data !== undefined && <Mode mode={kept.data.settings.mode} />}
        same={{ command: 'menshen tests ls', api: { name: 'listTests' } }}
      />
      {failure !== null && <Failure error={failure} onRetry={() => void kept.refetch()} />}
      {kept.data === undefined && failure === null && <Skeleton active />}
      {kept.data !== undefined && (
        <div className="stack">
          {kept.data.settings.mode === 'warn' && (
            <Alert
              type="warning"
              showIcon
              title={t('tests.onlyWarn', { reason: kept.data.settings.reason })}
            />
          )}
          {kept.data.items.length === 0 ? (
            <Empty description={t('tests.none')}>
              <pre className="mono">menshen tests install policy/</pre>
            </Empty>
          ) : (
            <Results results={run.data?.results} />
          )}
          <Prove />
        </div>
      )}
    </>
  )
}

function Results({ results }: { readonly results: readonly TestResult[] | undefined }) {
  const t = useText()
  return (
    <Table<TestResult>
      rowKey="id"
      size="middle"
      loading={results === undefined}
      dataSource={results === undefined ? [] : [...results]}
      pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
      scroll={{ x: 900 }}
      expandable={{
        rowExpandable: ({ witness, rules }) => witness !== null || rules.length > 0,
        expandedRowRender: (result) => <Blame result={result} />,
      }}
      columns={[
        {
          title: t('tests.result'),
          width: 120,
          render: (_, { result }) => (
            <span className={`badge ${COLOURS[result]}`}>{t(`tests.${result}`)}</span>
          ),
        },
        { title: t('tests.name'), dataIndex: 'name' },
        { title: t('tests.claim'), dataIndex: 'text', className: 'mono' },
        { title: t('tests.suite'), dataIndex: 'suite', width: 160 },
        {
          title: t('tests.place'),
          width: 220,
          render: (_, { place }) => <span className="mono">{`${place.file}:${place.line}`}</span>,
        },
      ]}
    />
  )
}

function Blame({ result: { witness, rules } }: { readonly result: TestResult }) {
  const t = useText()
  return (
    <div className="stack tight">
      {witness !== null && (
        <div>
          <span className="quiet">{t('audit.witness')} </span>
          <span className="mono">{witness}</span>
        </div>
      )}
      {rules.map(({ ruleId, groupId, place }) => (
        <div key={ruleId} className="mono">
          {groupId} {ruleId} {place === null ? '' : `${place.file}:${place.line}`}
        </div>
      ))}
    </div>
  )
}

/** Not to refuse is a decision that somebody makes for a reason. */
function Mode({ mode }: { readonly mode: 'refuse' | 'warn' }) {
  const t = useText()
  const change = useChange()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const other = mode === 'refuse' ? 'warn' : 'refuse'
  const apply = () => {
    setAsking(false)
    void change({
      title: t(`tests.to.${other}`),
      name: 'setTestMode',
      asked: { body: { mode: other, reason } },
      command: `menshen tests mode ${other} --reason ${quoted(reason)}`,
    })
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(`tests.to.${other}`)}</Button>
      {isAsking && (
        <FormDialog
          title={t(`tests.to.${other}`)}
          onClose={() => setAsking(false)}
          onPreview={apply}
          isReady={reason.trim() !== ''}
        >
          <Input.TextArea
            aria-label={t('tests.reason')}
            placeholder={t('tests.reason')}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            rows={2}
          />
        </FormDialog>
      )}
    </>
  )
}
