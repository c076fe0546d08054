// `menshen exec`: a command inside an instance, or as a host on the internet; needs no running server.

import {
  DEFAULT_OUTSIDE_ADDRESS,
  enterInstance,
  enterInternet,
  LocalCloudError,
} from '../agent/localCloud.ts'
import { dataDirOf } from '../server/config.ts'
import { type CommandContext, ExitError, USAGE } from './context.ts'

export async function exec(
  context: CommandContext,
  instance: string | undefined,
  command: readonly string[],
  options: { internet?: boolean; ip?: string },
): Promise<void> {
  const { t } = context
  const dataDir = dataDirOf(context.environment, context.data)
  const outside = options.internet === true || options.ip !== undefined
  // With --internet there is no instance: what stands first is the command.
  const given = outside && instance !== undefined ? [instance, ...command] : command
  const [program, ...args] = given[0] === '--' ? given.slice(1) : given
  if (!outside && instance === undefined) throw new ExitError(USAGE, t('exec.needsInstance'))
  if (program === undefined) throw new ExitError(USAGE, t('exec.needsCommand'))
  const words: readonly [string, ...string[]] = [program, ...args]
  try {
    process.exitCode = outside
      ? await enterInternet({ dataDir, ip: options.ip ?? DEFAULT_OUTSIDE_ADDRESS, command: words })
      : await enterInstance({ dataDir, instance: instance ?? '', command: words })
  } catch (error) {
    throw error instanceof LocalCloudError ? new ExitError(USAGE, error.message) : error
  }
}
