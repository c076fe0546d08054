// What a change does to packets: opens, closes, and the running sessions that it cuts.

import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import type { Change, Effect as SaidEffect } from '../../client/generated.ts'
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
  readonly said?: SaidEffect | undefined
}

export function EffectView({ changes, said }: EffectViewProps) {
  const t = useText()
  const { reader } = useModel()
  // Judged once, on the state that the preview was about.
  const effect = useQuery({
    queryKey: ['effect', changes],
    enabled: said === undefined,
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
      {said !== undefined && <Said effect={said} />}
      {said === undefined && effect.isPending && <Skeleton active paragraph={{ rows: 2 }} title={false} />}
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
  const names = useNames(part.enis)
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

/** What the server judged, with the live sessions that it alone knows. */
function Said({ effect }: { readonly effect: SaidEffect }) {
  const t = useText()
  const { cuts, compared, left, undecided } = effect
  return (
    <>
      {effect.opens.length === 0 && <Nothing text={t('effect.opensNothing')} />}
      {effect.opens.map((part) => (
        <SaidLine key={`${part.direction} ${part.witness} ${part.enis[0]}`} part={part} isOpened />
      ))}
      {effect.closes.length === 0 && <Nothing text={t('effect.closesNothing')} />}
      {effect.closes.map((part) => (
        <SaidLine key={`${part.direction} ${part.witness} ${part.enis[0]}`} part={part} isOpened={false} />
      ))}
      {cuts !== null && cuts.length > 0 && (
        <div className="diff-line changed">
          <span aria-hidden>!</span>
          <span>
            <b>{t('effect.cuts', { count: cuts.length })}</b>
            {cuts.slice(0, MOST_CUTS).map(({ session }) => (
              <div key={session} className="mono">
                {session}
              </div>
            ))}
          </span>
        </div>
      )}
      <p className="quiet" style={{ margin: 0 }}>
        {left === 0 && (undecided ?? 0) === 0 ? t('effect.judged', { enis: compared }) : t('effect.tooMuch')}
      </p>
    </>
  )
}

const MOST_CUTS = 8

interface SaidLineProps {
  readonly part: SaidEffect['opens'][number]
  readonly isOpened: boolean
}

function SaidLine({ part, isOpened }: SaidLineProps) {
  const t = useText()
  const terms = useTerms()
  const { number } = useFormats()
  const names = useNames(part.enis)
  const more = part.eniCount > names.length ? ` +${part.eniCount - names.length}` : ''
  const texts = `${part.text.join('; ')}${part.more > 0 ? ` +${part.more}` : ''}`
  return (
    <div className={`diff-line ${isOpened ? 'added' : 'removed'}`}>
      <span aria-hidden className="mono">
        {isOpened ? '+' : '−'}
      </span>
      <span>
        <b>{t(isOpened ? 'effect.opens' : 'effect.closes')}</b> {terms(part.direction)}{' '}
        <span className="mono">
          {[...names, ...part.vSwitches].join(', ')}
          {more} {part.direction === 'ingress' ? '←' : '→'} {shorten(texts)}
        </span>
        <span style={{ whiteSpace: 'nowrap' }}>
          {' '}
          · {t('effect.packets', { count: number(BigInt(part.packets)) })}
        </span>
      </span>
    </div>
  )
}

/** The first interfaces by the names of their instances. */
function useNames(enis: readonly string[]): readonly string[] {
  const { reader } = useModel()
  return enis.slice(0, 3).map((id) => {
    const eni = reader.get('eni', id)
    const instance =
      eni === undefined || eni.instanceId === null ? undefined : reader.get('instance', eni.instanceId)
    return instance?.name ?? (eni?.name || id)
  })
}
