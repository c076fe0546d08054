// Times within which a change must be confirmed: how they are written and what is said about them.

import type { ConfirmationItem } from '../answers.ts'
import { type CommandContext, printLine } from '../context.ts'

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 }

/** `90`, `60s`, `5m`, `1h` as seconds; anything else is left to the server to refuse, in its words. */
export function secondsIn(text: string): string {
  const [, number, unit = 's'] = /^(\d+)([smh])?$/.exec(text) ?? []
  return number === undefined ? text : String(Number(number) * (UNITS[unit] ?? 1))
}

export function printDeadline(context: CommandContext, { id, undoneAt }: ConfirmationItem): void {
  printLine(context, context.t('confirm.pending', { id, time: undoneAt }))
}
