// A figure beside what is to be reached.

export interface Goal {
  readonly least?: number
  readonly most?: number
}

/** `73.6 M/s (≥ 30)`, and in words where it is missed. */
export function beside(value: number, unit: string, { least, most }: Goal, digits = 1): string {
  const shown = `${value.toFixed(digits)} ${unit}`
  const sign = least === undefined ? `≤ ${most}` : `≥ ${least}`
  const isReached = (least === undefined || value >= least) && (most === undefined || value <= most)
  return `${shown} (${sign}${isReached ? '' : ': MISSED'})`
}
