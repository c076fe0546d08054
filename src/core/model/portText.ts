// Ports as people write them in forms and on the command line: `22,80,8000-8100` (semantics T1).

import { formatPortRange, type PortRange } from './ports.ts'

/** Single ports and ranges, `a-b` or `a/b`, parted by commas of either script; undefined when any of them is none. */
export function parsePorts(text: string): readonly PortRange[] | undefined {
  const ranges = text.split(/[,，]/).map(parseRange)
  return ranges.every((range) => range !== undefined) ? ranges : undefined
}

export const formatPorts = (ranges: readonly PortRange[]): string => ranges.map(formatPortRange).join(',')

function parseRange(text: string): PortRange | undefined {
  const match = /^\s*(\d{1,5})(?:\s*[-/]\s*(\d{1,5}))?\s*$/.exec(text)
  if (match === null) return undefined
  const first = Number(match[1])
  const last = match[2] === undefined ? first : Number(match[2])
  return first >= 1 && first <= last && last <= 65_535 ? { first, last } : undefined
}
