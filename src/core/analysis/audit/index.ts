// All audit checks; a new one is a file beside this one and a line here.

import { anyToAny } from './anyToAny.ts'
import type { AuditWorld, Finding } from './audit.ts'
import { redundantRule, shadowedRule } from './deadRule.ts'
import { exposedPort } from './exposedPort.ts'
import { groupName } from './groupName.ts'
import { mixedUse } from './mixedUse.ts'
import { overlappingGroups } from './overlappingGroups.ts'
import { quotaPressure } from './quotaPressure.ts'
import { staleReference } from './staleReference.ts'

export const CHECKS = [
  exposedPort,
  anyToAny,
  shadowedRule,
  redundantRule,
  staleReference,
  overlappingGroups,
  mixedUse,
  quotaPressure,
  groupName,
] as const

export type CheckId = (typeof CHECKS)[number]['id']

export interface CheckedFinding extends Finding {
  readonly check: CheckId
}

/** In the order of the checks. */
export const audit = (world: AuditWorld): readonly CheckedFinding[] =>
  CHECKS.flatMap((check) => check.run(world).map((finding) => ({ ...finding, check: check.id })))
