// `menshen settings …`: what the operator decides.

import type { Command } from 'commander'
import { asking, changing, type Verbs } from '../verbs.ts'

export function addSettingVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  const settings = verb(program, 'settings', 'about.settings')
  asking(verb(settings, 'ls', 'about.settings.ls'), t).action(async (options, command) =>
    (await import('./settings.ts')).listSettings(contextOf(command), options),
  )
  changing(verb(settings, 'set', 'about.settings.set'), t)
    .argument('<setting>', t('argument.setting'))
    .argument('<value>', t('argument.settingValue'))
    .action(async (name, value, options, command) =>
      (await import('./settings.ts')).setSetting(contextOf(command), name, value, options),
    )
}
