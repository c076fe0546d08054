// What a new order would do, while the rules are being moved; who else changed the list meanwhile is told in words.

import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Space } from 'antd'
import type { Write } from '../../../../src/core/model/resources.ts'
import type { Rule } from '../../../../src/core/model/rule.ts'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { askEffect } from '../../model/analysis.ts'
import { useModel } from '../../model/useModel.ts'
import { EffectLines } from '../../parts/change/EffectView.tsx'
import { useChange } from '../../parts/change/request.ts'
import { useText } from '../../text/index.ts'
import { orderRulesChange } from './requests.ts'
import type { OrderDraft } from './useOrderDraft.ts'

interface OrderBarProps {
  readonly group: SecurityGroup
  readonly direction: Rule['direction']
  readonly draft: OrderDraft
}

/** What the new order would write. */
export const writesOf = ({ rules, isChanged }: OrderDraft): readonly Write[] =>
  isChanged
    ? rules.flatMap((rule, precedence): Write[] =>
        rule.precedence === precedence ? [] : [{ kind: 'rule', id: rule.id, body: { ...rule, precedence } }],
      )
    : []

export function OrderBar({ group, direction, draft }: OrderBarProps) {
  const t = useText()
  const { revision } = useModel()
  const change = useChange()
  const writes = writesOf(draft)
  const effect = useQuery({
    queryKey: ['order', group.id, direction, revision, draft.rules.map(({ id }) => id)],
    queryFn: () => askEffect(writes),
    placeholderData: (old) => old,
    gcTime: 0,
  })
  const apply = async () => {
    const request = orderRulesChange(group, direction, draft.rules, draft.version, t)
    if ((await change(request)) !== null) draft.discard()
  }
  return (
    <section className="panel stack tight" aria-label={t('order.title')}>
      <div className="spread">
        <b>{t('order.moved', { count: writes.length })}</b>
        <Space wrap>
          <Button onClick={draft.discard}>{t('order.discard')}</Button>
          <Button type="primary" onClick={() => void apply()}>
            {t('groups.preview')}
          </Button>
        </Space>
      </div>
      {draft.isStale && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t('order.stale')}
          description={t('order.staleHow')}
          action={
            <Space orientation="vertical">
              <Button size="small" onClick={draft.renew}>
                {t('order.renew')}
              </Button>
              <Button size="small" onClick={draft.discard}>
                {t('order.theirs')}
              </Button>
            </Space>
          }
        />
      )}
      {effect.data && <EffectLines effect={effect.data} />}
      {effect.error !== null && <p className="quiet">{t('effect.tooMuch')}</p>}
    </section>
  )
}
