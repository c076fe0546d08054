// All audit checks; a new one is a file beside this one and a line here.

import type { PolicyChange } from '../diff.ts'
import { removalChanges } from '../removal.ts'
import { anyToAny } from './anyToAny.ts'
import type { AuditWorld, Finding } from './audit.ts'
import { correlatedRules, generalisedRule } from './crossingRules.ts'
import { redundantRule, shadowedRule } from './deadRule.ts'
import { exposedPort } from './exposedPort.ts'
import { groupName } from './groupName.ts'
import { mixedUse } from './mixedUse.ts'
import { openToGroup } from './openToGroup.ts'
import { overlappingGroups } from './overlappingGroups.ts'
import { quotaPressure } from './quotaPressure.ts'
import { staleReference } from './staleReference.ts'
import { unusedRule } from './unusedRule.ts'

export const CHECKS = [
  exposedPort,
  anyToAny,
  shadowedRule,
  redundantRule,
  correlatedRules,
  unusedRule,
  staleReference,
  overlappingGroups,
  mixedUse,
  quotaPressure,
  generalisedRule,
  openToGroup,
  groupName,
] as const

export type CheckId = (typeof CHECKS)[number]['id']

export interface CheckedFinding extends Finding {
  readonly check: CheckId
  /** What the remedy closes and opens, from the diff engine; null where it takes no rules away or nobody could say. */
  readonly changes: readonly PolicyChange[] | null
}

/** In the order of the checks. */
export const audit = (world: AuditWorld): readonly CheckedFinding[] =>
  CHECKS.flatMap((check) => runCheck(world, check))

/** One of them, with what its remedies change. */
export const runCheck = (world: AuditWorld, check: (typeof CHECKS)[number]): readonly CheckedFinding[] =>
  check.run(world).map((finding) => ({
    ...finding,
    check: check.id,
    changes: finding.removes === undefined ? null : removalChanges(world, finding.removes),
  }))
