// Recorded flows judged by the server: its own flow log, or files that are sent in portions.

import type { FlowLine } from '../../core/analysis/replay/flowText.ts'
import type { RecordedFlow } from '../../core/analysis/replay/recordedFlow.ts'
import { formatPacket } from '../../core/model/packet.ts'
import { type CommandContext, printJson } from '../context.ts'
import { policyFilesAt } from '../policy/files.ts'
import { callApi } from '../serverClient.ts'
import { readFlowFiles } from './flowFiles.ts'
import { finish, NOTHING, printRecorded, printSorts, type RecordedItem } from './print.ts'
import type { ReplayOptions } from './replay.ts'

type Asked =
  | { readonly kind: 'policy'; readonly paths: readonly string[] }
  | { readonly kind: 'revisions'; readonly from: number | 'now'; readonly to: number | 'now' }

interface Answer {
  readonly from: number
  readonly to: number | null
  readonly recorded: RecordedItem
}

/** A call takes a megabyte. */
const PORTION = 4000

export async function replayLive(
  context: CommandContext,
  asked: Asked,
  options: ReplayOptions,
): Promise<void> {
  const read = options.flows.length === 0 ? undefined : readFlowFiles(context, options)
  const change =
    asked.kind === 'policy'
      ? { files: policyFilesAt(context, asked.paths) }
      : { from: asked.from, to: asked.to }
  const within = Number(options.within)
  const ask = (flows: readonly FlowLine[] | undefined): Promise<Answer> =>
    callApi<Answer>(context, 'replay', {
      method: 'POST',
      body: { ...change, within, ...(flows === undefined ? {} : { flows }) },
      patience: 1000 * (within + 10),
    })
  const answers: Answer[] = []
  if (read === undefined) answers.push(await ask(undefined))
  else {
    const lines = read.flows.map(lineOf)
    for (let at = 0; at < Math.max(1, lines.length); at += PORTION)
      answers.push(await ask(lines.slice(at, at + PORTION)))
  }
  const recorded = answers.map((each) => each.recorded).reduce(joined, NOTHING)
  finish(recorded)
  if (options.json) return printJson(context, { ...answers[0], recorded, ...sortsOf(read) })
  printRecorded(context, recorded)
  if (read !== undefined) printSorts(context, read)
}

const sortsOf = (read: ReturnType<typeof readFlowFiles> | undefined) =>
  read === undefined ? {} : { answers: read.answers, empty: read.empty }

const lineOf = ({ packet, vpcId, at, ...rest }: RecordedFlow): FlowLine => ({
  packet: formatPacket(packet),
  vpc: vpcId,
  eni: at.eniId,
  direction: at.direction,
  ...rest,
})

/** Parts of two portions that are about the same are one. */
function joined(a: RecordedItem, b: RecordedItem): RecordedItem {
  return {
    flows: a.flows + b.flows,
    opened: a.opened + b.opened,
    closed: a.closed + b.closed,
    opens: joinedParts([...a.opens, ...b.opens]),
    closes: joinedParts([...a.closes, ...b.closes]),
    left: a.left + b.left,
    unplaced: a.unplaced + b.unplaced,
    undecided: a.undecided === null || b.undecided === null ? null : a.undecided + b.undecided,
  }
}

type Part = RecordedItem['opens'][number]

const MOST_EXAMPLES = 5

function joinedParts(parts: readonly Part[]): Part[] {
  const found = new Map<string, Part>()
  for (const part of parts) {
    const key = JSON.stringify([part.direction, part.before, part.after])
    const known = found.get(key)
    found.set(key, known === undefined ? part : joinedPart(known, part))
  }
  return [...found.values()].sort((a, b) => b.flows - a.flows)
}

function joinedPart(a: Part, b: Part): Part {
  const examples = [...a.examples, ...b.examples].sort((one, other) => other.count - one.count)
  const enis = [...new Set([...a.enis, ...b.enis])]
  return {
    ...a,
    enis,
    eniCount: Math.max(enis.length, a.eniCount, b.eniCount),
    flows: a.flows + b.flows,
    first: [a.first, b.first].filter((time) => time !== null).sort()[0] ?? null,
    last:
      [a.last, b.last]
        .filter((time) => time !== null)
        .sort()
        .at(-1) ?? null,
    examples: examples.slice(0, MOST_EXAMPLES),
    more: a.more + b.more + Math.max(0, examples.length - MOST_EXAMPLES),
  }
}
