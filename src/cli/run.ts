// Reads the command line, runs the verb, ends with its exit code.

import { CommanderError } from 'commander'
import { BindingsError } from '../agent/bindings.ts'
import { languageOf, type Translate, translator } from '../text/index.ts'
import { ExitError, FINDING, USAGE } from './context.ts'
import { plain } from './plain.ts'
import { buildProgram } from './program.ts'

export async function run(): Promise<void> {
  // Whoever reads our answers may have enough of them: `menshen check … | head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
  const argv = process.argv
  const language = languageOf(/--lang[= ](\S+)/.exec(argv.join(' '))?.[1], process.env)
  const t = translator(language)
  process.exitCode = await exitCodeOf(t, () => buildProgram(language, t).parseAsync(argv))
}

async function exitCodeOf(t: Translate, parse: () => Promise<unknown>): Promise<number> {
  try {
    await parse()
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE
    if (error instanceof ExitError) {
      if (error.message !== '') process.stderr.write(`menshen: ${plain(error.message)}\n`)
      return error.exitCode
    }
    if (error instanceof BindingsError) {
      process.stderr.write(`menshen: ${plain(t(error.key, error.values))}\n`)
      return FINDING
    }
    throw error
  }
}
