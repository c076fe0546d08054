// Two lines over 24 hours, in steps of five minutes; the dropped ones are dashed too, since colour alone says nothing.

import { theme } from 'antd'
import { useEffect, useRef, useState } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { useFormats } from '../../parts/formats.ts'
import { useText } from '../../text/index.ts'
import type { DayAnswer } from './Day.tsx'

interface DayChartProps {
  readonly day: DayAnswer
  readonly height: number
  readonly label: string
}

export function DayChart({ day, height, label }: DayChartProps) {
  const t = useText()
  const colours = theme.useToken().token
  const { clock, number } = useFormats()
  const place = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<number>()
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const size = () => ({ width: element.clientWidth, height })
    const options = { ...size(), ...drawing(colours, clock), ...following(setAt) }
    const chart = new uPlot(options, pointsOf(day), element)
    const watch = new ResizeObserver(() => chart.setSize(size()))
    watch.observe(element)
    return () => {
      watch.disconnect()
      chart.destroy()
    }
  }, [day, height, clock, colours])
  const start = at === undefined ? 0 : Date.parse(day.from) + 1000 * day.stepSeconds * at
  return (
    <>
      <div ref={place} role="img" aria-label={label} style={{ height }} />
      <div className="quiet mono" style={{ minHeight: 20 }} aria-hidden>
        {at !== undefined &&
          `${clock(start)} · ${t('day.accepted')} ${number(day.accepted[at] ?? 0)} · ${t('day.dropped')} ${number(day.dropped[at] ?? 0)}`}
      </div>
    </>
  )
}

const pointsOf = ({ from, stepSeconds, accepted, dropped }: DayAnswer): uPlot.AlignedData => {
  const first = Date.parse(from) / 1000
  return [accepted.map((_, place) => first + place * stepSeconds), [...accepted], [...dropped]]
}

type Colours = ReturnType<typeof theme.useToken>['token']

function drawing(
  { colorSuccess, colorError, colorTextTertiary, colorBorderSecondary }: Colours,
  clock: (at: number) => string,
): Pick<uPlot.Options, 'scales' | 'axes' | 'series'> {
  const lines = { stroke: colorBorderSecondary, width: 1 }
  const axis = { stroke: colorTextTertiary, ticks: lines, grid: lines }
  const points = { show: false }
  return {
    // So few that they would fill it are shown as few.
    scales: { y: { range: (_, __, most) => [0, Math.max(4, most * 1.1)] } },
    axes: [
      { ...axis, space: 64, size: 28, values: (_, splits) => splits.map((one) => clock(one * 1000)) },
      { ...axis, space: 28, size: 48 },
    ],
    series: [
      {},
      { stroke: colorSuccess, width: 1.5, points },
      { stroke: colorError, width: 1.5, dash: [6, 3], points },
    ],
  }
}

/** Tells which step the pointer is at. */
const following = (
  onStep: (step: number | undefined) => void,
): Pick<uPlot.Options, 'legend' | 'cursor' | 'hooks'> => ({
  legend: { show: false },
  cursor: { drag: { x: false, y: false }, y: false },
  hooks: { setCursor: [({ cursor: { idx } }) => onStep(idx ?? undefined)] },
})
