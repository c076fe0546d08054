// What a change does to packets: opens, closes, and the running sessions that it cuts.

import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import type { Change } from '../../client/generated.ts'
import { askEffect } from '../../model/analysis.ts'
import { writesOf } from '../../model/documents.ts'
import type { Effect, EffectPart } from '../../model/judge.ts'
import { useModel } from '../../model/useModel.ts'
import { useText } from '../../text/index.ts'
import { useFormats } from '../formats.ts'
import { useTerms } from '../terms.ts'

interface EffectViewProps {
  readonly changes: readonly Change[]
  /** The server's own answer, where it gives one. */
  readonly said?: unknown
}

export function EffectView({ changes }: EffectViewProps) {
  const t = useText()
  const { reader } = useModel()
  // Judged once, on the state that the preview was about.
  const effect = useQuery({
    queryKey: ['effect', changes],
    queryFn: () => {
      const writes = writesOf(reader, changes)
      return writes === undefined ? null : askEffect(writes)
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  return (
    <section className="stack tight" aria-label={t('effect.title')}>
      <h2>{t('effect.title')}</h2>
      {effect.isPending && <Skeleton active paragraph={{ rows: 2 }} title={false} />}
      {effect.data === null && <p className="quiet">{t('effect.notHere')}</p>}
      {effect.error !== null && <p className="quiet">{t('effect.tooMuch')}</p>}
      {effect.data && <EffectLines effect={effect.data} />}
    </section>
  )
}

export function EffectLines({ effect }: { readonly effect: Effect }) {
  const t = useText()
  const opened = effect.parts.filter((part) => part.effect === 'opened')
  const closed = effect.parts.filter((part) => part.effect === 'closed')
  return (
    <>
      {opened.length === 0 && <Nothing text={t('effect.opensNothing')} />}
      {opened.map((part) => (
        <Line key={`${part.witness} ${part.enis[0]}`} part={part} />
      ))}
      {closed.length === 0 && <Nothing text={t('effect.closesNothing')} />}
      {closed.map((part) => (
        <Line key={`${part.witness} ${part.enis[0]}`} part={part} />
      ))}
      <p className="quiet" style={{ margin: 0 }}>
        {effect.gap === null ? t('effect.judged', { enis: effect.enis }) : t('effect.tooMuch')}
      </p>
    </>
  )
}

const Nothing = ({ text }: { readonly text: string }) => <div className="quiet">{text}</div>

function Line({ part }: { readonly part: EffectPart }) {
  const t = useText()
  const terms = useTerms()
  const { number } = useFormats()
  const { reader } = useModel()
  const names = part.enis.slice(0, 3).map((id) => {
    const eni = reader.get('eni', id)
    const instance =
      eni?.instanceId === null || eni === undefined ? undefined : reader.get('instance', eni.instanceId)
    return instance?.name ?? (eni?.name || id)
  })
  const more = part.enis.length > 3 ? ` +${part.enis.length - 3}` : ''
  const isOpened = part.effect === 'opened'
  return (
    <div className={`diff-line ${isOpened ? 'added' : 'removed'}`}>
      <span aria-hidden className="mono">
        {isOpened ? '+' : '−'}
      </span>
      <span>
        <b>{t(isOpened ? 'effect.opens' : 'effect.closes')}</b> {terms(part.direction)}{' '}
        <span className="mono">
          {part.direction === 'ingress' ? `${shorten(part.peers)} → ` : `${names.join(', ')}${more} → `}
          {part.direction === 'ingress' ? `${names.join(', ')}${more}` : shorten(part.peers)}{' '}
          {shorten(part.services)}
        </span>
        <span style={{ whiteSpace: 'nowrap' }}>
          {' '}
          · {t('effect.packets', { count: number(part.packets) })}
        </span>
      </span>
    </div>
  )
}

const shorten = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)}…` : text)
