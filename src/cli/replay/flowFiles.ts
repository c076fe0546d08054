// Flow logs named on the command line.

import { type ReadFlows, readFlows } from '../../offline/flows/readFlows.ts'
import type { CommandContext } from '../context.ts'
import { bytesOf, orEnd } from '../files.ts'
import type { ReplayOptions } from './replay.ts'

export function readFlowFiles(
  context: CommandContext,
  { flows: files, eni }: Pick<ReplayOptions, 'flows' | 'eni'>,
): ReadFlows {
  const read = files.map((file) => orEnd(context, file, () => readFlows(bytesOf(context, file))))
  const flows = read.flatMap((each) => each.flows)
  return {
    flows: eni === undefined ? flows : flows.filter(({ at }) => at.eniId === eni),
    answers: read.reduce((sum, { answers }) => sum + answers, 0),
    empty: read.reduce((sum, { empty }) => sum + empty, 0),
  }
}
