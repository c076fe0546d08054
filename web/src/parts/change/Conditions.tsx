// Under which conditions a change is applied: undone unless it is confirmed, against broken tests only for a reason, and
// against a host's own way to the server only where somebody says so.

import { useQuery } from '@tanstack/react-query'
import { Checkbox, Form, Input, InputNumber } from 'antd'
import { call } from '../../client/client.ts'
import { useText } from '../../text/index.ts'

export interface Conditions {
  /** Seconds; null: it stays in any case. */
  readonly confirmWithin: number | null
  /** Why policy tests may fail this time. */
  readonly override: string
  /** Also when a host then has no way to its own server by the rules. */
  readonly allowCutOff: boolean
}

export const NO_CONDITIONS: Conditions = { confirmWithin: null, override: '', allowCutOff: false }
const USUAL_SECONDS = 60

interface ConditionsProps {
  readonly conditions: Conditions
  readonly hasBroken: boolean
  readonly hasCutOff: boolean
  readonly onChange: (conditions: Conditions) => void
}

export function ConditionsView({ conditions, hasBroken, hasCutOff, onChange }: ConditionsProps) {
  const t = useText()
  const { confirmWithin, override } = conditions
  const isRefused = useTestsRefuse(hasBroken)
  return (
    <section className="stack tight" aria-label={t('conditions.title')}>
      {hasBroken && (
        <Form layout="vertical">
          <Form.Item
            label={t(isRefused ? 'conditions.override' : 'conditions.warnOnly')}
            htmlFor="override-reason"
            required={isRefused}
            style={{ marginBottom: 0 }}
          >
            <Input
              id="override-reason"
              value={override}
              placeholder={t('conditions.overrideHint')}
              onChange={({ target }) => onChange({ ...conditions, override: target.value })}
            />
          </Form.Item>
        </Form>
      )}
      {hasCutOff && (
        <Checkbox
          checked={conditions.allowCutOff}
          onChange={({ target }) => onChange({ ...conditions, allowCutOff: target.checked })}
        >
          {t('conditions.allowCutOff')}
        </Checkbox>
      )}
      <span className="row">
        <Checkbox
          checked={confirmWithin !== null}
          onChange={({ target }) =>
            onChange({ ...conditions, confirmWithin: target.checked ? USUAL_SECONDS : null })
          }
        >
          {t('conditions.confirm')}
        </Checkbox>
        {confirmWithin !== null && (
          <InputNumber
            aria-label={t('conditions.seconds')}
            size="small"
            min={5}
            max={3600}
            precision={0}
            value={confirmWithin}
            suffix={t('conditions.unit')}
            onChange={(seconds) => onChange({ ...conditions, confirmWithin: seconds ?? USUAL_SECONDS })}
          />
        )}
      </span>
    </section>
  )
}

/** Whether broken tests refuse a change here, or only warn. */
export function useTestsRefuse(isAsked: boolean): boolean {
  const { data } = useQuery({
    queryKey: ['tests', 'mode'],
    queryFn: () => call('listTests'),
    enabled: isAsked,
  })
  return data?.settings.mode !== 'warn'
}
