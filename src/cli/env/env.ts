// `menshen env <cloud>`: settings that point unmodified clients at this server.

import { type CommandContext, ExitError, printLine, USAGE } from '../context.ts'
import { readCredentials } from '../serverClient.ts'
import { FORMATS as ALIYUN } from './aliyun.ts'
import type { Formats } from './formats.ts'
import { FORMATS as TENCENT } from './tencent.ts'

const CLOUDS: Readonly<Record<string, Formats>> = { aliyun: ALIYUN, tencent: TENCENT }

export function env(context: CommandContext, cloud: string, options: { format: string }): void {
  const formats = CLOUDS[cloud]
  if (formats === undefined) throw new ExitError(USAGE, context.t('env.unknownCloud', { cloud }))
  const format = formats[options.format]
  if (format === undefined)
    throw new ExitError(
      USAGE,
      context.t('env.unknownFormat', { format: options.format, formats: Object.keys(formats).join(', ') }),
    )
  const credentials = readCredentials(context)
  printLine(context, format(credentials, new URL(credentials.endpoint).host))
}
