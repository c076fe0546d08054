// `menshen replay`: recorded flows under policy files, in another revision, or with other groups from files.

import { existsSync } from 'node:fs'
import { type CommandContext, ExitError, USAGE } from '../context.ts'
import type { Asking } from '../verbs.ts'
import { replayFiles } from './files.ts'
import { replayLive } from './live.ts'

export interface ReplayOptions extends Asking {
  readonly file: readonly string[]
  readonly flows: readonly string[]
  readonly eni?: string
  readonly context: readonly string[]
  readonly within: number | string
}

const REVISION = /^(?:r|v)?(\d+)$|^now$/

export async function replay(
  context: CommandContext,
  left: string | undefined,
  right: string | undefined,
  options: ReplayOptions,
): Promise<void> {
  const isPolicy = options.file.length > 0
  if (isPolicy !== (left === undefined)) throw new ExitError(USAGE, context.t('replay.kinds'))
  if (left === undefined) return replayLive(context, { kind: 'policy', paths: options.file }, options)
  const isRevision = (text: string): boolean => REVISION.test(text) && !existsSync(text.split(',')[0] ?? '')
  const other = right ?? (isRevision(left) ? 'now' : undefined)
  if (other === undefined || isRevision(left) !== isRevision(other))
    throw new ExitError(USAGE, context.t('replay.kinds'))
  if (!isRevision(left)) return replayFiles(context, left, other, options)
  const asked = { kind: 'revisions', from: revisionOf(left), to: revisionOf(other) } as const
  return replayLive(context, asked, options)
}

function revisionOf(text: string): number | 'now' {
  const number = REVISION.exec(text)?.[1]
  return number === undefined ? 'now' : Number(number)
}
