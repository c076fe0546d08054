// What is known of one rule besides what it says: whether it ever decides, and what stands before it.

import { EyeInvisibleOutlined } from '@ant-design/icons'
import { Popover } from 'antd'
import type { RuleState } from '../../model/judge.ts'
import { useText } from '../../text/index.ts'
import { Covering } from './Covering.tsx'

export function RuleStateCell({ state }: { readonly state: RuleState | undefined }) {
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
  return (
    <div style={{ maxWidth: 420 }}>
      {t(state === 'redundant' ? 'live.redundant' : by.length === 0 ? 'live.nobody' : 'live.shadowed')}
      <Covering by={by} />
    </div>
  )
}
