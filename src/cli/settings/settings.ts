// `menshen settings ls` and `menshen settings set`: of the installation, and of the account that is acted for.

import { change } from '../changes.ts'
import { type CommandContext, ExitError, printJson, USAGE } from '../context.ts'
import { getJson } from '../serverClient.ts'
import { printTable } from '../table.ts'
import { type Asking, type Changing, numberOr } from '../verbs.ts'

const OF_INSTALLATION = [
  'innerAccess',
  'enterpriseRules',
  'defaultRulePriority',
  'defaultGroupWeb',
  'sequenceLimits',
  'failsafe',
] as const
const OF_ACCOUNT = ['smtpReleased', 'classicNetwork', 'images'] as const
const LISTS: readonly string[] = ['failsafe', 'images']

type Value = string | number | boolean | readonly string[]
type Settings = Readonly<Record<(typeof OF_INSTALLATION)[number], Value>>
type AccountSettings = Readonly<Record<'accountId' | 'name', string>> &
  Readonly<Record<(typeof OF_ACCOUNT)[number], Value>>

export async function listSettings(context: CommandContext, options: Asking): Promise<void> {
  const { t } = context
  const settings = await getJson<Settings>(context, 'settings')
  const account = await accountOf(context)
  if (options.json) return printJson(context, { settings, account })
  printTable(
    context,
    ['column.setting', 'column.value', 'column.of', 'column.about'],
    [
      ...OF_INSTALLATION.map((name) => [
        name,
        textOf(context, settings[name]),
        t('setting.installation'),
        t(`setting.${name}`),
      ]),
      ...OF_ACCOUNT.map((name) => [name, textOf(context, account[name]), account.name, t(`setting.${name}`)]),
    ],
  )
}

export async function setSetting(
  context: CommandContext,
  name: string,
  value: string,
  options: Changing,
): Promise<void> {
  const body = { [name]: settingOf(name, value) }
  if (OF_INSTALLATION.some((one) => one === name)) {
    return void (await change(context, 'settings', { method: 'PATCH', body }, options))
  }
  if (!OF_ACCOUNT.some((one) => one === name)) {
    throw new ExitError(USAGE, context.t('setting.unknown', { name }))
  }
  const { accountId } = await accountOf(context)
  await change(context, `accounts/${encodeURIComponent(accountId)}`, { method: 'PATCH', body }, options)
}

const accountOf = (context: CommandContext) => getJson<AccountSettings>(context, 'account')

const textOf = ({ t }: CommandContext, value: Value): string =>
  typeof value !== 'object' ? String(value) : value.length === 0 ? t('setting.none') : value.join(',')

/** `2019` is the name of a set of rules, not a number. */
function settingOf(name: string, text: string): Value {
  if (text === 'true' || text === 'false') return text === 'true'
  if (LISTS.includes(name)) return text === 'none' ? [] : text.split(',')
  return name === 'enterpriseRules' ? text : numberOr(text)
}
