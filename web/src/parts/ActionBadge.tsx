// Accept or drop: a sign and a word besides the colour.

import { CheckOutlined, StopOutlined } from '@ant-design/icons'
import { useTerms } from './terms.ts'

export function ActionBadge({ action }: { readonly action: 'accept' | 'drop' }) {
  const terms = useTerms()
  return (
    <span className={`badge ${action}`}>
      {action === 'accept' ? <CheckOutlined aria-hidden /> : <StopOutlined aria-hidden />}
      {terms(action)}
    </span>
  )
}
