// Reads a packet table: world lines, a line of dashes, then rows (grammar in README.md beside this file).

import { parsePacket } from '../../src/core/model/packet.ts'
import type { Action } from '../../src/core/model/rule.ts'
import { ParseError } from './parseError.ts'
import { parseWorld } from './parseWorld.ts'
import type { PacketTable, Row, RowKind } from './table.ts'

const KINDS: readonly RowKind[] = ['reply', 'midstream', 'fragment']

export function parseTable(name: string, text: string): PacketTable {
  const lines = text.split('\n')
  const border = lines.findIndex(isBorder)
  if (border < 0) throw new ParseError(name, 1, 'no line of dashes between world and rows')
  const title = /^#\s*(.+)$/.exec(lines[0] ?? '')?.[1] ?? name
  const rows = lines.flatMap((line, index) =>
    index <= border || isBlank(line) ? [] : [parseRow(name, line.trim(), index + 1)],
  )
  return { name, title, world: parseWorld(name, lines.slice(0, border)), rows }
}

/**
 * A file with lines of `===` holds several tables: the world of each is the one before, with its own world lines written
 * over it. So rules stay, and what they name changes under them.
 */
export function parseStages(name: string, text: string): readonly PacketTable[] {
  const lines = text.split('\n')
  // What does not count in a stage is blank there, so that every message names the line of the file.
  const world = lines.map(() => '')
  const starts = [0, ...lines.flatMap((line, index) => (STAGE.test(line) ? [index] : []))]
  return starts.map((start, stage) => {
    const end = starts[stage + 1] ?? lines.length
    const border = lines.findIndex((line, index) => index >= start && index < end && isBorder(line))
    const head = border < 0 ? end : border
    for (let index = start; index < head; index++) world[index] = lines[index]?.replace(STAGE, '# ') ?? ''
    const own = [...world.slice(0, head), ...lines.slice(head, end)].join('\n')
    const table = parseTable(stage === 0 ? name : `${name}.${stage + 1}`, own)
    const heading = stage === 0 ? '' : `: ${lines[start]?.replace(STAGE, '')}`
    return { ...table, title: `${table.title}${heading}` }
  })
}

const STAGE = /^={3,}\s*/
const isBorder = (line: string): boolean => /^-{3,}\s*$/.test(line)
const isBlank = (line: string): boolean => line.trim() === '' || line.trimStart().startsWith('#')

/** `accept|drop [reply|midstream|fragment] PACKET [ingress|egress] [from ENI] [to ENI] [by WHY] [skip JUDGE "why"] [# note]` */
export function parseRow(name: string, text: string, line: number): Row {
  const refuse = (reason: string): never => {
    throw new ParseError(name, line, reason)
  }
  const [, body = '', note = ''] = /^(.*?)(?:\s#\s*(.*))?$/.exec(text) ?? []
  const skips = new Map<string, string>()
  const bare = body.replaceAll(/\bskip (\S+) "([^"]*)"/g, (_, judge: string, reason: string) => {
    skips.set(judge, reason)
    return ''
  })
  const words = bare.trim().split(/\s+/)
  const expected = words.shift() as Action
  if (expected !== 'accept' && expected !== 'drop') return refuse(`starts with neither accept nor drop`)
  const kind = KINDS.find((each) => each === words[0]) ?? 'first'
  if (kind !== 'first') words.shift()
  const packet = parsePacket(words.splice(0, 4).join(' '))
  if (packet === undefined) return refuse('not a packet')
  const side = words[0] === 'ingress' || words[0] === 'egress' ? words[0] : null
  if (side !== null) words.shift()
  const options: Record<string, string> = {}
  while (words.length > 0) {
    const key = words.shift() ?? ''
    if (!['from', 'to', 'by'].includes(key)) return refuse(`unknown word \`${key}\``)
    options[key] = words.shift() ?? refuse(`nothing after \`${key}\``)
  }
  return {
    line,
    text,
    expected,
    kind,
    packet: kind === 'fragment' ? { ...packet, laterFragment: true } : packet,
    side,
    from: options.from ?? null,
    to: options.to ?? null,
    by: options.by ?? null,
    skips,
    note,
  }
}
