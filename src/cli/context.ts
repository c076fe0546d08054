// What every verb gets: words, environment, streams; and how a verb ends with an exit code.

import type { Language, Translate } from '../text/index.ts'
import { plain, plainJson } from './plain.ts'

/** Exit codes of all verbs: 0 ok, 1 finding, 2 usage, 3 unreachable; 4 where a question stays open. */
export const FINDING = 1
export const USAGE = 2
export const UNREACHABLE = 3
export const UNDECIDED = 4

export interface CommandContext {
  readonly t: Translate
  readonly language: Language
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The folder given with --data. */
  readonly data: string | undefined
  /** The account given with --account. */
  readonly account?: string | undefined
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
}

/** Ends the command with a code; a message is printed as one line on stderr. */
export class ExitError extends Error {
  readonly exitCode: number

  constructor(exitCode: number, message = '') {
    super(message)
    this.name = 'ExitError'
    this.exitCode = exitCode
  }
}

export const printLine = (context: CommandContext, line = ''): void => {
  context.stdout.write(`${plain(line)}\n`)
}

export const printJson = (context: CommandContext, value: unknown): void =>
  void context.stdout.write(`${plainJson(value, 2)}\n`)
