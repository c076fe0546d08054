// Recorded flows judged on this machine by groups of files, before and after.

import { replay } from '../../core/analysis/replay/replay.ts'
import { resolvePolicy } from '../../core/policy/resolve.ts'
import { unknownIn } from '../../offline/compare.ts'
import { offlineFlowWorld } from '../../offline/flows/world.ts'
import { joinParts } from '../../offline/part.ts'
import { FileProblem } from '../../offline/problem.ts'
import { assemble, type OfflineWorld } from '../../offline/world.ts'
import { replayAnswer } from '../../server/analysis/questions/replay.ts'
import { recordedView } from '../../server/api/recorded.ts'
import { type CommandContext, ExitError, printJson, printLine, USAGE } from '../context.ts'
import { sideOf } from '../diff/files.ts'
import { orEnd, readOne } from '../files.ts'
import { readFlowFiles } from './flowFiles.ts'
import { finish, printRecorded, printSorts } from './print.ts'
import type { ReplayOptions } from './replay.ts'

export async function replayFiles(
  context: CommandContext,
  left: string,
  right: string,
  options: ReplayOptions,
): Promise<void> {
  if (options.flows.length === 0) throw new ExitError(USAGE, context.t('replay.filesNeedFlows'))
  const known = joinParts(options.context.map((file) => readOne(context, file)))
  const [before, after] = [await sideOf(context, left), await sideOf(context, right)].map((side) =>
    orEnd(context, '', () => {
      if (side.asked.groups.length === 0) throw new FileProblem('noGroup')
      return assemble(side.asked, joinParts([side.context, known]))
    }),
  ) as [OfflineWorld, OfflineWorld]
  const read = readFlowFiles(context, options)
  const found = replay(read.flows, offlineFlowWorld(before), offlineFlowWorld(after))
  const records = read.flows.reduce((sum, { count }) => sum + count, 0)
  const recorded = recordedView(replayAnswer(found, records))
  const unknown = [...new Set([before, after].flatMap(unknownOf))]
  finish(recorded, unknown.length === 0)
  const { answers, empty } = read
  if (options.json) return printJson(context, { recorded, answers, empty, unknown })
  printRecorded(context, recorded)
  printSorts(context, read)
  if (unknown.length > 0) printLine(context, context.t('diff.unknown', { what: unknown.join(', ') }))
}

function unknownOf(world: OfflineWorld): readonly string[] {
  const policy = resolvePolicy(world.reader, world.bind(world.groups))
  return policy === undefined ? [] : unknownIn(world, policy)
}
