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
    return `${what} ${labelOf(id, fields)}: ${differences(before as Fields, after as Fields, nameOf)}`
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

function differences(before: Fields, after: Fields, nameOf: (id: string) => string): string {
  return Object.keys({ ...before, ...after })
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => `${field} ${shown(before[field], nameOf)} → ${shown(after[field], nameOf)}`)
    .join('; ')
}

function shown(value: unknown, nameOf: (id: string) => string): string {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return `[${value.map(nameOf).join(', ')}]`
  if (typeof value === 'string') return value === '' ? '""' : nameOf(value)
  return JSON.stringify(value) ?? '–'
}
