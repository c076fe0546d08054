// The rules that a template puts into a new group, before it is made; a Tencent account reads them as its console lists them.

import { Table, Tabs } from 'antd'
import {
  rulesOfTemplate,
  type TemplateName,
  type TemplateRule,
} from '../../../../src/core/model/groupTemplates.ts'
import type { Direction } from '../../../../src/core/model/packet.ts'
import { useModel } from '../../model/useModel.ts'
import { useTerms } from '../../parts/terms.ts'
import { type TextKey, useText } from '../../text/index.ts'

interface TemplateRulesProps {
  readonly template: TemplateName
  readonly kind: 'basic' | 'enterprise'
}

export function TemplateRules({ template, kind }: TemplateRulesProps) {
  const t = useText()
  const terms = useTerms()
  const isTencent = useModel().account.cloud === 'tencent'
  const rules = rulesOfTemplate(template, {
    order: isTencent ? 'inSequence' : 'merged',
    closedEgress: isTencent || kind === 'enterprise',
  })
  const rest: Readonly<Record<Direction, TextKey>> = {
    ingress: 'groups.elseDrop',
    egress: isTencent ? 'groups.elseDrop' : kind === 'enterprise' ? 'groups.egressRule' : 'groups.elseAccept',
  }
  return (
    <Tabs
      size="small"
      items={(['ingress', 'egress'] as const).map((direction) => ({
        key: direction,
        label: `${terms(direction)} (${rules[direction].length})`,
        children: (
          <>
            {isTencent ? (
              <InPlaces rules={rules[direction]} direction={direction} />
            ) : (
              <Lines rules={rules[direction]} direction={direction} />
            )}
            <p className="quiet" style={{ margin: '8px 0 0' }}>
              {t(rest[direction])}
            </p>
          </>
        ),
      }))}
    />
  )
}

interface RulesProps {
  readonly rules: readonly TemplateRule[]
  readonly direction: Direction
}

function Lines({ rules, direction }: RulesProps) {
  const terms = useTerms()
  return (
    <ul className="plain-list">
      {rules.map((rule) => (
        <li key={`${rule.protocol} ${rule.ports} ${rule.peer}`} className="diff-line added">
          <span aria-hidden>+</span>
          <span>
            {terms('accept')} {rule.protocol} {rule.ports.join(',')} {direction === 'ingress' ? '←' : '→'}{' '}
            {rule.peer}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Source, protocol and port, action, remark: from the top down, the first that matches decides. */
function InPlaces({ rules, direction }: RulesProps) {
  const t = useText()
  const terms = useTerms()
  if (rules.length === 0) return null
  return (
    <Table<TemplateRule>
      size="small"
      rowKey={({ protocol, ports, peer }) => `${protocol} ${ports} ${peer}`}
      dataSource={[...rules]}
      pagination={false}
      scroll={{ x: 520 }}
      columns={[
        { title: terms('priority'), width: 88, align: 'right', render: (_, __, place) => place + 1 },
        {
          title: t(direction === 'ingress' ? 'term.tencent.source' : 'term.tencent.target'),
          width: 130,
          render: (_, { peer }) => <span className="mono">{peer}</span>,
        },
        {
          title: t('term.tencent.service'),
          width: 120,
          render: (_, rule) => <span className="mono">{tencentService(rule)}</span>,
        },
        { title: t('term.tencent.policy'), width: 100, render: () => terms('accept') },
        {
          title: t('term.tencent.remark'),
          render: (_, { note }) => (note === null ? '' : t(`groups.note.${note}`)),
        },
      ]}
    />
  )
}

/** `TCP:80,443`, `ICMP`, `ALL`: as the cloud's list writes them. */
const tencentService = ({ protocol, ports }: TemplateRule): string =>
  ports.length === 0 ? protocol.toUpperCase() : `${protocol.toUpperCase()}:${ports.join(',')}`
