// "Quick rules": tick services, name who may use them, done.

import { Button, Checkbox, Form, Radio } from 'antd'
import { useState } from 'react'
import { COMMON_PORTS } from '../../../../src/core/model/commonPorts.ts'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { useTerms } from '../../parts/terms.ts'
import { useText } from '../../text/index.ts'
import { type Draft, readDraft } from './draft.ts'
import { LiveLine } from './LiveLine.tsx'
import { PeerInput } from './PeerInput.tsx'

interface QuickRulesProps {
  readonly group: SecurityGroup
  readonly initial: Draft
  readonly onSubmit: (draft: Draft) => void
  readonly onClose: () => void
}

const OFFERED = COMMON_PORTS.flatMap(({ word, service, port }) =>
  word === null ? [] : [{ value: word, label: `${service} ${port}` }],
)

export function QuickRules({ group, initial, onSubmit, onClose }: QuickRulesProps) {
  const t = useText()
  const terms = useTerms()
  const [draft, setDraft] = useState<Draft>({ ...initial, peers: ['0.0.0.0/0'] })
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }))
  const reading = readDraft(draft)
  return (
    <section className="panel stack" aria-label={t('rules.quick')} style={{ marginBottom: 12 }}>
      <h2>
        {t('rules.quick')} · {terms(draft.direction)}
      </h2>
      <Form layout="vertical" onFinish={() => reading.form !== undefined && onSubmit(draft)}>
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
        <Form.Item label={t('rules.namedServices')}>
          <Checkbox.Group
            options={OFFERED}
            value={[...draft.services]}
            onChange={(services) => set({ services })}
          />
        </Form.Item>
        <PeerInput group={group} draft={draft} reading={reading} onChange={set} />
        <LiveLine group={group} draft={draft} />
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
