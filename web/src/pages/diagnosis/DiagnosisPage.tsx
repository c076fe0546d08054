// Diagnosis: anybody to anybody, the usual services at one click or one tuple, with the deciding rules and the fixes.

import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Button, Form, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { call } from '../../client/client.ts'
import { useModel } from '../../model/useModel.ts'
import { Failure } from '../../parts/Failure.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { quoted } from '../../parts/SameThing.tsx'
import { useText } from '../../text/index.ts'
import { DiagnosisResult } from './DiagnosisResult.tsx'

interface Question {
  readonly from: string
  readonly to: string
  /** Empty: the usual services. */
  readonly service: string
}

/** The question stands in the address: a link to it asks again. */
export function DiagnosisPage() {
  const t = useText()
  const { revision, reader, account } = useModel()
  const [search, setSearch] = useSearchParams()
  const asked: Question = {
    from: search.get('from') ?? 'internet',
    to: search.get('to') ?? '',
    service: search.get('service') ?? '',
  }
  const query = { from: asked.from, to: targetOf(asked) }
  const isWhole = search.has('from') && asked.to !== ''
  const [instance] = reader.by('instance', 'account', account.id)
  // Until something is asked: a question that can be asked here.
  const shown = isWhole ? query : { from: 'internet', to: `${instance?.id ?? '10.0.0.1'}:22` }
  const answer = useQuery({
    queryKey: ['diagnose', query, revision],
    enabled: isWhole,
    queryFn: () => call('diagnose', { query }),
    placeholderData: (old, past) => (isAlike(past?.queryKey[1], query) ? old : undefined),
  })
  return (
    <>
      <PageHeader
        title={t('page.diagnosis')}
        about={t('diagnosis.about')}
        same={{
          command: `menshen diagnose ${quoted(shown.from)} ${quoted(shown.to)}`,
          api: { name: 'diagnose', asked: { query: shown } },
        }}
      />
      <div className="stack">
        <Ask
          key={JSON.stringify(asked)}
          initial={asked}
          onAsk={({ from, to, service }) => setSearch({ from, to, ...(service === '' ? {} : { service }) })}
        />
        {answer.isLoading && <Skeleton active />}
        {answer.error !== null && <Failure error={answer.error} onRetry={() => void answer.refetch()} />}
        {answer.data && <DiagnosisResult question={query} answer={answer.data} />}
      </div>
    </>
  )
}

const isAlike = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** `web` and `22/tcp` → `web:22/tcp`; `ping` → `web/icmp`. */
function targetOf({ to, service }: Question): string {
  if (service === '' || to === '') return to
  if (/^(ping|icmp)$/i.test(service)) return `${to}/icmp`
  const [, first = '', second] = /^(\w+)(?:\/(\w+))?$/.exec(service) ?? []
  const [port, protocol] = /^\d+$/.test(first) ? [first, second] : [second ?? '', first]
  const host = to.includes(':') ? `[${to}]` : to
  return `${host}:${port}${protocol === undefined || protocol === 'tcp' ? '' : `/${protocol}`}`
}

function Ask({
  initial,
  onAsk,
}: {
  readonly initial: Question
  readonly onAsk: (question: Question) => void
}) {
  const t = useText()
  const [question, setQuestion] = useState(initial)
  const ends = useEnds()
  const set = (change: Partial<Question>) => setQuestion((before) => ({ ...before, ...change }))
  const ask = () => {
    if (question.from !== '' && question.to !== '') onAsk(question)
  }
  return (
    <Form layout="vertical" className="panel" onFinish={ask}>
      <div
        style={{ display: 'grid', gap: '0 16px', gridTemplateColumns: '1fr 1fr 1fr auto', alignItems: 'end' }}
      >
        {(['from', 'to'] as const).map((end) => (
          <Form.Item
            key={end}
            label={t(`diagnosis.${end}`)}
            htmlFor={`diagnosis-${end}`}
            style={{ marginBottom: 0 }}
          >
            <AutoComplete
              id={`diagnosis-${end}`}
              value={question[end]}
              onChange={(value: string) => set({ [end]: value.trim() })}
              placeholder={t('diagnosis.who')}
              options={ends}
              showSearch={{
                filterOption: (text, option) =>
                  `${option?.label} ${option?.value}`.toLowerCase().includes(text.toLowerCase()),
              }}
              allowClear
            />
          </Form.Item>
        ))}
        <Form.Item label={t('diagnosis.service')} htmlFor="diagnosis-service" style={{ marginBottom: 0 }}>
          <Select
            id="diagnosis-service"
            showSearch
            value={question.service}
            onChange={(service) => set({ service })}
            onSearch={(text) => /^(\d+(\/\w+)?|\w+\/\d+)$/.test(text) && set({ service: text })}
            options={[
              { value: '', label: t('diagnosis.oneClick') },
              ...['22/tcp', '80/tcp', '443/tcp', '3306/tcp', '3389/tcp', '8080/tcp', '53/udp', 'ping'].map(
                (value) => ({
                  value,
                  label: value,
                }),
              ),
              ...(question.service === '' ? [] : [{ value: question.service, label: question.service }]),
            ].filter(({ value }, place, all) => all.findIndex((one) => one.value === value) === place)}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {t('diagnosis.ask')}
        </Button>
      </div>
    </Form>
  )
}

/** Everybody that can be asked about. */
function useEnds() {
  const t = useText()
  const { reader, account } = useModel()
  return [
    { value: 'internet', label: `internet · ${t('diagnosis.internet')}` },
    ...reader
      .by('instance', 'account', account.id)
      .map(({ id, name }) => ({ value: id as string, label: `${name} · ${id}` })),
    ...reader
      .by('securityGroup', 'account', account.id)
      .map(({ id, name }) => ({ value: id as string, label: `${name} · ${id}` })),
    ...reader
      .by('eni', 'account', account.id)
      .map(({ id, primaryAddress }) => ({ value: id as string, label: `${primaryAddress} · ${id}` })),
  ]
}
