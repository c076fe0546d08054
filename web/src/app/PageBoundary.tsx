// A page that breaks takes nothing else along, and says what happened.

import { Button, Result } from 'antd'
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
    <Result
      status="error"
      title={t('app.broken')}
      subTitle={<span className="mono">{error.message}</span>}
      extra={<Button onClick={() => location.reload()}>{t('app.reload')}</Button>}
    />
  )
}
