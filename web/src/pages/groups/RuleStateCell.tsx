// What is known of one rule besides what it says: whether it ever decides, and what stands before it.

import { EyeInvisibleOutlined } from '@ant-design/icons'
import { Popover } from 'antd'
import type { Rule } from '../../../../src/core/model/rule.ts'
import type { RuleState } from '../../model/judge.ts'
import { ruleLine } from '../../model/search.ts'
import { useModel } from '../../model/useModel.ts'
import { useText } from '../../text/index.ts'

export function RuleStateCell({ state }: { readonly rule: Rule; readonly state: RuleState | undefined }) {
  const t = useText()
  if (state === undefined) return null
  return (
    <Popover content={<Reasons state={state} />} trigger={['hover', 'focus', 'click']}>
      <button
        type="button"
        className="badge change"
        style={{ border: 0, cursor: 'help', font: 'inherit', fontSize: 12 }}
      >
        <EyeInvisibleOutlined aria-hidden />
        {t(state.state === 'shadowed' ? 'rules.shadowed' : 'rules.redundant')}
      </button>
    </Popover>
  )
}

function Reasons({ state: { state, by } }: { readonly state: RuleState }) {
  const t = useText()
  const { reader } = useModel()
  return (
    <div style={{ maxWidth: 420 }}>
      {t(state === 'shadowed' ? 'live.shadowed' : 'live.redundant')}
      {by.map((id) => {
        const rule = reader.get('rule', id)
        return (
          <div key={id} className="mono">
            {id} {rule !== undefined && `${rule.precedence} ${ruleLine(rule)}`}
          </div>
        )
      })}
    </div>
  )
}
