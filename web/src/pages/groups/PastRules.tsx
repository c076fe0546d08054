// Rules of an earlier time beside those of now: what has gone since, what has come, what was changed. To be read only.

import { Table } from 'antd'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import type { Rule } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { ActionBadge } from '../../parts/ActionBadge.tsx'
import { useTerms } from '../../parts/terms.ts'
import { useText } from '../../text/index.ts'
import { isInSequence } from './sequence.ts'

const PLAIN = 100
const ROWS_PX = 480

type Fate = 'same' | 'changed' | 'gone'
const CLASSES = { same: '', changed: 'diff-line changed', gone: 'diff-line removed' } as const
const SIGNS = { same: '', changed: '~', gone: '−' } as const

interface PastRulesProps {
  readonly group: SecurityGroup
  readonly rules: readonly Rule[]
}

export function PastRules({ group, rules }: PastRulesProps) {
  const t = useText()
  const terms = useTerms()
  const { reader } = useModel()
  const then = new Set(rules.map(({ id }) => id))
  const come = reader.by('rule', 'group', group.id).filter(({ id }) => !then.has(id)).length
  const first = isInSequence(group) ? 1 : 0
  const fateOf = (rule: Rule): Fate => {
    const now = reader.get('rule', rule.id)
    if (now === undefined) return 'gone'
    const isSame =
      now.action === rule.action &&
      now.precedence + first === rule.priority &&
      now.description === rule.description &&
      (now.peer.kind !== 'cidr' || now.peer.cidr === rule.peer)
    return isSame ? 'same' : 'changed'
  }
  const nameOf = (peer: string) => reader.get('securityGroup', peer)?.name ?? peer
  const isLong = rules.length > PLAIN
  return (
    <section className="stack tight" aria-label={t('asOf.rules')}>
      <div className="spread">
        <h2>{t('asOf.rules')}</h2>
        {come > 0 && <span className="quiet">{t('asOf.come', { count: come })}</span>}
      </div>
      <Table<Rule>
        size="small"
        rowKey="id"
        dataSource={[...rules]}
        pagination={false}
        virtual={isLong}
        scroll={isLong ? { x: 900, y: ROWS_PX } : { x: 900 }}
        locale={{ emptyText: t('rules.none') }}
        columns={[
          {
            title: t('asOf.fate'),
            width: 130,
            render: (_, rule) => {
              const fate = fateOf(rule)
              return (
                <span className={CLASSES[fate]}>
                  <span aria-hidden>{SIGNS[fate]}</span> {t(`asOf.${fate}`)}
                </span>
              )
            },
          },
          { title: t('asOf.direction'), width: 100, render: (_, { direction }) => terms(direction) },
          {
            title: t('rules.action'),
            width: 100,
            render: (_, { action }) => <ActionBadge action={action} />,
          },
          { title: terms('priority'), width: 80, align: 'right', dataIndex: 'priority' },
          {
            title: t('rules.services'),
            width: 150,
            render: (_, { protocol, ports }) => (
              <span className="mono">{ports === 'any' ? protocol : `${protocol}/${ports}`}</span>
            ),
          },
          {
            title: terms('peer'),
            width: 190,
            render: (_, { peer }) => <span className="mono">{nameOf(peer)}</span>,
          },
          { title: t('rules.description'), ellipsis: true, dataIndex: 'description' },
        ]}
      />
    </section>
  )
}
