// What a change does to resources, line by line: + added, − removed, ~ changed from what to what.

import { useMemo } from 'react'
import type { Change } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { type TextKey, type Translate, useText } from '../../text/index.ts'
import { type Terms, useTerms } from '../terms.ts'

const SIGNS = { added: '+', removed: '−', changed: '~' } as const
const MOST = 100

export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  const t = useText()
  const terms = useTerms()
  const { reader } = useModel()
  const lines = useMemo(() => changes.slice(0, MOST), [changes])
  if (changes.length === 0) return <p className="quiet">{t('change.nothing')}</p>
  const nameOf = (id: string) => reader.get('securityGroup', id)?.name ?? id
  return (
    <ul className="plain-list" style={{ maxHeight: 280, overflow: 'auto' }} aria-label={t('change.what')}>
      {lines.map((change) => (
        <li key={`${change.kind} ${change.id}`} className={`diff-line ${change.change}`}>
          <span aria-hidden className="mono">
            {SIGNS[change.change]}
          </span>
          <span>
            {t(`change.${change.change}`)} {lineOf(change, t, terms, nameOf)}
          </span>
        </li>
      ))}
      {changes.length > MOST && (
        <li className="quiet">{t('change.more', { count: changes.length - MOST })}</li>
      )}
    </ul>
  )
}

type Fields = Readonly<Record<string, unknown>>

function lineOf(
  { kind, id, change, before, after }: Change,
  t: Translate,
  terms: Terms,
  nameOf: (id: string) => string,
): string {
  const what = t(`kind.${kind}` as TextKey)
  const fields = (after ?? before ?? {}) as Fields
  if (change === 'changed')
    return `${what} ${kind === 'rule' ? ruleText(fields, terms, nameOf) : labelOf(id, fields)}: ${differences(before as Fields, after as Fields, t, terms, nameOf)}`
  if (kind === 'rule') return `${what} ${ruleText(fields, terms, nameOf)}`
  return `${what} ${labelOf(id, fields)}`
}

const labelOf = (id: string, { name }: Fields): string =>
  typeof name === 'string' && name !== '' ? `${name} (${id})` : id

export function ruleText(fields: Fields, terms: Terms, nameOf: (id: string) => string): string {
  const { direction, action, protocol, ports, peer, priority, description, sourcePorts, own } =
    fields as Record<string, string | null>
  const who = peer?.startsWith('sg-') === true ? nameOf(peer) : peer
  const parts = [
    terms(direction === 'egress' ? 'egress' : 'ingress'),
    terms(action === 'drop' ? 'drop' : 'accept'),
    protocol,
    ports === 'any' || (protocol === 'all' && ports === '1-65535') ? '' : ports,
    own ? `(${own})` : '',
    direction === 'egress' ? '→' : '←',
    sourcePorts ? `${who}:${sourcePorts}` : who,
    `${terms('priority')} ${priority}`,
    description === '' ? '' : `“${description}”`,
  ]
  return parts.filter((part) => part !== '' && part !== undefined && part !== null).join(' ')
}

function differences(
  before: Fields,
  after: Fields,
  t: Translate,
  terms: Terms,
  nameOf: (id: string) => string,
): string {
  return Object.keys({ ...before, ...after })
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => `${fieldName(field, t, terms)} ${difference(before[field], after[field], nameOf)}`)
    .join('; ')
}

const FIELDS = ['name', 'description', 'action', 'protocol', 'ports', 'groups'] as const
const MORE_FIELDS = ['entries', 'includes', 'innerAccess', 'liveSessions', 'deletionProtection'] as const
const SETTINGS = [
  ...(['failsafe', 'enterpriseRules', 'defaultRulePriority', 'defaultGroupWeb', 'sequenceLimits'] as const),
]
type Field = (typeof FIELDS)[number] | (typeof MORE_FIELDS)[number] | (typeof SETTINGS)[number]

const fieldName = (field: string, t: Translate, terms: Terms): string =>
  field === 'priority' || field === 'peer'
    ? terms(field)
    : [...FIELDS, ...MORE_FIELDS, ...SETTINGS].some((one) => one === field)
      ? t(`field.${field as Field}`)
      : field

function difference(before: unknown, after: unknown, nameOf: (id: string) => string): string {
  if (!isEntries(before) || !isEntries(after)) return `${shown(before, nameOf)} → ${shown(after, nameOf)}`
  const [was, is] = [before, after].map((list) => new Set(list.map(({ entry }) => entry)))
  return [
    ...[...(is ?? [])].filter((entry) => !was?.has(entry)).map((entry) => `+${entry}`),
    ...[...(was ?? [])].filter((entry) => !is?.has(entry)).map((entry) => `−${entry}`),
  ].join(' ')
}

const isEntries = (value: unknown): value is readonly { readonly entry: string }[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'entry' in one)

function shown(value: unknown, nameOf: (id: string) => string): string {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return `[${value.map(nameOf).join(', ')}]`
  if (typeof value === 'string') return value === '' ? '""' : nameOf(value)
  return JSON.stringify(value) ?? '–'
}
