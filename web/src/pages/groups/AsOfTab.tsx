// The group as it was: one step of the slider for each of its changes; nothing can be changed there.

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Alert, Empty, Skeleton, Slider } from 'antd'
import { useState } from 'react'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { call } from '../../client/client.ts'
import type { PastChange } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { EffectView } from '../../parts/change/EffectView.tsx'
import { Failure } from '../../parts/Failure.tsx'
import { useFormats } from '../../parts/formats.ts'
import { SameThing } from '../../parts/SameThing.tsx'
import { useText } from '../../text/index.ts'
import { PastRules } from './PastRules.tsx'

/** As far back as the slider goes. */
const STEPS = 100

export function AsOfTab({ group }: { readonly group: SecurityGroup }) {
  const { revision } = useModel()
  const past = useQuery({
    queryKey: ['changes', group.id, 'steps', revision],
    queryFn: () => call('listChanges', { query: { resource: group.id, limit: STEPS } }),
    placeholderData: keepPreviousData,
  })
  const t = useText()
  if (past.error !== null) return <Failure error={past.error} onRetry={() => void past.refetch()} />
  if (past.data === undefined) return <Skeleton active />
  const steps = [...past.data.items].reverse()
  if (steps.length === 0) return <Empty description={t('history.none')} />
  return <Steps group={group} steps={steps} />
}

interface StepsProps {
  readonly group: SecurityGroup
  /** Oldest first. */
  readonly steps: readonly PastChange[]
}

function Steps({ group, steps }: StepsProps) {
  const t = useText()
  const { time } = useFormats()
  // Its revision, not its place: more changes may come while somebody looks.
  const [chosen, setChosen] = useState(steps.at(-1)?.revision)
  const place = Math.max(
    0,
    steps.findIndex(({ revision }) => revision === chosen),
  )
  const step = steps[place] as PastChange
  const nameOf = (one: PastChange | undefined) =>
    one === undefined ? '' : `#${one.revision}${one.at === null ? '' : ` · ${time(one.at)}`}`
  return (
    <div className="stack">
      <div className="spread">
        <label htmlFor="as-of">{t('asOf.slider', { count: steps.length })}</label>
        <SameThing
          same={{
            command: `menshen sg show ${group.id} --as-of ${step.revision}`,
            api: {
              name: 'showGroupAsOf',
              asked: { params: { groupId: group.id, revision: step.revision } },
            },
          }}
        />
      </div>
      <Slider
        id="as-of"
        min={0}
        max={Math.max(1, steps.length - 1)}
        disabled={steps.length < 2}
        value={place}
        onChange={(to: number) => setChosen(steps[to]?.revision)}
        ariaLabelForHandle={t('asOf.slider', { count: steps.length })}
        ariaValueTextFormatterForHandle={(to) => nameOf(steps[to])}
        // What it stands at is told below, all the time.
        tooltip={{ formatter: null }}
      />
      <div className="spread quiet">
        <span>{nameOf(steps[0])}</span>
        <span>{nameOf(steps.at(-1))}</span>
      </div>
      <AsOf group={group} step={step} name={nameOf(step)} />
    </div>
  )
}

interface AsOfProps {
  readonly group: SecurityGroup
  readonly step: PastChange
  readonly name: string
}

function AsOf({ group, step, name }: AsOfProps) {
  const t = useText()
  const { revision: now } = useModel()
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['asOf', group.id, step.revision, now],
    queryFn: ({ signal }) =>
      call('showGroupAsOf', { params: { groupId: group.id, revision: step.revision } }, signal),
    placeholderData: keepPreviousData,
  })
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton active />
  return (
    <div className="stack" aria-busy={isPlaceholderData} style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
      <Alert
        type="info"
        showIcon
        title={t('asOf.title', { name })}
        description={t('asOf.about', {
          by: step.by ?? t('overview.system'),
          action: step.action ?? '–',
          rules: data.rules.length,
          members: data.members.length,
        })}
      />
      {data.effect !== undefined && (
        <EffectView
          effect={data.effect}
          words={{ title: t('asOf.since'), opens: t('asOf.opensNothing'), closes: t('asOf.closesNothing') }}
        />
      )}
      <PastRules group={group} rules={data.rules} />
    </div>
  )
}
