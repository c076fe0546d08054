// All audit checks; a new one is a file beside this one and a line here.

import { OutOfNodes } from '../../headerspace/bdd.ts'
import { createResolver } from '../../policy/resolve.ts'
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
import { JudgedSubject } from './subject.ts'
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

export interface CheckedFinding extends Omit<Finding, 'removes'> {
  readonly check: CheckId
  /** What the remedy closes and opens, from the diff engine; null where it takes no rules away or nobody could say. */
  readonly changes: readonly PolicyChange[] | null
}

export interface AuditAnswer<T> {
  /** In the order of the checks. */
  readonly findings: readonly T[]
  /** Checks that did not look at everything: time or memory did not suffice. */
  readonly undecided: readonly CheckId[]
}

export interface AuditOptions {
  /** Asked between two steps: true ends the work. */
  readonly isOver?: () => boolean
  /** Told before each step. */
  readonly onProgress?: (done: number, of: number) => void
}

/** `told`: what is kept of each finding, whose changes hold much memory. */
export function audit<T>(
  world: AuditWorld,
  told: (finding: CheckedFinding) => T,
  options: AuditOptions = {},
): AuditAnswer<T> {
  const { isOver = () => false, onProgress } = options
  const findings = new Map<CheckId, T[]>(CHECKS.map(({ id }) => [id, []]))
  const undecided = new Set<CheckId>()
  const steps = stepsOf(world)
  let done = 0
  for (const { id, find } of steps.each()) {
    onProgress?.(done++, steps.count)
    const found = isOver() ? null : withinMemory(() => find().map(told))
    if (found === null) undecided.add(id)
    else findings.get(id)?.push(...found)
  }
  return { findings: [...findings.values()].flat(), undecided: [...undecided] }
}

/** One check about one interface, or about the whole world. */
interface Step {
  readonly id: CheckId
  readonly find: () => readonly CheckedFinding[]
}

/** One interface after the other: what was worked out for it is forgotten with it. */
function stepsOf(world: AuditWorld): { readonly count: number; readonly each: () => Iterable<Step> } {
  const resolver = createResolver(world.reader)
  const ofSubjects = CHECKS.filter((check) => 'judge' in check)
  const ofWorld = CHECKS.filter((check) => 'run' in check)
  return {
    count: world.subjects.length * ofSubjects.length + ofWorld.length,
    *each() {
      for (const { id, run } of ofWorld) {
        yield { id, find: () => run(world).map((finding) => ({ ...finding, check: id, changes: null })) }
      }
      for (const one of world.subjects) {
        const policy = resolver.policyOf(one.eniId)
        if (policy === undefined) continue
        const subject = new JudgedSubject(world, one, policy)
        for (const { id, judge } of ofSubjects) {
          yield { id, find: () => judge(subject).map((finding) => checked(subject, id, finding)) }
        }
      }
    },
  }
}

function checked(subject: JudgedSubject, check: CheckId, { removes, ...finding }: Finding): CheckedFinding {
  const changes = removes === undefined ? null : removalChanges(subject.lists, removes)
  return { ...finding, check, changes }
}

/** Null where it would have taken more than is set aside. */
function withinMemory<T>(find: () => T): T | null {
  try {
    return find()
  } catch (error) {
    if (error instanceof OutOfNodes) return null
    throw error
  }
}
