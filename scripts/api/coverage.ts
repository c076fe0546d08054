// docs/api/coverage.md: each action of the real cloud, and how much of it is there.

import type { Action } from '../../src/cloud/aliyun/action.ts'
import { ACTIONS } from '../../src/cloud/aliyun/actions/index.ts'
import type { Field } from '../../src/cloud/aliyun/fields.ts'
import { EVERYWHERE } from './actions.ts'
import { DOCUMENTED, type DocumentedGroup } from './documentedActions.ts'
import { page, table } from './markdown.ts'

export function coverage(): string {
  const rows = DOCUMENTED.flatMap((group) => group.actions.map((name) => stateOf(find(group, name))))
  const count = (state: string): number => rows.filter((row) => row === state).length
  return page(
    '# Alibaba Cloud: what is there',
    'Complete: all parameters, answers and error codes that matter to security groups. Partial: what is missing ' +
      'stands beside it. Absent: answered with `InvalidAction.NotFound`. Parameters listed as without effect are ' +
      'accepted and ignored.',
    `${count('complete')} complete, ${count('partial')} partial, ${count('absent')} absent.`,
    ...DOCUMENTED.map(section),
  )
}

const find = ({ product, version }: DocumentedGroup, name: string): Action | undefined =>
  ACTIONS.find((one) => one.product === product && one.version === version && one.name === name)

function stateOf(action: Action | undefined): 'complete' | 'partial' | 'absent' {
  if (action === undefined) return 'absent'
  return action.missing.length === 0 ? 'complete' : 'partial'
}

function section(group: DocumentedGroup): string {
  const rows = group.actions.map((name) => {
    const action = find(group, name)
    return [
      name,
      stateOf(action),
      action?.missing.join('; ') ?? '',
      action === undefined ? '' : withoutEffect(action),
    ]
  })
  return [
    `## ${group.about} (${group.product} ${group.version})`,
    table(['action', 'state', 'missing', 'without effect'], rows),
  ].join('\n\n')
}

const withoutEffect = (action: Action): string =>
  ignoredIn(action.input as Fields)
    .filter((name) => !EVERYWHERE.test(name))
    .join(', ')

type Fields = { readonly [name: string]: Field<unknown> }

/** Those within lists and objects too: `NetworkInterface.N.QueueNumber`. */
const ignoredIn = (fields: Fields): readonly string[] =>
  Object.entries(fields).flatMap(([name, { ignored, type, children }]) => {
    if (ignored || children === null) return ignored ? [name] : []
    const inner = type === 'list' ? (children.item?.children ?? {}) : children
    return ignoredIn(inner).map((part) => `${name}.${type === 'list' ? 'N.' : ''}${part}`)
  })

/** Actions that are there and stand in no group: the list above must name them. */
export const undocumented = (): readonly string[] =>
  ACTIONS.filter(
    (action) => !DOCUMENTED.some((group) => group.actions.some((name) => find(group, name) === action)),
  ).map((action) => `${action.product} ${action.name}`)
