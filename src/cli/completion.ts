// `menshen completion`: a script that makes a shell complete verbs and options, written from the verbs themselves.

import type { Command } from 'commander'
import { type CommandContext, ExitError, printLine, USAGE } from './context.ts'

/** What may come next at one place of the command line. */
interface Place {
  /** `menshen sg clone`. */
  readonly path: string
  readonly words: readonly string[]
}

type Write = (places: readonly Place[]) => string

const SHELLS: Readonly<Record<string, Write>> = { bash, fish, zsh }

export function completion(context: CommandContext, program: Command, shell: string): void {
  const write = SHELLS[shell]
  if (write === undefined) throw new ExitError(USAGE, context.t('completion.unknownShell', { shell }))
  printLine(context, write(placesOf(program, program.name())))
}

function placesOf(command: Command, path: string): readonly Place[] {
  const options = command.options
    .flatMap(({ short, long }) => [short, long])
    .filter((one) => one !== undefined)
  const words = [...command.commands.map((one) => one.name()), ...options.filter((one) => one !== null)]
  return [{ path, words }, ...command.commands.flatMap((one) => placesOf(one, `${path} ${one.name()}`))]
}

/** Patterns of a `case` for every place but the first. */
const inner = (places: readonly Place[]): string =>
  places
    .slice(1)
    .map(({ path }) => `"${path}"`)
    .join('|')

const cases = (places: readonly Place[], then: (words: string) => string): readonly string[] =>
  places.map(({ path, words }) => `    "${path}") ${then(words.join(' '))} ;;`)

function bash(places: readonly Place[]): string {
  return [
    '# menshen completion for bash: eval "$(menshen completion bash)"',
    '_menshen() {',
    `  local at=menshen word current="\${COMP_WORDS[COMP_CWORD]}"`,
    `  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do`,
    `    case "$at $word" in ${inner(places)}) at="$at $word" ;; esac`,
    '  done',
    '  case "$at" in',
    ...cases(places, (words) => `COMPREPLY=($(compgen -W "${words}" -- "$current"))`),
    '  esac',
    '}',
    'complete -o default -F _menshen menshen ./menshen',
  ].join('\n')
}

function zsh(places: readonly Place[]): string {
  return [
    '#compdef menshen',
    '# menshen completion for zsh: eval "$(menshen completion zsh)"',
    '_menshen() {',
    '  local at=menshen word',
    `  for word in "\${(@)words[2,CURRENT-1]}"; do`,
    `    case "$at $word" in ${inner(places)}) at="$at $word" ;; esac`,
    '  done',
    '  case "$at" in',
    ...cases(places, (words) => `compadd -- ${words}`),
    '  esac',
    '  _files',
    '}',
    'compdef _menshen menshen ./menshen',
  ].join('\n')
}

function fish(places: readonly Place[]): string {
  const path = (place: Place) => place.path.replaceAll('"', '')
  return [
    '# menshen completion for fish: menshen completion fish | source',
    'function __menshen_at',
    '  set -l at menshen',
    '  for word in (commandline -opc)[2..-1]',
    `    contains -- "$at $word" ${places
      .slice(1)
      .map((place) => `"${path(place)}"`)
      .join(' ')}; and set at "$at $word"`,
    '  end',
    '  test "$at" = "$argv[1]"',
    'end',
    ...places.flatMap((place) =>
      place.words.length === 0
        ? []
        : [`complete -c menshen -n '__menshen_at "${path(place)}"' -a '${place.words.join(' ')}'`],
    ),
  ].join('\n')
}
