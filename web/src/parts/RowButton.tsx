// A button in a row of a long table: it looks like the others and costs next to nothing when rows come into sight.

import type { ReactNode } from 'react'

interface RowButtonProps {
  readonly label: string
  readonly danger?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

export const RowButton = ({ label, danger = false, onClick, children }: RowButtonProps) => (
  <button
    type="button"
    className={danger ? 'row-button danger' : 'row-button'}
    onClick={onClick}
    aria-label={label}
  >
    {children}
  </button>
)
