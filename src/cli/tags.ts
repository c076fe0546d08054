// Tags on the command line.

import { type CommandContext, ExitError, USAGE } from './context.ts'

/** `stage=test`; a key alone has an empty value. */
export function tagsOf({ t }: CommandContext, texts: readonly string[]): Readonly<Record<string, string>> {
  const tags = new Map<string, string>()
  for (const text of texts) {
    const [key = '', ...value] = text.split('=')
    if (tags.has(key)) throw new ExitError(USAGE, t('tag.twice', { key }))
    tags.set(key, value.join('='))
  }
  return Object.fromEntries(tags)
}
