// docs/api/actions.md: each action with its parameters, errors and an example.

import type { Action } from '../../src/cloud/aliyun/action.ts'
import { ACTIONS } from '../../src/cloud/aliyun/actions/index.ts'
import type { Field, Fields } from '../../src/cloud/aliyun/fields.ts'
import { specsOf } from './errors.ts'
import { page, table } from './markdown.ts'

export const actions = (): string =>
  page(
    '# Alibaba Cloud: actions',
    'States and gaps: [coverage.md](coverage.md). Errors that any action may end in: [errors.md](errors.md). ' +
      '`OwnerId`, `OwnerAccount`, `ResourceOwnerId` and `ResourceOwnerAccount` are taken by every action and have no effect.',
    ...ACTIONS.map(section),
  )

function section(action: Action): string {
  const versions = [action.version, ...(action.alsoIn ?? [])].join(', ')
  const parameters = rowsOf(action.input, '')
  const errors = action.faults.flatMap((fault) =>
    specsOf(fault, [action]).map((spec) => [`\`${spec.code}\``, String(spec.status), spec.message]),
  )
  return [
    `## ${action.product} ${action.name}`,
    `${action.summary} Version ${versions}; ${action.effect}; permission \`${action.permission}\`.`,
    ...(parameters.length === 0 ? [] : [table(['parameter', 'type', 'required', 'about'], parameters)]),
    ...(errors.length === 0 ? [] : [table(['error', 'status', 'message'], errors)]),
    `Example: \`${exampleOf(action)}\``,
  ].join('\n\n')
}

/** Stand in every action and mean nothing anywhere. */
export const EVERYWHERE = /^(Resource)?Owner(Id|Account)$/

function rowsOf(fields: Fields, prefix: string): string[][] {
  const told = Object.entries(fields).filter(([name]) => !EVERYWHERE.test(name))
  return told.flatMap(([name, field]) => rowsOfField(field, `${prefix}${name}`))
}

function rowsOfField(field: Field<unknown>, name: string): string[][] {
  const about = field.ignored ? `Without effect: ${field.about}` : field.about
  const own = [[`\`${name}\``, field.type, field.required ? 'yes' : '', about]]
  if (field.type === 'object') return [...own, ...rowsOf(field.children ?? {}, `${name}.`)]
  const item = field.children?.item
  if (item?.type === 'object') return [...own, ...rowsOf(item.children ?? {}, `${name}.N.`)]
  return own
}

const exampleOf = ({ name, version, example }: Action): string =>
  Object.entries({ Action: name, Version: version, ...example })
    .map(([key, value]) => `${key}=${value}`)
    .join('&')
