// What went wrong in one line, the way out in the next.

import { Alert, Button } from 'antd'
import { Refused } from '../client/client.ts'
import { useText } from '../text/index.ts'

export function Failure({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }) {
  const t = useText()
  const title = error instanceof Refused ? error.message : t('failure.unreachable')
  const [hint, code] = error instanceof Refused ? [error.hint, error.cloudCode] : []
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={title}
      description={
        (hint ?? code) !== undefined && (
          <>
            {hint}
            {code !== undefined && (
              <div>
                {t('failure.code')} <span className="mono">{code}</span>
              </div>
            )}
          </>
        )
      }
      action={onRetry && <Button onClick={onRetry}>{t('app.retry')}</Button>}
    />
  )
}
