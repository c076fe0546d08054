// Names for instances made together: `web-[1,3]-cn` gives web-001-cn, web-002-cn … (Alibaba "sequential names").

const PATTERN = /^(?<head>.*)\[(?<begin>\d{0,6})(?:,(?<digits>[1-6]?))?\](?<tail>[^[\]]*)$/u
const DEFAULT_DIGITS = 6
const SUFFIX_DIGITS = 3

export interface Sequence {
  readonly text: string
  /** Adds 001, 002 … where the pattern does not number the names at their end already. */
  readonly uniqueSuffix: boolean
  readonly amount: number
}

/** The name of the instance with this index, counted from 0. */
export function nthName(sequence: Sequence, index: number): string {
  const found = PATTERN.exec(sequence.text)?.groups
  const { head = sequence.text, tail = '' } = found ?? {}
  const number = found === undefined ? '' : nthNumber(found.begin ?? '', found.digits ?? '', index)
  const numberedAtEnd = found !== undefined && tail === ''
  const suffix = sequence.uniqueSuffix && sequence.amount > 1 && !numberedAtEnd
  return `${head}${number}${tail}${suffix ? pad(index + 1, SUFFIX_DIGITS) : ''}`
}

function nthNumber(begin: string, digits: string, index: number): string {
  const asked = digits === '' ? DEFAULT_DIGITS : Number(digits)
  // A start that does not fit into the digits asked for makes all names six digits long.
  const fits = String(Number(begin)).length <= asked
  return pad(Number(begin) + index, fits ? asked : DEFAULT_DIGITS)
}

const pad = (number: number, digits: number): string => String(number).padStart(digits, '0')
