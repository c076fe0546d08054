// Changes that are undone unless somebody confirms them: how long is left, "keep" and "undo now".

import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { call } from '../../client/client.ts'
import type { Confirmation } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { useText } from '../../text/index.ts'

export function Confirmations() {
  const { revision } = useModel()
  const { data } = useQuery({
    queryKey: ['confirmations', revision],
    queryFn: () => call('listConfirmations'),
    placeholderData: (old) => old,
  })
  return data?.items.map((one) => <Waiting key={one.id} change={one} />)
}

function Waiting({ change }: { readonly change: Confirmation }) {
  const t = useText()
  const left = useSecondsTo(change.undoneAt)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const answer = async (name: 'confirmChange' | 'undoChange') => {
    setBusy(true)
    try {
      await call(name, { params: { changeId: change.id } })
    } catch (error) {
      setProblem((error as Error).message)
      setBusy(false)
    }
  }
  return (
    <div className="strip row" role="status">
      <span>
        {t('confirm.waits', { seconds: left, what: change.operation })}{' '}
        <span className="mono">{change.resources.slice(0, 3).join(' ')}</span>
      </span>
      <Button size="small" type="primary" loading={busy} onClick={() => void answer('confirmChange')}>
        {t('confirm.keep')}
      </Button>
      <Button size="small" danger disabled={busy} onClick={() => void answer('undoChange')}>
        {t('confirm.undo')}
      </Button>
      {problem !== undefined && <span className="drop">{problem}</span>}
    </div>
  )
}

function useSecondsTo(at: string): number {
  const left = () => Math.max(0, Math.ceil((Date.parse(at) - Date.now()) / 1000))
  const [seconds, setSeconds] = useState(left)
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 500)
    return () => clearInterval(timer)
  })
  return seconds
}
