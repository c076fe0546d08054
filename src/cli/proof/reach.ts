// `menshen reach`: who reaches somebody, whom somebody reaches, and all pairs as a table of groups.

import { type CommandContext, ExitError, printJson, printLine, USAGE } from '../context.ts'
import { callApi } from '../serverClient.ts'
import { formatTable, printTable } from '../table.ts'
import type { Asking } from '../verbs.ts'

interface Options extends Asking {
  readonly from?: true
  readonly service?: string
  readonly matrix?: true
  readonly groups?: string
  readonly limit?: string
  readonly within: number | string
}

interface ReachAnswer {
  readonly total: number
  readonly items: readonly {
    readonly eniId: string
    readonly instanceId: string | null
    readonly address: string
    readonly groups: readonly string[]
    readonly witness: string
  }[]
  readonly left: number
  readonly internet: string | null
}

interface MatrixAnswer {
  readonly groups: readonly { readonly id: string; readonly name: string; readonly members: number }[]
  readonly cells: readonly (readonly [number, number])[]
  readonly left: number
  readonly reaching: number
  readonly pairs: number
}

export async function reach(
  context: CommandContext,
  end: string | undefined,
  text: string | undefined,
  options: Options,
): Promise<void> {
  const service = text ?? options.service
  if (options.matrix) return matrix(context, service ?? '', options)
  if (end === undefined) throw new ExitError(USAGE, context.t('reach.needsEnd'))
  if (service === undefined) throw new ExitError(USAGE, context.t('reach.needsService', { end }))
  const query = { [options.from ? 'from' : 'to']: end, service, ...common(options) }
  const answer = await callApi<ReachAnswer>(context, 'reach', { query, patience: patienceOf(options) })
  if (options.json) return printJson(context, answer)
  const { t } = context
  const { total, items, left, internet } = answer
  printLine(context, t(options.from ? 'reach.from' : 'reach.to', { total, service }))
  if (items.length > 0) {
    printTable(
      context,
      ['column.id', 'column.instance', 'column.addresses', 'column.groups', 'column.witness'],
      items.map((item) => [
        ...[item.eniId, item.instanceId ?? '', item.address],
        ...[item.groups.join(', '), item.witness],
      ]),
    )
  }
  if (left > 0) printLine(context, t('reach.left', { count: left }))
  printLine(context, internetLine(context, internet))
}

function internetLine({ t }: CommandContext, internet: string | null): string {
  if (internet === 'undecided') return t('reach.internetUndecided')
  return internet === null ? t('reach.noInternet') : t('reach.internet', { witness: internet })
}

async function matrix(context: CommandContext, service: string, options: Options): Promise<void> {
  const query = { service, groups: options.groups, ...common(options) }
  const answer = await callApi<MatrixAnswer>(context, 'reach/matrix', {
    query,
    patience: patienceOf(options),
  })
  if (options.json) return printJson(context, answer)
  const { t } = context
  const { groups, cells, left, reaching, pairs } = answer
  printLine(context, t('reach.total', { reaching, pairs, service }))
  // A group of nobody has nothing to say in its row or column, unless it was asked about by name.
  const asked = options.groups !== undefined
  const shown = [...groups.entries()].filter(([, { members }]) => asked || members > 0)
  if (shown.length > 0) {
    const rows = shown.map(([from, { id, name }]) => [
      name === '' ? id : `${id} ${name}`,
      ...shown.map(([to]) => cellText(context, cells[from * groups.length + to] ?? [0, 0])),
    ])
    printLine(context, formatTable(['', ...shown.map(([, { id }]) => id)], rows))
    printLine(context, t('reach.legend'))
  }
  const empty = groups.length - shown.length
  if (empty > 0) printLine(context, t('reach.empty', { count: empty }))
  if (left > 0) printLine(context, t('reach.left', { count: left }))
}

function cellText({ t }: CommandContext, [reaching, pairs]: readonly [number, number]): string {
  if (pairs === 0) return ''
  if (reaching === 0) return '·'
  return reaching === pairs ? t('reach.all') : `${reaching}/${pairs}`
}

const common = ({ limit, within }: Options) => ({ limit, within: String(within) })
const patienceOf = ({ within }: Options): number => 1000 * (Number(within) + 10)
