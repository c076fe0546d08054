// Reads the command line, runs the verb, ends with its exit code.

import { CommanderError } from 'commander'
import { languageOf, translator } from '../text/index.ts'
import { ExitError, USAGE } from './context.ts'
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
  process.exitCode = await exitCodeOf(() => buildProgram(language, translator(language)).parseAsync(argv))
}

async function exitCodeOf(parse: () => Promise<unknown>): Promise<number> {
  try {
    await parse()
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE
    if (error instanceof ExitError) {
      if (error.message !== '') process.stderr.write(`menshen: ${plain(error.message)}\n`)
      return error.exitCode
    }
    throw error
  }
}
