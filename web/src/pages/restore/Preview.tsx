// What restoring does: green what comes, red what goes or stays, yellow what cannot follow.

import { Button, Empty } from 'antd'
import type { Operations, Rule } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { ruleText } from '../../parts/change/ChangeList.tsx'
import { useTerms } from '../../parts/terms.ts'
import { useText } from '../../text/index.ts'
import type { Mode } from './source.ts'

export type Answer = Operations['restoreGroup']['answer'] &
  Partial<Pick<Operations['restoreGroupFromFile']['answer'], 'refused'>>

interface PreviewProps {
  readonly answer: Answer
  readonly mode: Mode
  /** Rows that are refused stand against it. */
  readonly isBlocked: boolean
  readonly onStart: () => void
}

export function Preview({ answer, mode, isBlocked, onStart }: PreviewProps) {
  const t = useText()
  const { refused = [] } = answer
  const isSame = answer.added.length + answer.surplus.length + answer.left.length + refused.length === 0
  return (
    <section className="panel stack tight">
      <div className="spread">
        <h2>{t('restore.preview')}</h2>
        <Button type="primary" disabled={isBlocked || answer.changes.length === 0} onClick={onStart}>
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
      {refused.length > 0 && (
        <div>
          <div className="quiet">{t('restore.refused')}</div>
          <ul className="plain-list">
            {refused.map(({ row, reason }) => (
              <li key={row} className="diff-line changed">
                <span aria-hidden>!</span>
                <span>
                  {t('restore.row', { row })} {reason.text}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
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
