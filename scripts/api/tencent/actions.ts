// docs/api/tencent/actions.md: each action with its parameters, errors and an example.

import type { Action } from '../../../src/cloud/tencent/action.ts'
import { ACTIONS } from '../../../src/cloud/tencent/actions/index.ts'
import type { Field, Fields } from '../../../src/cloud/tencent/fields.ts'
import { page, table } from '../markdown.ts'
import { specOf } from './errors.ts'

export const tencentActions = (): string =>
  page(
    '# Tencent Cloud: actions',
    'States and gaps: [coverage.md](coverage.md). Errors that any action may end in: [errors.md](errors.md).',
    ...ACTIONS.map(section),
  )

function section(action: Action): string {
  const parameters = rowsOf(action.input, '')
  const errors = action.faults.map((fault) => {
    const { code, message } = specOf(fault, action)
    return [`\`${code}\``, message['en-US']]
  })
  const example = JSON.stringify(action.example)
  return [
    `## ${action.service} ${action.name}`,
    `${action.summary} Version ${action.version}; ${action.effect}; permission \`name/${action.service}:${action.name}\`.`,
    ...(parameters.length === 0 ? [] : [table(['parameter', 'type', 'required', 'about'], parameters)]),
    ...(errors.length === 0 ? [] : [table(['error', 'message'], errors)]),
    `Example: \`${example}\``,
  ].join('\n\n')
}

const rowsOf = (fields: Fields, prefix: string): string[][] =>
  Object.entries(fields).flatMap(([name, field]) => rowsOfField(field, `${prefix}${name}`))

function rowsOfField(field: Field<unknown>, name: string): string[][] {
  const about = field.ignored ? `Without effect: ${field.about}` : field.about
  const own = [[`\`${name}\``, field.type, field.required ? 'yes' : '', about]]
  if (field.type === 'object') return [...own, ...rowsOf(field.children ?? {}, `${name}.`)]
  const item = field.children?.item
  if (item?.type === 'object') return [...own, ...rowsOf(item.children ?? {}, `${name}.N.`)]
  return own
}
