// What every audit check is: it looks at a world and names findings; the words for them are kept with all texts.

import type { EniId, RuleId, SecurityGroupId } from '../../model/ids.ts'
import type { Packet } from '../../model/packet.ts'
import type { ResourceReader } from '../../model/resources.ts'
import type { SecurityGroup } from '../../model/securityGroup.ts'
import type { Knowledge } from '../exposure/doubt.ts'
import type { JudgedSubject } from './subject.ts'

/** From the worst on. */
export const SEVERITIES = ['high', 'medium', 'low', 'info'] as const
export type Severity = (typeof SEVERITIES)[number]

/** An interface that is judged: a real one, or one of unknown address for a group that no known one has. */
export interface AuditSubject {
  readonly eniId: EniId
  readonly groupIds: readonly SecurityGroupId[]
}

/** What the data plane has counted; rules that it does not count have no entry. */
export interface RuleHits {
  /** Since when, as readers will see it. */
  readonly since: string
  readonly packets: ReadonlyMap<RuleId, number>
}

export interface AuditWorld {
  readonly reader: ResourceReader
  readonly knowledge: Knowledge
  readonly groups: readonly SecurityGroup[]
  readonly subjects: readonly AuditSubject[]
  /** Absent: nobody counted, and nothing is said about what is used. */
  readonly hits?: RuleHits
}

export interface Finding {
  readonly severity: Severity
  readonly groupIds: readonly SecurityGroupId[]
  readonly ruleIds: readonly RuleId[]
  /** A packet that shows it, as the evaluator confirmed. */
  readonly witness: Packet | null
  /** For the words. */
  readonly values: Readonly<Record<string, string | number>>
  /** What the remedy takes away from the interface, so that what it closes and opens can be worked out. */
  readonly removes?: readonly RuleId[]
}

/** Stable; texts are `audit.<id>.title`, `.finding`, `.remedy` and `.effect`. */
interface Named<Id extends string> {
  readonly id: Id
}

/** Looks at one interface after the other. */
export interface SubjectCheck<Id extends string = string> extends Named<Id> {
  judge(subject: JudgedSubject): readonly Finding[]
}

/** Looks at everything at once. */
export interface WorldCheck<Id extends string = string> extends Named<Id> {
  run(world: AuditWorld): readonly Omit<Finding, 'removes'>[]
}
