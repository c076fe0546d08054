// A diagnosis in lines: the way with its deciding rules, then what would mend it.

import type { Action } from '../../core/model/rule.ts'
import type { Why } from '../../core/model/verdict.ts'
import type { TextKey } from '../../text/index.ts'
import type { RuleItem } from '../answers.ts'
import type { CommandContext } from '../context.ts'
import { whyText } from '../explain.ts'
import { packetText } from '../packetWords.ts'
import type { DiagnosisItem, EditItem, EffectItem, FixItem, StepItem } from './answers.ts'

/** What the server sends has the shape of a reason. */
const whyOf = (context: CommandContext, why: { kind: string }, action: Action): string =>
  whyText(context, why as unknown as Why, action)

export function wayLines(context: CommandContext, item: DiagnosisItem): readonly string[] {
  const { t } = context
  const dropped = item.answer.some(({ action }) => action === 'drop')
  return [
    `${t(`explain.${item.action}`)}  ${item.packet}`,
    ...item.way.flatMap((step) => stepLines(context, step)),
    ...(dropped ? [`  ${t('diagnose.answer')}`] : []),
    ...(dropped ? item.answer.flatMap((step) => stepLines(context, step)) : []),
  ]
}

function stepLines(context: CommandContext, step: StepItem): readonly string[] {
  const { t } = context
  const mark = step.action === 'accept' ? '✓' : '✗'
  const why = step.why === null ? t('diagnose.routeFound') : whyOf(context, step.why, step.action)
  const rule = step.rule === null ? '' : `  ${shortRule(context, step.rule)}`
  const who = step.eniId === null ? '' : ` ${step.eniId}`
  const overruled = step.overruled.map(({ rule: each, because }) => {
    const values = {
      rule: `${each.id} ${shortRule(context, each)}`,
      because: t(`diagnose.because.${because}`),
    }
    return `      ${t('diagnose.overruled', values)}`
  })
  return [`  ${mark} ${stepName(context, step)}${who}  ${why}${rule}`, ...overruled]
}

function stepName({ t }: CommandContext, { kind, direction }: StepItem): string {
  if (direction === null) return t('diagnose.route')
  const side = t(`explain.${direction}`)
  return kind === 'networkAcl' ? t('diagnose.networkAcl', { direction: side }) : side
}

/** `DROP all 10.0.0.0/16 (priority 1)`. */
function shortRule({ t }: CommandContext, rule: RuleItem): string {
  const ports = rule.ports === 'any' ? '' : ` ${rule.ports}`
  const own = rule.own === null ? '' : ` ⇄ ${rule.own}`
  const priority = `(${t('column.priority')} ${rule.priority})`
  return `${t(`explain.${rule.action}`)} ${rule.protocol}${ports} ${rule.peer}${own} ${priority}`
}

/** `first` is the number of the first fix; the numbers go on over all packets asked about. */
export function fixLines(context: CommandContext, item: DiagnosisItem, first: number): readonly string[] {
  const { t } = context
  if (item.action === 'accept') return []
  const useless = item.useless.map(({ edits, why, isTie }) => {
    const reason = isTie ? t('diagnose.useless.tie') : whyOf(context, why, 'drop')
    return `  -  ${t('diagnose.useless', { edits: editsText(context, edits) })}: ${reason}`
  })
  return [
    item.fixes.length === 0 ? t('diagnose.noFix') : t('diagnose.fixes'),
    ...item.fixes.flatMap((fix, place) => oneFix(context, fix, first + place)),
    ...useless,
  ]
}

function oneFix(context: CommandContext, fix: FixItem, number: number): readonly string[] {
  const title = `  ${number}  ${editsText(context, fix.edits)}`
  const broken = (fix.breaks ?? []).map(({ name, place }) => context.t('diagnose.breaks', { name, place }))
  return [title, ...[...effectLines(context, fix), ...broken].map((line) => `       ${line}`)]
}

function effectLines(context: CommandContext, { nothingElse, effect }: FixItem): readonly string[] {
  const { t } = context
  if (nothingElse === null) return [t('diagnose.opens.undecided')]
  if (!nothingElse) return effect.map((part) => partLine(context, part))
  const asked = packetText(context, effect.flatMap(({ text }) => text).join('; '))
  return [t('diagnose.opens.asked', { text: asked })]
}

function partLine(context: CommandContext, part: EffectItem): string {
  const { t } = context
  const more = part.more > 0 ? ` ${t('diagnose.more', { count: part.more })}` : ''
  const who = part.enis.length === 0 ? t('diagnose.who.edge') : shortened(t, part.enis)
  const key: TextKey = `diagnose.effect.${part.effect}`
  const text = `${packetText(context, part.text.join('; '))}${more}`
  return t(key, { direction: t(`explain.${part.direction}`), who, text })
}

function shortened(t: CommandContext['t'], names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ')
  return names.length > 3 ? `${shown} ${t('diagnose.more', { count: names.length - 3 })}` : shown
}

const editsText = (context: CommandContext, edits: readonly EditItem[]): string =>
  edits.map((edit) => editText(context, edit)).join(' + ')

function editText(context: CommandContext, edit: EditItem): string {
  const { t } = context
  const { rule, before } = edit
  const group = edit.groupId ?? ''
  switch (edit.kind) {
    case 'joinGroup':
      return t('diagnose.edit.joinGroup', { eni: edit.eniId ?? '', group })
    case 'addAclEntry':
      return t('diagnose.edit.addAclEntry', { acl: edit.networkAclId ?? '', entry: edit.entry ?? '' })
    case 'changeRule': {
      if (rule === null || before === null) return ''
      const isMove = JSON.stringify({ ...rule, priority: 0 }) === JSON.stringify({ ...before, priority: 0 })
      return isMove
        ? t('diagnose.edit.priority', {
            ...{ group, before: before.priority, after: rule.priority },
            rule: `${rule.id} ${shortRule(context, before)}`,
          })
        : t('diagnose.edit.changeRule', {
            ...{ group, before: `${rule.id} ${shortRule(context, before)}` },
            rule: shortRule(context, rule),
          })
    }
    default: {
      const shown = rule === null ? '' : shortRule(context, rule)
      const id = edit.kind === 'removeRule' && rule !== null ? `${rule.id} ` : ''
      const direction = rule === null ? '' : `${t(`explain.${rule.direction}`)} `
      return t(`diagnose.edit.${edit.kind}`, { group, rule: `${id}${direction}${shown}` })
    }
  }
}
