// What the rule being typed would do, judged in the browser: whom it touches, what it opens, what shadows it.

import { LoadingOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useState } from 'react'
import type { Write } from '../../../../src/core/model/resources.ts'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { askEffect, askShadows } from '../../model/analysis.ts'
import { useModel } from '../../model/useModel.ts'
import { EffectLines } from '../../parts/change/EffectView.tsx'
import { useText } from '../../text/index.ts'
import { Covering } from './Covering.tsx'
import { type Draft, readDraft, rulesOf } from './draft.ts'
import { SessionsTouched } from './SessionsTouched.tsx'

/** Long enough not to judge every key, short enough to feel at once. */
const PAUSE_MS = 200

interface LiveLineProps {
  readonly group: SecurityGroup
  readonly draft: Draft
  /** The rule that the draft replaces. */
  readonly replaces?: string
}

export function LiveLine({ group, draft, replaces }: LiveLineProps) {
  const t = useText()
  const { reader, revision } = useModel()
  const settled = useSettled(useDeferredValue(draft))
  const isWhole = readDraft(settled).form !== undefined
  const judged = useQuery({
    queryKey: ['draft', group.id, revision, settled, replaces],
    enabled: isWhole,
    gcTime: 0,
    placeholderData: (old) => old,
    queryFn: async () => {
      const rules = rulesOf(reader, group, settled)
      const writes: Write[] = rules.map((body) => ({ kind: 'rule', id: body.id, body }))
      if (replaces !== undefined) writes.push({ kind: 'rule', id: replaces, body: null })
      const [effect, shadows] = await Promise.all([
        askEffect(writes),
        askShadows(group.id, settled.nic, writes),
      ])
      const own = new Set<string>(rules.map(({ id }) => id))
      return {
        effect,
        writes,
        shadows: shadows?.filter(({ ruleId }) => own.has(ruleId)) ?? null,
        rules: rules.length,
      }
    },
  })
  const members = reader.by('eni', 'group', group.id).length
  return (
    <div className="panel stack tight" aria-live="polite" style={{ background: 'var(--ground)' }}>
      <div className="row">
        <b>{t('live.title')}</b>
        <span>{t('live.touches', { enis: members })}</span>
        {isWhole && judged.data && <span>{t('live.makes', { count: judged.data.rules })}</span>}
        {isWhole && judged.data && <SessionsTouched group={group} writes={judged.data.writes} />}
        {judged.isFetching && <LoadingOutlined aria-label={t('live.judging')} />}
      </div>
      {!isWhole && <span className="quiet">{t('live.waiting')}</span>}
      {isWhole && judged.error !== null && <span className="quiet">{t('effect.tooMuch')}</span>}
      {isWhole && judged.data && <EffectLines effect={judged.data.effect} />}
      {isWhole && judged.data?.shadows === null && (
        <span className="quiet">{t('live.shadowsUndecided')}</span>
      )}
      {isWhole &&
        judged.data?.shadows?.map(({ ruleId, state, by }) => (
          <div key={ruleId} className="diff-line changed">
            <span aria-hidden>!</span>
            <span>
              {t(
                state === 'redundant' ? 'live.redundant' : by.length === 0 ? 'live.nobody' : 'live.shadowed',
              )}
              <Covering by={by} />
            </span>
          </div>
        ))}
    </div>
  )
}

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
