// A finding in words, as every form of report shows it.

import type { CheckedFinding, CheckId } from '../../core/analysis/audit/index.ts'
import type { PolicyChange } from '../../core/analysis/diff.ts'
import { formatFactor } from '../../core/headerspace/text.ts'
import { formatPacket } from '../../core/model/packet.ts'
import { shownId } from '../../offline/world.ts'
import type { Translate } from '../../text/index.ts'

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

export function reportFinding(t: Translate, finding: CheckedFinding): ReportedFinding {
  const { check, severity, groupIds, ruleIds, witness } = finding
  const values = { ...finding.values, groups: groupIds.join(', ') }
  return {
    check,
    severity,
    groups: groupIds,
    rules: [...new Set(ruleIds.map(shownId))],
    witness: witness === null ? null : formatPacket(witness),
    message: t(messageKey(finding), values),
    remedy: t(`audit.${check}.remedy`, values),
    effect: t(`audit.${check}.effect`, values),
    changes:
      finding.changes === null
        ? null
        : { closes: regionsOf(finding.changes, 'closed'), opens: regionsOf(finding.changes, 'opened') },
  }
}

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

function messageKey({ check, values }: CheckedFinding) {
  switch (check) {
    case 'exposed-port':
      return values.certainty === 'open' ? 'audit.exposed-port.finding' : 'audit.exposed-port.perhaps'
    case 'any-to-any':
      return values.force === 'real' ? 'audit.any-to-any.finding' : 'audit.any-to-any.overruled'
    case 'stale-reference':
      return values.state === 'stale' ? 'audit.stale-reference.finding' : 'audit.stale-reference.notGiven'
    default:
      return `audit.${check}.finding` as const
  }
}
