// Preview of a change, then its way to the kernels: nothing is done before it was shown.

import { Alert, Button, Collapse, Modal, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { call } from '../../client/client.ts'
import type { Change, Effect, RecordedFlows, TestResults } from '../../client/generated.ts'
import { replica } from '../../model/useModel.ts'
import { useText } from '../../text/index.ts'
import { Failure } from '../Failure.tsx'
import { quoted, SameLines } from '../SameThing.tsx'
import { useReturn } from '../useReturn.ts'
import { ChangeList } from './ChangeList.tsx'
import { type Conditions, ConditionsView, NO_CONDITIONS, useTestsRefuse } from './Conditions.tsx'
import { Confirmations } from './Confirmations.tsx'
import { EffectView } from './EffectView.tsx'
import { HostProgress } from './HostProgress.tsx'
import { RecordedView } from './RecordedView.tsx'
import type { Answer, ChangeRequest, WriteName } from './request.ts'
import { isBroken, TestsView } from './TestsView.tsx'

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

type CutOff = NonNullable<Answer<WriteName>['cutOff']>[number]

interface Preview {
  readonly changes: readonly Change[]
  /** In packets, with the sessions that it cuts; left out where nothing of it can be judged. */
  readonly effect?: Effect | undefined
  /** What really came and would fare otherwise; left out where no flow log is kept. */
  readonly recorded?: RecordedFlows | undefined
  readonly policyTests?: TestResults | undefined
  /** Hosts that would be forbidden the way to their own server. */
  readonly cutOff?: readonly CutOff[] | undefined
}

export function ChangeDialog({ request, settle, onClose }: ChangeDialogProps) {
  const t = useText()
  useReturn()
  const [stage, setStage] = useState<Stage>({ kind: 'previewing' })
  const [conditions, setConditions] = useState(NO_CONDITIONS)
  useEffect(() => {
    const gone = new AbortController()
    setStage({ kind: 'previewing' })
    ask(request, { isPreview: true }, gone.signal).then(
      (preview) => setStage({ kind: 'previewed', preview }),
      (error: Error) => gone.signal.aborted || setStage({ kind: 'refused', error }),
    )
    return () => gone.abort()
  }, [request])
  const broken = 'preview' in stage ? (stage.preview.policyTests?.results.filter(isBroken) ?? []) : []
  const cutOff = 'preview' in stage ? (stage.preview.cutOff ?? []) : []
  const mustExcuse =
    useTestsRefuse(broken.length > 0) && broken.length > 0 && conditions.override.trim() === ''
  const mustAllow = cutOff.length > 0 && !conditions.allowCutOff
  const apply = async (preview: Preview) => {
    setStage({ kind: 'applying', preview })
    try {
      const answer = await ask(request, conditions)
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
      footer={
        <Buttons
          stage={stage}
          danger={request.danger === true}
          isBlocked={mustExcuse || mustAllow}
          onApply={apply}
          onLeave={leave}
        />
      }
    >
      <div className="stack" style={{ paddingTop: 8 }}>
        {stage.kind === 'previewing' && <Skeleton active paragraph={{ rows: 3 }} title={false} />}
        {stage.kind === 'refused' && <Failure error={stage.error} />}
        {'preview' in stage && (
          <>
            {stage.kind === 'applied' && <HostProgress revision={stage.revision} onDone={onClose} />}
            {stage.kind === 'applied' && <Confirmations />}
            <CutOffs cutOff={cutOff} />
            {stage.preview.policyTests && <TestsView tests={stage.preview.policyTests} />}
            {stage.preview.effect && <EffectView effect={stage.preview.effect} />}
            {stage.preview.recorded && <RecordedView recorded={stage.preview.recorded} />}
            <section className="stack tight">
              <h2>{t('change.what')}</h2>
              <ChangeList changes={stage.preview.changes} />
            </section>
            {stage.kind !== 'applied' && stage.preview.changes.length > 0 && (
              <ConditionsView
                conditions={conditions}
                hasBroken={broken.length > 0}
                hasCutOff={cutOff.length > 0}
                onChange={setConditions}
              />
            )}
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
                        command: commandOf(request, conditions),
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

/** The machines whose own agents the rules would shut out, and what does it. */
function CutOffs({ cutOff }: { readonly cutOff: readonly CutOff[] }) {
  const t = useText()
  return cutOff.map(({ host, eni, server, by }) => (
    <Alert
      key={host}
      type="error"
      showIcon
      title={t('preview.cutOff', { host, eni })}
      description={t('preview.cutOffBy', { server, by })}
    />
  ))
}

interface ButtonsProps {
  readonly stage: Stage
  readonly danger: boolean
  /** Something must be said first. */
  readonly isBlocked: boolean
  readonly onApply: (preview: Preview) => void
  readonly onLeave: () => void
}

function Buttons({ stage, danger, isBlocked, onApply, onLeave }: ButtonsProps) {
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
        disabled={preview === undefined || isNothing || isBlocked}
        onClick={() => preview !== undefined && onApply(preview)}
      >
        {t('change.apply')}
      </Button>
    </>
  )
}

type How = { readonly isPreview: true } | Conditions

const ask = (request: ChangeRequest, how: How, signal?: AbortSignal): Promise<Answer<WriteName>> =>
  call(
    request.name,
    {
      ...request.asked,
      query: { ...request.asked.query, ...queryOf(how) },
      ...('override' in how && how.override.trim() !== '' ? { override: how.override } : {}),
    } as never,
    signal,
  ) as Promise<Answer<WriteName>>

function queryOf(how: How): object {
  if ('isPreview' in how) return { dryRun: 'true' }
  return {
    ...(how.confirmWithin === null ? {} : { confirmWithin: how.confirmWithin }),
    ...(how.allowCutOff ? { allowCutOff: 'true' } : {}),
  }
}

/** The same as a command, with the conditions that were chosen. */
const commandOf = (
  { command }: ChangeRequest,
  { confirmWithin, override, allowCutOff }: Conditions,
): string =>
  [
    command,
    confirmWithin === null ? '' : `--confirm-within ${confirmWithin}s`,
    override.trim() === '' ? '' : `--override-tests ${quoted(override)}`,
    allowCutOff ? '--allow-cut-off' : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
