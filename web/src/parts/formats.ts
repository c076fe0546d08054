// Times and numbers as the chosen language writes them.

import { useMemo } from 'react'
import { useSettings } from '../app/settings.ts'

export interface Formats {
  /** `2026-11-27 18:03:12` in the manner of the language. */
  time(at: string | number): string
  /** `18:03`. */
  clock(at: number): string
  /** `3 minutes ago`. */
  ago(at: string | number): string
  number(value: number | bigint): string
}

const STEPS = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
] as const

export function useFormats(): Formats {
  const { language } = useSettings()
  return useMemo(() => formatsOf(language), [language])
}

function formatsOf(language: string): Formats {
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' })
  const hours = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const plain = new Intl.NumberFormat(language)
  const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 })
  return {
    time: (at) => full.format(new Date(at)),
    clock: (at) => hours.format(new Date(at)),
    ago(at) {
      let left = (new Date(at).getTime() - Date.now()) / 1000
      for (const [unit, next] of STEPS) {
        if (Math.abs(left) < next) return relative.format(Math.round(left), unit)
        left /= next
      }
      return relative.format(Math.round(left), 'year')
    },
    number: (value) => (value < 100_000 ? plain.format(value) : compact.format(value)),
  }
}
