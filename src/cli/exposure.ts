// `menshen exposure`: may anyone reach this port? Answered from files alone; a stable contract for scripts.

import type { Exposure } from '../core/analysis/exposure/exposure.ts'
import { formatService, parseService, type Service } from '../core/analysis/exposure/service.ts'
import { formatAddress } from '../core/model/address.ts'
import { blocksOfRange } from '../core/model/addressBlocks.ts'
import { type AddressSet, setOfTexts } from '../core/model/addressSet.ts'
import { formatCidr, parseCidr } from '../core/model/cidr.ts'
import { formatPacket } from '../core/model/packet.ts'
import { formatProtocol, hasPorts } from '../core/model/protocol.ts'
import type { RuleRef } from '../core/model/verdict.ts'
import { type Asked, askEni, askGroups } from '../offline/ask.ts'
import { shownId } from '../offline/world.ts'
import { type CommandContext, ExitError, FINDING, printJson, printLine, UNDECIDED, USAGE } from './context.ts'
import { orEnd, readWorld } from './files.ts'
import { Progress } from './progress.ts'

export interface ExposureOptions {
  readonly to: string
  readonly from: string
  readonly context: readonly string[]
  readonly eni?: string
  readonly json?: boolean
}

export function exposure(context: CommandContext, files: readonly string[], options: ExposureOptions): void {
  const asked: Asked = { from: sourceOf(context, options.from), to: serviceOf(context, options.to) }
  const progress = new Progress(context)
  const world = readWorld(context, files, options.context, progress)
  progress.show(() => context.t('progress.judging', { done: 1, of: 1 }))
  const answer = orEnd(context, '', () =>
    options.eni === undefined ? askGroups(world, world.groups, asked) : askEni(world, options.eni, asked),
  )
  progress.end()
  process.exitCode = answer.open === true ? FINDING : answer.open === false ? 0 : UNDECIDED
  const because = reasonText(context, answer, options)
  const witness = witnessOf(answer)
  const rules = [...new Set(answer.rules.map(shownId))]
  if (options.json) {
    printJson(context, { open: answer.open, witness, rules, because })
    return
  }
  const { t } = context
  printLine(context, `${t(`exposure.${answer.open}`)}  ${because}`)
  if (answer.witness !== null)
    printLine(context, `  ${t('exposure.witness')} ${formatPacket(answer.witness)}`)
  if (rules.length > 0) printLine(context, `  ${t('exposure.rules')} ${rules.join(', ')}`)
}

function sourceOf({ t }: CommandContext, text: string): Asked['from'] {
  if (text === 'internet') return text
  if (parseCidr(text) === undefined) throw new ExitError(USAGE, t('exposure.badFrom', { text }))
  return setOfTexts([text])
}

function serviceOf({ t }: CommandContext, text: string): Service {
  return parseService(text) ?? raise(new ExitError(USAGE, t('exposure.badTo', { text })))
}

const raise = (error: Error): never => {
  throw error
}

/** Source port and destination only where a rule looks at them. */
function witnessOf({ witness, narrowed }: Exposure) {
  if (witness === null) return null
  const { source, protocol, destinationPort, destination, sourcePort } = witness
  return {
    src: formatAddress(source),
    proto: formatProtocol(protocol),
    dport: hasPorts(protocol) ? destinationPort : null,
    ...(narrowed.includes('sourcePort') && hasPorts(protocol) && { sport: sourcePort }),
    ...(narrowed.includes('destination') && { dst: formatAddress(destination) }),
  }
}

function reasonText({ t }: CommandContext, { reason }: Exposure, options: ExposureOptions): string {
  const service = formatService(parseService(options.to) as Service)
  const from = options.from === 'internet' ? t('exposure.internet') : options.from
  const values = { service, from }
  switch (reason.kind) {
    case 'rule':
      return openText(t, reason.holes, { ...values, rule: ruleText(reason.rule) })
    case 'innerAccess':
      return t('exposure.because.innerAccess', { ...values, group: reason.groupId })
    case 'overruled':
      return t('exposure.because.overruled', { ...values, rules: reason.by.map(ruleText).join(', ') })
    case 'unknown':
      return t('exposure.because.unknown', { ...values, missing: reason.missing.join(', ') })
    case 'tooMuch':
      return t('exposure.because.tooMuch', { ...values, rules: reason.rules })
    default:
      return t(`exposure.because.${reason.kind}`, values)
  }
}

const ruleText = ({ ruleId, groupId, rank }: RuleRef): string => `${shownId(ruleId)} (${groupId}, ${rank[1]})`

/** More exceptions than this are no exceptions. */
const HOLES_SHOWN = 8

/** As blocks, since that is how people write exceptions. */
function openText(
  t: CommandContext['t'],
  holes: AddressSet,
  values: Readonly<Record<'service' | 'from' | 'rule', string>>,
): string {
  if (holes.length === 0) return t('exposure.because.rule', values)
  const blocks = holes.slice(0, HOLES_SHOWN + 1).flatMap(blocksOfRange)
  if (blocks.length > HOLES_SHOWN) return t('exposure.because.rulePart', values)
  return t('exposure.because.ruleExcept', { ...values, holes: blocks.map(formatCidr).join(', ') })
}
