// `menshen effective`: the rules of an interface as they are evaluated.

import type { Why } from '../../core/model/verdict.ts'
import { type CommandContext, printJson, printLine } from '../context.ts'
import { whyText } from '../explain.ts'
import { getJson } from '../serverClient.ts'
import { printTable } from '../table.ts'
import type { Asking } from '../verbs.ts'
import type { EffectiveItem } from './answers.ts'

type Row = EffectiveItem['ingress'][number]

export async function effective(context: CommandContext, name: string, options: Asking): Promise<void> {
  const answer = await getJson<EffectiveItem>(context, `effective/${encodeURIComponent(name)}`)
  if (options.json) return printJson(context, answer)
  for (const direction of ['ingress', 'egress'] as const) {
    const values = {
      direction: context.t(`explain.${direction}`),
      eni: answer.eniId,
      groups: answer.groups.join(', '),
    }
    printLine(context, context.t('effective.title', values))
    printTable(
      context,
      [
        'column.place',
        'column.action',
        'column.priority',
        'column.protocol',
        'column.ports',
        'column.peer',
        'column.group',
        'column.id',
        'column.state',
      ],
      answer[direction].map((row) => cells(context, row)),
    )
  }
}

function cells(context: CommandContext, row: Row): readonly string[] {
  const { rule } = row
  const head = [String(row.place), context.t(`explain.${row.action}`)]
  if (rule === null) {
    return [...head, '', '', '', '', '', '', whyText(context, row.why as unknown as Why, row.action)]
  }
  const peer = rule.own === null ? rule.peer : `${rule.peer} ⇄ ${rule.own}`
  return [
    ...head,
    ...[String(rule.priority), rule.protocol, rule.ports, peer, rule.groupId, rule.id],
    stateText(context, row),
  ]
}

function stateText({ t }: CommandContext, { state, shadowedBy }: Row): string {
  if (state === 'decides') return ''
  return t(`effective.state.${state}`, { rules: shadowedBy.join(', ') })
}
