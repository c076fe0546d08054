// The form that helps: lists can be pasted, services and groups are picked by name, and a live line tells the effect.

import { Button, Collapse, Form, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { useModel } from '../../model/useModel.ts'
import { useTerms } from '../../parts/terms.ts'
import { useText } from '../../text/index.ts'
import { type Draft, readDraft } from './draft.ts'
import { LiveLine } from './LiveLine.tsx'
import { PeerInput } from './PeerInput.tsx'
import { ServiceInput } from './ServiceInput.tsx'
import { isInSequence } from './sequence.ts'

interface RuleFormProps {
  readonly group: SecurityGroup
  readonly initial: Draft
  /** Editing one rule: one service, one peer. */
  readonly replaces?: string
  readonly title: string
  readonly onSubmit: (draft: Draft) => void
  readonly onClose: () => void
}

export function RuleForm({ group, initial, replaces, title, onSubmit, onClose }: RuleFormProps) {
  const t = useText()
  const terms = useTerms()
  const { reader } = useModel()
  const [draft, setDraft] = useState(initial)
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }))
  const reading = readDraft(draft)
  const submit = () => reading.form !== undefined && onSubmit(draft)
  const isList = isInSequence(group)
  const listed = reader.by('rule', 'group', group.id).filter((rule) => rule.direction === draft.direction)
  const places = Math.max(1, Math.min(100, listed.length + (replaces === undefined ? 1 : 0)))
  // Five-tuples are of the other cloud's basic groups alone.
  const isPlain = group.kind === 'enterprise' || isList
  return (
    <section className="panel stack" aria-label={title} style={{ marginBottom: 12 }}>
      <div className="spread">
        <h2>
          {title} · {terms(draft.direction)}
        </h2>
      </div>
      <Form layout="vertical" onFinish={submit} requiredMark={false}>
        <div
          style={{
            display: 'grid',
            gap: '0 16px',
            gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
          }}
        >
          <Form.Item label={t('rules.action')}>
            <Radio.Group
              optionType="button"
              value={draft.action}
              onChange={({ target }) => set({ action: target.value })}
              options={[
                { value: 'accept', label: terms('accept') },
                { value: 'drop', label: terms('drop') },
              ]}
            />
          </Form.Item>
          <Form.Item
            label={terms('priority')}
            extra={t(isList ? 'rules.placeRule' : 'rules.priorityRule')}
            htmlFor="rule-priority"
          >
            <InputNumber
              id="rule-priority"
              min={1}
              max={isList ? places : 100}
              precision={0}
              value={draft.priority}
              placeholder={isList ? t('rules.placeLast') : undefined}
              onChange={(priority) => set({ priority: priority ?? (isList ? null : 1) })}
              style={{ width: '100%' }}
            />
          </Form.Item>
          <ServiceInput group={group} draft={draft} reading={reading} onChange={set} />
          <PeerInput group={group} draft={draft} reading={reading} onChange={set} />
          <Form.Item label={t('rules.description')} htmlFor="rule-description">
            <Input
              id="rule-description"
              value={draft.description}
              maxLength={512}
              onChange={({ target }) => set({ description: target.value })}
            />
          </Form.Item>
        </div>
        {!isPlain && (
          <Collapse
            ghost
            size="small"
            items={[
              {
                key: 'more',
                label: t('rules.fiveTuple'),
                children: <FiveTuple draft={draft} onChange={set} />,
              },
            ]}
          />
        )}
        <LiveLine group={group} draft={draft} {...(replaces === undefined ? {} : { replaces })} />
        <div className="row" style={{ marginTop: 12, justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>{t('change.cancel')}</Button>
          <Button type="primary" htmlType="submit" disabled={reading.form === undefined}>
            {t('groups.preview')}
          </Button>
        </div>
      </Form>
    </section>
  )
}

function FiveTuple({
  draft,
  onChange,
}: {
  readonly draft: Draft
  readonly onChange: (change: Partial<Draft>) => void
}) {
  const t = useText()
  const { ownWrong, sourcePortsWrong } = readDraft(draft)
  return (
    <div
      style={{ display: 'grid', gap: '0 16px', gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))' }}
    >
      <Form.Item
        label={t('rules.sourcePorts')}
        htmlFor="rule-source-ports"
        validateStatus={sourcePortsWrong ? 'error' : ''}
        help={sourcePortsWrong ? t('rules.sourcePortsWrong') : undefined}
      >
        <Input
          id="rule-source-ports"
          placeholder="1024-65535"
          value={draft.sourcePorts}
          onChange={({ target }) => onChange({ sourcePorts: target.value.trim() })}
        />
      </Form.Item>
      <Form.Item
        label={t('rules.own')}
        htmlFor="rule-own"
        validateStatus={ownWrong ? 'error' : ''}
        help={ownWrong ? t('rules.blockWrong') : undefined}
      >
        <Input
          id="rule-own"
          placeholder="10.0.0.5"
          value={draft.own}
          onChange={({ target }) => onChange({ own: target.value.trim() })}
        />
      </Form.Item>
    </div>
  )
}
