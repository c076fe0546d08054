// What differs between the groups of two worlds: packets that only one lets through, rules that only one has.

import { diffPolicies, type PolicyChange } from '../core/analysis/diff.ts'
import { doubtfulPolicy } from '../core/analysis/exposure/doubt.ts'
import { anyEniWith } from '../core/analysis/ground.ts'
import type { Rule } from '../core/model/rule.ts'
import type { SecurityGroup } from '../core/model/securityGroup.ts'
import type { Why } from '../core/model/verdict.ts'
import { type Clause, type EniPolicy, everything } from '../core/policy/policy.ts'
import { resolvePolicy } from '../core/policy/resolve.ts'
import type { OfflineWorld } from './world.ts'

export interface DifferentPart extends Omit<PolicyChange, 'before' | 'after'> {
  readonly before: Why
  readonly after: Why
}

export interface GroupDifference {
  /** Null: the group is on one side only. */
  readonly left: SecurityGroup | null
  readonly right: SecurityGroup | null
  readonly parts: readonly DifferentPart[]
  readonly removed: readonly Rule[]
  readonly added: readonly Rule[]
  /** Lists and groups that nobody gave: they are compared as if nobody were in them. */
  readonly unknown: readonly string[]
}

const NODE_LIMIT = 4_000_000

/** Groups of one id belong together, then those of one name; a single group on each side in any case. */
export function compareWorlds(
  left: OfflineWorld,
  right: OfflineWorld,
  keyOf: (rule: Rule) => string,
): readonly GroupDifference[] {
  return pairsOf(left.groups, right.groups).map(([a, b]) => {
    const was = a === null ? null : sideOf(left, a, keyOf)
    const is = b === null ? null : sideOf(right, b, keyOf)
    const changes = diffPolicies(was?.policy ?? NOBODY, is?.policy ?? NOBODY, NODE_LIMIT)
    const only = (some: Side | null, others: Side | null): readonly Rule[] =>
      [...(some?.rules ?? [])].filter(([key]) => others?.rules.has(key) !== true).map(([, rule]) => rule)
    return {
      left: a,
      right: b,
      parts: changes.map((change) => ({
        ...change,
        before: whyAt(was?.policy ?? NOBODY, change, change.before),
        after: whyAt(is?.policy ?? NOBODY, change, change.after),
      })),
      removed: only(was, is),
      added: only(is, was),
      unknown: [...new Set([...(was?.unknown ?? []), ...(is?.unknown ?? []), ...innerUnknown(a, b)])],
    }
  })
}

type Groups = readonly SecurityGroup[]
type Pair = readonly [SecurityGroup | null, SecurityGroup | null]

function pairsOf(left: Groups, right: Groups): readonly Pair[] {
  const [onlyLeft, onlyRight] = [left[0], right[0]]
  if (left.length === 1 && right.length === 1 && onlyLeft && onlyRight) return [[onlyLeft, onlyRight]]
  const free = new Set(right)
  const take = (found: SecurityGroup | undefined): SecurityGroup | null => {
    if (found === undefined) return null
    free.delete(found)
    return found
  }
  const byId = new Map(left.map((one) => [one, take(right.find(({ id }) => id === one.id))]))
  const paired = left.map((one): Pair => {
    const named = (): SecurityGroup | undefined =>
      one.name === '' ? undefined : [...free].find(({ name }) => name === one.name)
    return [one, byId.get(one) ?? take(named())]
  })
  return [...paired, ...[...free].map((one): Pair => [null, one])]
}

interface Side {
  readonly policy: EniPolicy
  readonly rules: ReadonlyMap<string, Rule>
  readonly unknown: readonly string[]
}

function sideOf(world: OfflineWorld, group: SecurityGroup, keyOf: (rule: Rule) => string): Side {
  const { reader } = world
  const policy = resolvePolicy(reader, world.bind([group]))
  if (policy === undefined) throw new Error(`INVARIANT: the interface was put: ${group.id}`)
  return {
    policy: anyEniWith(policy),
    rules: new Map(reader.by('rule', 'group', group.id).map((rule) => [keyOf(rule), rule])),
    unknown: unknownIn(world, policy),
  }
}

/** Lists and groups that rules name and nobody gave. */
export function unknownIn({ reader, knowledge }: OfflineWorld, policy: EniPolicy): readonly string[] {
  const { lists } = doubtfulPolicy(reader, policy, knowledge)
  return [...lists.ingress, ...lists.egress]
    .filter(({ clause }) => clause.why.kind === 'rule')
    .flatMap(({ hinges }) => hinges.map(({ key }) => key))
}

/** Who the members are decides what inner access opens. */
const innerUnknown = (left: SecurityGroup | null, right: SecurityGroup | null): readonly string[] =>
  left !== null && right !== null && left.innerAccess !== right.innerAccess ? [`members of ${right.id}`] : []

const CLOSED = everything('drop', { kind: 'noGroup' })
const NOBODY = anyEniWith({ ingress: [CLOSED], egress: [CLOSED] })

const whyAt = (policy: EniPolicy, { direction }: PolicyChange, place: number): Why =>
  (policy[direction][place] as Clause).why
