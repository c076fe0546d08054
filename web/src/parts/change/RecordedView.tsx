// Flows of the server's own log that a change would decide otherwise: what really came, beside what could come.

import type { RecordedFlows } from '../../client/generated.ts'
import { useText } from '../../text/index.ts'
import { useFormats } from '../formats.ts'
import { useTerms } from '../terms.ts'
import { Nothing, Reasons, SignedLine, useNames, Warning } from './partLines.tsx'

export function RecordedView({ recorded }: { readonly recorded: RecordedFlows }) {
  const t = useText()
  const { flows, opened, closed, opens, closes, left, unplaced, undecided } = recorded
  const isSame = opens.length + closes.length === 0
  return (
    <section className="stack tight" aria-label={t('recorded.title')}>
      <h2>{t('recorded.title')}</h2>
      {undecided === null ? (
        <Warning>{t('recorded.unknown')}</Warning>
      ) : isSame ? (
        <Nothing text={t('recorded.none', { flows })} />
      ) : (
        <span>{t('recorded.summary', { flows, opened, closed })}</span>
      )}
      {closes.map((part) => (
        <PartLine key={keyOf(part)} part={part} isOpened={false} />
      ))}
      {opens.map((part) => (
        <PartLine key={keyOf(part)} part={part} isOpened />
      ))}
      {left > 0 && <Nothing text={t('effect.left', { count: left })} />}
      {unplaced > 0 && <Nothing text={t('recorded.unplaced', { count: unplaced })} />}
      {undecided !== null && undecided > 0 && (
        <Warning>{t('recorded.undecided', { count: undecided })}</Warning>
      )}
    </section>
  )
}

type Part = RecordedFlows['opens'][number]

const keyOf = ({ direction, enis, examples }: Part): string =>
  `${direction} ${enis[0]} ${examples[0]?.packet}`

function PartLine({ part, isOpened }: { readonly part: Part; readonly isOpened: boolean }) {
  const t = useText()
  const terms = useTerms()
  const { time } = useFormats()
  const names = useNames(part.enis)
  const more = part.eniCount > names.length ? ` +${part.eniCount - names.length}` : ''
  return (
    <div>
      <SignedLine isOpened={isOpened}>
        <b>{t(isOpened ? 'recorded.opens' : 'recorded.closes', { count: part.flows })}</b>{' '}
        {part.direction === null ? t('recorded.someEni') : terms(part.direction)}{' '}
        <span className="mono">{`${names.join(', ')}${more}`}</span>
        {part.examples.map(({ packet, count, last, recorded }) => (
          <div key={packet}>
            <span className="mono">{packet}</span>{' '}
            <span className="quiet">
              {t('recorded.example', {
                count,
                last: last === null ? t('recorded.noTime') : time(last),
                recorded: recorded === null ? t('recorded.notSaid') : terms(recorded),
              })}
            </span>
          </div>
        ))}
        {part.more > 0 && <div className="quiet">{t('recorded.more', { count: part.more })}</div>}
      </SignedLine>
      <Reasons before={part.before} after={part.after} />
    </div>
  )
}
