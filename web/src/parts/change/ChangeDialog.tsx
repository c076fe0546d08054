// Preview of a change, then its way to the kernels: nothing is done before it was shown.

import { Button, Collapse, Modal, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { call } from '../../client/client.ts'
import type { Change, Effect } from '../../client/generated.ts'
import { replica } from '../../model/useModel.ts'
import { useText } from '../../text/index.ts'
import { Failure } from '../Failure.tsx'
import { SameLines } from '../SameThing.tsx'
import { ChangeList } from './ChangeList.tsx'
import { EffectView } from './EffectView.tsx'
import { HostProgress } from './HostProgress.tsx'
import type { Answer, ChangeRequest, WriteName } from './request.ts'

interface ChangeDialogProps {
  readonly request: ChangeRequest
  readonly settle: (answer: Answer<WriteName> | null) => void
  readonly onClose: () => void
}

type Stage =
  | { readonly kind: 'previewing' }
  | { readonly kind: 'previewed' | 'applying'; readonly preview: Preview }
  | { readonly kind: 'refused'; readonly error: Error }
  | { readonly kind: 'applied'; readonly revision: number; readonly preview: Preview }

interface Preview {
  readonly changes: readonly Change[]
  /** In packets, with the sessions that it cuts; left out where nothing of it can be judged. */
  readonly effect?: Effect | undefined
}

export function ChangeDialog({ request, settle, onClose }: ChangeDialogProps) {
  const t = useText()
  const [stage, setStage] = useState<Stage>({ kind: 'previewing' })
  useEffect(() => {
    const gone = new AbortController()
    setStage({ kind: 'previewing' })
    ask(request, true, gone.signal).then(
      (preview) => setStage({ kind: 'previewed', preview }),
      (error: Error) => gone.signal.aborted || setStage({ kind: 'refused', error }),
    )
    return () => gone.abort()
  }, [request])
  const apply = async (preview: Preview) => {
    setStage({ kind: 'applying', preview })
    try {
      const answer = await ask(request, false)
      await replica.reach(answer.revision)
      settle(answer)
      setStage({ kind: 'applied', revision: answer.revision, preview })
    } catch (error) {
      setStage({ kind: 'refused', error: error as Error })
    }
  }
  const leave = () => {
    settle(null)
    onClose()
  }
  return (
    <Modal
      open
      width={760}
      title={request.title}
      onCancel={leave}
      mask={{ closable: stage.kind !== 'applying' }}
      footer={<Buttons stage={stage} danger={request.danger === true} onApply={apply} onLeave={leave} />}
    >
      <div className="stack" style={{ paddingTop: 8 }}>
        {stage.kind === 'previewing' && <Skeleton active paragraph={{ rows: 3 }} title={false} />}
        {stage.kind === 'refused' && <Failure error={stage.error} />}
        {'preview' in stage && (
          <>
            {stage.kind === 'applied' && <HostProgress revision={stage.revision} onDone={onClose} />}
            <EffectView changes={stage.preview.changes} said={stage.preview.effect} />
            <section className="stack tight">
              <h2>{t('change.what')}</h2>
              <ChangeList changes={stage.preview.changes} />
            </section>
            <Collapse
              ghost
              size="small"
              items={[
                {
                  key: 'same',
                  label: t('same.title'),
                  children: (
                    <SameLines
                      same={{
                        command: request.command,
                        api: { name: request.name, asked: request.asked as never },
                        ...(request.cloud === undefined ? {} : { cloud: request.cloud }),
                      }}
                    />
                  ),
                },
              ]}
            />
          </>
        )}
      </div>
    </Modal>
  )
}

interface ButtonsProps {
  readonly stage: Stage
  readonly danger: boolean
  readonly onApply: (preview: Preview) => void
  readonly onLeave: () => void
}

function Buttons({ stage, danger, onApply, onLeave }: ButtonsProps) {
  const t = useText()
  const isOver = stage.kind === 'applied' || stage.kind === 'refused'
  if (isOver) return <Button onClick={onLeave}>{t('change.close')}</Button>
  const preview = stage.kind === 'previewed' ? stage.preview : undefined
  const isNothing = preview?.changes.length === 0
  return (
    <>
      <Button onClick={onLeave} disabled={stage.kind === 'applying'}>
        {t('change.cancel')}
      </Button>
      <Button
        type="primary"
        danger={danger}
        loading={stage.kind === 'applying'}
        disabled={preview === undefined || isNothing}
        onClick={() => preview !== undefined && onApply(preview)}
      >
        {t('change.apply')}
      </Button>
    </>
  )
}

const ask = (request: ChangeRequest, isPreview: boolean, signal?: AbortSignal): Promise<Answer<WriteName>> =>
  call(
    request.name,
    {
      ...request.asked,
      query: { ...request.asked.query, ...(isPreview ? { dryRun: 'true' } : {}) },
    } as never,
    signal,
  ) as Promise<Answer<WriteName>>
