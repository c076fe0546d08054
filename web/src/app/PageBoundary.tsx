// A page that breaks takes nothing else along, and says what happened.

import { Alert, Button } from 'antd'
import { Component, type ReactNode } from 'react'
import { useText } from '../text/index.ts'

interface Props {
  readonly children: ReactNode
}

export class PageBoundary extends Component<Props, { readonly error: Error | null }> {
  override state = { error: null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    const { error } = this.state
    return error === null ? this.props.children : <Broken error={error} />
  }
}

function Broken({ error }: { readonly error: Error }) {
  const t = useText()
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('app.broken')}
      description={<span className="mono">{error.message}</span>}
      action={<Button onClick={() => location.reload()}>{t('app.reload')}</Button>}
    />
  )
}
