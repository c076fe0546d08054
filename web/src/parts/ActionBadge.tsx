// Accept or drop: a sign and a word besides the colour. The signs are drawn here: thousands of rows have one.

import { useTerms } from './terms.ts'

const SIGNS = {
  accept: 'M2.5 6.5 5 9l4.5-6',
  drop: 'M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M2.8 2.8l6.4 6.4',
} as const

export function ActionBadge({ action }: { readonly action: 'accept' | 'drop' }) {
  const terms = useTerms()
  return (
    <span className={`badge ${action}`}>
      <svg
        viewBox="0 0 12 12"
        width={12}
        height={12}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.4}
        aria-hidden
      >
        <path d={SIGNS[action]} />
      </svg>
      {terms(action)}
    </span>
  )
}
