// What the server says a change does to packets: opens, closes, and the running sessions that it cuts.

import type { ReactNode } from 'react'
import type { Difference, Effect as SaidEffect } from '../../client/generated.ts'
import type { Effect, EffectPart } from '../../model/judge.ts'
import { useText } from '../../text/index.ts'
import { useFormats } from '../formats.ts'
import { usePacketWords } from '../packetWords.ts'
import { useTerms } from '../terms.ts'
import { Nothing, Reasons, SignedLine, useNames, Warning } from './partLines.tsx'

interface EffectViewProps {
  /** Of a comparison: no session ends by it. */
  readonly effect: SaidEffect | Difference
  /** Others than those of a change that is about to be made. */
  readonly words?: Readonly<Record<'title' | 'opens' | 'closes', string>>
}

export function EffectView({ effect, words }: EffectViewProps) {
  const t = useText()
  const title = words?.title ?? t('effect.title')
  return (
    <section className="stack tight" aria-label={title}>
      <h2>{title}</h2>
      {effect.opens.length === 0 && <Nothing text={words?.opens ?? t('effect.opensNothing')} />}
      {effect.opens.map((part) => (
        <SaidLine key={`${part.direction} ${part.witness} ${part.enis[0]}`} part={part} isOpened />
      ))}
      {effect.closes.length === 0 && <Nothing text={words?.closes ?? t('effect.closesNothing')} />}
      {effect.closes.map((part) => (
        <SaidLine key={`${part.direction} ${part.witness} ${part.enis[0]}`} part={part} isOpened={false} />
      ))}
      {'cuts' in effect && <Cuts cuts={effect.cuts} />}
      <Extent effect={effect} />
    </section>
  )
}

const MOST_CUTS = 8

function Cuts({ cuts }: { readonly cuts: SaidEffect['cuts'] }) {
  const t = useText()
  if (cuts === null) return <Warning>{t('effect.cutsUnknown')}</Warning>
  if (cuts.length === 0) return <Nothing text={t('effect.cutsNothing')} />
  return (
    <Warning>
      <b>{t('effect.cuts', { count: cuts.length })}</b>
      {cuts.slice(0, MOST_CUTS).map(({ session }) => (
        <div key={session} className="mono">
          {session}
        </div>
      ))}
      {cuts.length > MOST_CUTS && <div>{t('change.more', { count: cuts.length - MOST_CUTS })}</div>}
    </Warning>
  )
}

/** How far the judgement goes; what was not looked into is said, never passed over. */
function Extent({ effect: { compared, left, undecided } }: EffectViewProps) {
  const t = useText()
  return (
    <>
      {left > 0 && <Nothing text={t('effect.left', { count: left })} />}
      {undecided === null && <Warning>{t('effect.undecided')}</Warning>}
      {undecided !== null && undecided > 0 && <Warning>{t('effect.partly', { count: undecided })}</Warning>}
      {undecided === 0 && compared > 0 && <Nothing text={t('effect.judged', { enis: compared })} />}
    </>
  )
}

interface SaidLineProps {
  readonly part: SaidEffect['opens'][number]
  readonly isOpened: boolean
}

function SaidLine({ part, isOpened }: SaidLineProps) {
  const t = useText()
  const say = useSaying()
  const names = useNames(part.enis)
  const more = part.eniCount > names.length ? ` +${part.eniCount - names.length}` : ''
  const texts = `${part.text.join('; ')}${part.more > 0 ? ` +${part.more}` : ''}`
  return (
    <div>
      <EffectLine isOpened={isOpened} direction={part.direction} packets={BigInt(part.packets)}>
        {names.length + part.vSwitches.length > 0 && `${[...names, ...part.vSwitches].join(', ')}${more}: `}
        {say(texts)}
      </EffectLine>
      <Reasons before={part.before} after={part.after}>
        <div>
          {t('audit.witness')} <span className="mono">{part.witness}</span>
        </div>
      </Reasons>
    </div>
  )
}

/** What the browser itself judges while somebody types or sorts. */
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

function Line({ part }: { readonly part: EffectPart }) {
  const say = useSaying()
  const names = useNames(part.enis)
  const more = part.enis.length > names.length ? ` +${part.enis.length - names.length}` : ''
  const [from, to] = [say(part.peers), `${names.join(', ')}${more}`]
  return (
    <EffectLine isOpened={part.effect === 'opened'} direction={part.direction} packets={part.packets}>
      {part.direction === 'ingress' ? `${from} → ${to}` : `${to} → ${from}`} {say(part.services)}
    </EffectLine>
  )
}

interface EffectLineProps {
  readonly isOpened: boolean
  readonly direction: EffectPart['direction']
  readonly packets: bigint
  readonly children: ReactNode
}

function EffectLine({ isOpened, direction, packets, children }: EffectLineProps) {
  const t = useText()
  const terms = useTerms()
  const { number } = useFormats()
  return (
    <SignedLine isOpened={isOpened}>
      <b>{t(isOpened ? 'effect.opens' : 'effect.closes')}</b> {terms(direction)}{' '}
      <span className="mono">{children}</span>
      <span style={{ whiteSpace: 'nowrap' }}> · {t('effect.packets', { count: number(packets) })}</span>
    </SignedLine>
  )
}

/** Packets in the person's words, as much of them as a line takes. */
function useSaying(): (text: string) => string {
  const words = usePacketWords()
  return (text) => {
    const said = words(text)
    return said.length > 160 ? `${said.slice(0, 160)}…` : said
  }
}
