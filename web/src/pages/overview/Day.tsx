// The last 24 hours on the overview: how much rules let through and dropped, as two lines and in words.

import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { call } from '../../client/client.ts'
import type { Operations } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { useFormats } from '../../parts/formats.ts'
import { SameThing } from '../../parts/SameThing.tsx'
import { useText } from '../../text/index.ts'

/** The drawing library comes after the page stands. */
const DayChart = lazy(async () => ({ default: (await import('./DayChart.tsx')).DayChart }))

const LOOK_MS = 15_000
const CHART_PX = 132

export type DayAnswer = Operations['showDay']['answer']

export function Day() {
  const t = useText()
  const { account } = useModel()
  const { data } = useQuery({
    queryKey: ['day', account.id],
    queryFn: () => call('showDay'),
    refetchInterval: LOOK_MS,
    placeholderData: (old) => old,
  })
  return (
    <section className="panel stack tight">
      <div className="spread">
        <h2>{t('day.title')}</h2>
        <SameThing same={{ command: 'menshen top --day', api: { name: 'showDay' } }} />
      </div>
      <div style={{ minHeight: CHART_PX }}>
        {data !== undefined && (
          <Suspense fallback={null}>
            <DayChart day={data} height={CHART_PX} label={t('day.title')} />
          </Suspense>
        )}
      </div>
      {data !== undefined && <Sums day={data} />}
      <p className="quiet" style={{ margin: 0 }}>
        {t('day.about')}
      </p>
    </section>
  )
}

/** The same as the lines, for whoever does not see them. */
function Sums({ day }: { readonly day: DayAnswer }) {
  const t = useText()
  const { number, clock } = useFormats()
  return (
    <div className="row" style={{ gap: 24 }}>
      {(['accepted', 'dropped'] as const).map((which) => {
        const all = day[which].reduce((sum, one) => sum + one, 0)
        const most = Math.max(...day[which])
        const at = Date.parse(day.from) + 1000 * day.stepSeconds * day[which].indexOf(most)
        return (
          <span key={which} className="row">
            <span className={`line-mark ${which}`} aria-hidden />
            <span>
              {t(`day.${which}`)} <b>{number(all)}</b>
            </span>
            {most > 0 && (
              <span className="quiet">{t('day.most', { count: number(most), time: clock(at) })}</span>
            )}
          </span>
        )
      })}
    </div>
  )
}
