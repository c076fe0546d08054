// Says when what is shown is no longer live, since when, and when it is again.

import { Button } from 'antd'
import { replica, useReplica } from '../model/useModel.ts'
import { useFormats } from '../parts/formats.ts'
import { useText } from '../text/index.ts'

export function ConnectionStrip() {
  const t = useText()
  const { time } = useFormats()
  const { connection, lostAt } = useReplica()
  if (connection !== 'lost' || lostAt === undefined) return null
  return (
    <div className="strip row" role="status">
      {t('app.lost', { time: time(lostAt) })}
      <Button size="small" onClick={() => replica.start()}>
        {t('app.retry')}
      </Button>
    </div>
  )
}
