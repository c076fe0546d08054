// Prints a ruleset for the nft program.

import { formatAddress } from '../../model/address.ts'
import {
  type Chain,
  type Element,
  type Field,
  isSpan,
  type KeyType,
  type Match,
  type NamedSet,
  type Part,
  type Rule,
  type RulesetPlan,
  type Scalar,
  type Statement,
  type Table,
  type Timeout,
  type Verdict,
} from './ast.ts'

/** Of NFLOG; one listener in each network namespace. */
export const LOG_GROUP = 728
/** By each rule that logs. */
const LOGGED_PER_SECOND = 50

/** For `nft -f`: replaces our tables as a whole, in one transaction; what others made stays. */
export const renderTable = (plan: RulesetPlan): string =>
  plan.tables.map((table) => `${preamble(table)}\n${renderBody(table)}\n`).join('')

/** The same on one line, for `nft -i`, which takes each line as one transaction. */
export function renderLine(plan: RulesetPlan): string {
  const joined = plan.tables.map((table) => {
    const lines = renderBody(table).split('\n')
    return lines.map((line) => line.trim() + (/[{,;]$/.test(line) ? ' ' : '; ')).join('')
  })
  return plan.tables
    .map((table, index) => `${preamble(table).replaceAll('\n', '; ')}; ${joined[index]}`)
    .join('')
}

/** For `nft -f`: takes our tables away, whether or not they are there. */
export const renderRemoval = (tables: readonly Pick<Table, 'family' | 'name'>[]): string =>
  tables.map((table) => `${preamble(table)}\n`).join('')

const preamble = ({ family, name }: Pick<Table, 'family' | 'name'>): string =>
  `table ${family} ${name}\ndelete table ${family} ${name}`

function renderBody(table: Table): string {
  const lines = [`table ${table.family} ${table.name} {`]
  for (const each of table.timeouts ?? [])
    lines.push(`  ct timeout ${each.name} {`, ...timeoutLines(each), '  }')
  for (const set of table.sets) lines.push(renderSet(set))
  for (const chain of table.chains) lines.push(renderChain(chain))
  lines.push('}')
  return lines.join('\n')
}

/** What stands between its braces. */
export const timeoutLines = ({ protocol, family, seconds }: Timeout): readonly string[] => [
  `    protocol ${protocol};`,
  `    l3proto ${family === 4 ? 'ip' : 'ip6'};`,
  `    policy = { ${Object.entries(seconds)
    .map(([state, each]) => `${state} : ${each}`)
    .join(', ')} };`,
]

function renderSet(set: NamedSet): string {
  const kind = set.value === undefined ? 'set' : 'map'
  const value = set.value === undefined ? '' : ` : ${set.value}`
  const lines = [`  ${kind} ${set.name} {`, `    type ${set.key.join(' . ')}${value}`]
  if (set.interval) lines.push('    flags interval')
  if (set.counter) lines.push('    counter')
  if (set.elements.length > 0) {
    const elements = set.elements.map((element) => renderElementOf(set, element))
    lines.push(`    elements = { ${elements.join(',\n      ')} }`)
  }
  lines.push('  }')
  return lines.join('\n')
}

export const renderElementOf = (set: NamedSet, element: Element): string =>
  renderElement(element, set.key, set.interval === true)

function renderElement(element: Element, key: readonly KeyType[], interval: boolean): string {
  // A concatenation of interval type that names no range can be added but not deleted: `80` is written `80-80`.
  const spanAll = interval && key.length > 1
  const parts = element.key.map((part, index) => renderPart(part, key[index] as KeyType, spanAll))
  const comment = element.comment === undefined ? '' : ` comment "${element.comment}"`
  return `${parts.join(' . ')}${comment}${renderValue(element.value)}`
}

function renderValue(value: Element['value']): string {
  if (value === undefined) return ''
  if (typeof value === 'object') return ` : ${renderVerdict(value)}`
  return ` : ${typeof value === 'bigint' ? formatAddress({ family: 4, value }) : renderScalar(value, 'mark')}`
}

function renderPart(part: Part, type: KeyType | 'word', spanAll: boolean): string {
  if (isSpan(part)) {
    if (part.first === part.last && !spanAll) return renderScalar(part.first, type)
    return `${renderScalar(part.first, type)}-${renderScalar(part.last, type)}`
  }
  return renderScalar(part, type)
}

function renderScalar(value: Scalar, type: KeyType | 'word'): string {
  switch (type) {
    case 'ifname':
      return `"${value}"`
    case 'ipv4_addr':
      return formatAddress({ family: 4, value: value as bigint })
    case 'ipv6_addr':
      return formatAddress({ family: 6, value: value as bigint })
    case 'mark':
      return `0x${value.toString(16)}`
    default:
      return String(value)
  }
}

export function renderChain(chain: Chain): string {
  const lines = [`  chain ${chain.name} {`]
  const hook = renderHook(chain)
  if (hook !== '') lines.push(...hook.split('; ').map((part) => `    ${part.replace(';', '')}`))
  for (const rule of chain.rules) lines.push(`    ${renderRule(rule)}`)
  lines.push('  }')
  return lines.join('\n')
}

/** Empty for a chain at no hook. */
export function renderHook({ hook }: Chain): string {
  if (hook === undefined) return ''
  return `type ${hook.type} hook ${hook.hook} priority ${hook.priority}; policy ${hook.policy};`
}

export function renderRule(rule: Rule): string {
  const comment = rule.comment === undefined ? '' : ` comment "${rule.comment}"`
  return rule.statements.map(renderStatement).join(' ') + comment
}

function renderStatement(statement: Statement): string {
  switch (statement.do) {
    case 'match':
      return renderMatch(statement)
    case 'lookup':
      return `${statement.fields.join(' . ')} ${statement.not ? '!= ' : ''}@${statement.set}`
    case 'vmap':
      return `${statement.fields.join(' . ')} vmap @${statement.map}`
    case 'inlineVmap': {
      const key = [typeOf(statement.field) as KeyType]
      const elements = statement.elements.map((element) => renderElement(element, key, true))
      return `${statement.field} vmap { ${elements.join(', ')} }`
    }
    case 'setMark':
      return `meta mark set ${renderScalar(statement.mark, 'mark')}`
    case 'setMarkFrom':
      return `meta mark set ${statement.field} map @${statement.map}`
    case 'setCtMark':
      return `ct mark set ${markValue(statement.mark, statement.mask)}`
    case 'setZone':
      return `ct zone set ${statement.zone}`
    case 'setTimeout':
      return `ct timeout set "${statement.timeout}"`
    case 'counter':
      return 'counter'
    case 'log':
      // The limit first: what is beyond it costs no copy. A queue of one: listeners would else wait up to a second.
      return `limit rate ${LOGGED_PER_SECOND}/second burst ${LOGGED_PER_SECOND} packets log prefix "${statement.prefix}" group ${LOG_GROUP} snaplen 128 queue-threshold 1`
    case 'dnat':
    case 'snat':
      return `${statement.do} ip to ${statement.field} map @${statement.map}`
    default:
      return renderVerdict(statement)
  }
}

function renderMatch({ field, not, mask, values }: Match): string {
  if (mask === undefined) return `${field} ${not ? '!= ' : ''}${renderValues(field, values)}`
  return `${field} & ${renderScalar(mask, 'mark')} ${not ? '!=' : '=='} ${renderValues(field, values)}`
}

function markValue(mark: number, mask: number | undefined): string {
  if (mask === undefined) return renderScalar(mark, 'mark')
  const others = `ct mark & ${renderScalar(~mask >>> 0, 'mark')}`
  return mark === 0 ? others : `${others} | ${renderScalar(mark, 'mark')}`
}

function renderValues(field: Field, values: readonly Part[]): string {
  const texts = values.map((value) => renderPart(value, typeOf(field), false))
  if (texts.length === 1) return texts[0] ?? ''
  return field === 'ct state' ? texts.join(',') : `{ ${texts.join(', ')} }`
}

const renderVerdict = (verdict: Verdict): string =>
  verdict.do === 'jump' || verdict.do === 'goto' ? `${verdict.do} ${verdict.chain}` : verdict.do

function typeOf(field: Field): KeyType | 'word' {
  if (field === 'iifname' || field === 'oifname') return 'ifname'
  if (field.startsWith('ip6 ') && field !== 'ip6 hoplimit') return 'ipv6_addr'
  if (/^(ct (original|reply) )?ip [sd]addr$/.test(field) || field === 'arp saddr ip') return 'ipv4_addr'
  return field === 'meta mark' || field === 'ct mark' ? 'mark' : 'word'
}
