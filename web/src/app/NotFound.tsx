// An address that no page has.

import { Button, Result } from 'antd'
import { Link, useLocation } from 'wouter'
import { useText } from '../text/index.ts'

export function NotFound() {
  const t = useText()
  const [location] = useLocation()
  return (
    <Result
      status="404"
      title={t('app.noPage')}
      subTitle={<span className="mono">{location}</span>}
      extra={
        <Link href="/" asChild>
          <Button type="primary">{t('page.overview')}</Button>
        </Link>
      }
    />
  )
}
