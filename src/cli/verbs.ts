// How verbs are declared: with their words, the options that all of them take, and the context they run in.

import type { Command } from 'commander'
import type { Language, TextKey, Translate } from '../text/index.ts'
import type { CommandContext } from './context.ts'
import { plain } from './plain.ts'

/** What the declaration of a verb needs; one is handed from verb to verb. */
export interface Verbs {
  readonly t: Translate
  /** A command of `parent`, with the common options before and behind its name. */
  verb(parent: Command, name: string, about: TextKey): Command
  contextOf(command: Command): CommandContext
}

export function createVerbs(language: Language, t: Translate): Verbs {
  return {
    t,
    verb: (parent, name, about) => common(parent.command(name).description(t(about)), t),
    contextOf(command) {
      const { data, account } = command.optsWithGlobals<{ data?: string; account?: string }>()
      const { env: environment, stdout, stderr } = process
      return { t, language, environment, data, account, stdout, stderr }
    },
  }
}

export function common(command: Command, t: Translate): Command {
  return command
    .option('--data <folder>', t('option.data'))
    .option('--lang <language>', t('option.lang'))
    .helpOption('-h, --help', t('usage.help'))
    .configureHelp({ styleTitle: (title) => TITLES.get(title)?.(t) ?? title })
    .configureOutput({ outputError: (text, write) => write(plain(complaint(t, text))) })
    .showHelpAfterError(
      t('usage.hint', { command: command.parent ? `menshen ${pathOf(command)}` : 'menshen' }),
    )
    .exitOverride()
}

const TITLES: ReadonlyMap<string, (t: Translate) => string> = new Map([
  ['Usage:', (t) => t('usage.usage')],
  ['Arguments:', (t) => t('usage.arguments')],
  ['Options:', (t) => t('usage.options')],
  ['Commands:', (t) => t('usage.commands')],
])

const COMPLAINTS = [
  [/^error: missing required argument '(.+)'$/m, 'usage.missingArgument'],
  [/^error: required option '(.+)' not specified$/m, 'usage.missingOption'],
  [/^error: option '(.+)' argument missing$/m, 'usage.missingValue'],
  [/^error: unknown option '(.+)'$/m, 'usage.unknownOption'],
  [/^error: unknown command '(.+)'$/m, 'usage.unknownCommand'],
] as const

/** What the parser of the command line says, in the language of the user; words we do not know stay as they are. */
const complaint = (t: Translate, text: string): string =>
  COMPLAINTS.reduce((said, [words, key]) => said.replace(words, (_, name: string) => t(key, { name })), text)

/** `sg clone`: the name of a command with those above it, without the program's own. */
export function pathOf(command: Command): string {
  const above = command.parent?.parent ? [pathOf(command.parent)] : []
  return [...above, command.name()].join(' ')
}

/** For verbs that ask the server about one account's resources. */
export const asking = (command: Command, t: Translate): Command =>
  command.option('--account <name>', t('option.account')).option('--json', t('option.json'))

/** For verbs that change something. */
export const changing = (command: Command, t: Translate): Command =>
  asking(command, t)
    .option('--dry-run', t('option.dryRun'))
    .option('--override-tests <reason>', t('option.overrideTests'))
    .option('--confirm-within <time>', t('option.confirmWithin'))
    .option('--allow-cut-off', t('option.allowCutOff'))

/** Options as verbs get them. */
export interface Asking {
  readonly json?: true
}
export interface Changing extends Asking {
  readonly dryRun?: true
  readonly overrideTests?: string
  /** `60s`, `5m`, or seconds. */
  readonly confirmWithin?: string
  readonly allowCutOff?: true
}

/** For options that may stand there more than once. */
export const append = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

/** Collects `--from a,b --from c` into one list. */
export const commaList = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...text
    .split(/[,，]/)
    .map((one) => one.trim())
    .filter((one) => one !== ''),
]

/** What is no number is left to the server to refuse, in its words. */
export const numberOr = (text: string): number | string => (/^\d+$/.test(text) ? Number(text) : text)
