// A finding in words, as every form of report shows it.

import type { CheckedFinding, CheckId } from '../../../core/analysis/audit/index.ts'
import type { PolicyChange } from '../../../core/analysis/diff.ts'
import { formatFactor } from '../../../core/headerspace/text.ts'
import { formatPacket } from '../../../core/model/packet.ts'
import type { Translate } from '../../../text/index.ts'
import type { SentFinding } from '../../analysis/questions/audit.ts'

export interface ReportedFinding {
  readonly check: CheckId
  readonly severity: CheckedFinding['severity']
  readonly groups: readonly string[]
  readonly rules: readonly string[]
  readonly witness: string | null
  readonly message: string
  readonly remedy: string
  /** What the remedy changes. */
  readonly effect: string
  /** The same in packets: what taking the rules away closes and opens; null where it takes none away. */
  readonly changes: { readonly closes: readonly string[]; readonly opens: readonly string[] } | null
}

/** `shownId`: how ids of rules are written, where files made several of one. */
export function reportFinding(
  t: Translate,
  finding: CheckedFinding | SentFinding,
  shownId: (id: CheckedFinding['ruleIds'][number]) => string = (id) => id,
): ReportedFinding {
  const { check, severity, groupIds, ruleIds, witness } = finding
  const values = { ...finding.values, groups: groupIds.join(', ') }
  return {
    check,
    severity,
    groups: groupIds,
    rules: [...new Set(ruleIds.map(shownId))],
    witness: witness === null || typeof witness === 'string' ? witness : formatPacket(witness),
    message: t(messageKey(finding), values),
    remedy: t(`audit.${check}.remedy`, values),
    effect: t(`audit.${check}.effect`, values),
    changes: isSent(finding) ? finding.changes : shownRegions(finding.changes),
  }
}

const isSent = (finding: CheckedFinding | SentFinding): finding is SentFinding =>
  finding.changes !== null && 'closes' in finding.changes

export const shownRegions = (changes: readonly PolicyChange[] | null): ReportedFinding['changes'] =>
  changes === null ? null : { closes: regionsOf(changes, 'closed'), opens: regionsOf(changes, 'opened') }

/** Beyond this many products of sets the rest is left out: the rule ids say the same. */
const REGIONS_SHOWN = 5

const regionsOf = (changes: readonly PolicyChange[], effect: PolicyChange['effect']): readonly string[] =>
  [
    ...new Set(
      changes
        .filter((change) => change.effect === effect)
        .slice(0, REGIONS_SHOWN)
        .flatMap((change) => {
          const peer = change.direction === 'ingress' ? 'source' : 'destination'
          return change
            .region()
            .slice(0, REGIONS_SHOWN)
            .map((factor) => formatFactor(factor, peer))
        }),
    ),
  ].slice(0, REGIONS_SHOWN)

function messageKey({ check, values }: Pick<CheckedFinding, 'check' | 'values'>) {
  switch (check) {
    case 'exposed-port':
      return values.certainty === 'open' ? 'audit.exposed-port.finding' : 'audit.exposed-port.perhaps'
    case 'any-to-any':
      return values.force === 'real' ? 'audit.any-to-any.finding' : 'audit.any-to-any.overruled'
    case 'shadowed-rule':
      return values.cause === 'rules' ? 'audit.shadowed-rule.finding' : 'audit.shadowed-rule.nobody'
    case 'stale-reference':
      return values.state === 'stale' ? 'audit.stale-reference.finding' : 'audit.stale-reference.notGiven'
    default:
      return `audit.${check}.finding` as const
  }
}
