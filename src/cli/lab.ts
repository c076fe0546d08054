// `menshen lab create` and `rm`: a small world to learn in.

import { change } from './changes.ts'
import type { CommandContext } from './context.ts'
import type { Changing } from './verbs.ts'

export async function createLab(
  context: CommandContext,
  options: Changing & { readonly region?: string },
): Promise<void> {
  await change(context, 'lab', { method: 'POST', body: { region: options.region } }, options)
}

export async function removeLab(context: CommandContext, options: Changing): Promise<void> {
  await change(context, 'lab', { method: 'DELETE' }, options)
}
