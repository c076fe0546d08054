// The head of a page: what it is about, what can be done, and the same thing elsewhere.

import { type ReactNode, useEffect } from 'react'
import { useText } from '../text/index.ts'
import { type Same, SameThing } from './SameThing.tsx'

interface PageHeaderProps {
  readonly title: string
  readonly about?: ReactNode
  readonly actions?: ReactNode
  readonly same?: Same
}

export function PageHeader({ title, about, actions, same }: PageHeaderProps) {
  const t = useText()
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`
  }, [title, t])
  return (
    <div className="spread" style={{ marginBottom: 16, alignItems: 'flex-start' }}>
      <div style={{ minWidth: 0, flex: '1 1 420px' }}>
        <h1>{title}</h1>
        {about !== undefined && <div className="quiet">{about}</div>}
      </div>
      <div className="row">
        {actions}
        {same !== undefined && <SameThing same={same} />}
      </div>
    </div>
  )
}
