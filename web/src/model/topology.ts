// Who reaches whom on one service, between buckets of groups: exact for every pair, counted without looking at pairs.

import { fleetOf } from '../../../src/core/analysis/fleet.ts'
import { reachOn } from '../../../src/core/analysis/reach.ts'
import { groupMatrix } from '../../../src/core/analysis/reachMatrix.ts'
import type { Service } from '../../../src/core/analysis/service.ts'
import type { Family } from '../../../src/core/model/address.ts'
import type { VpcId } from '../../../src/core/model/ids.ts'
import type { ResourceReader } from '../../../src/core/model/resources.ts'
import type { SecurityGroup } from '../../../src/core/model/securityGroup.ts'
import type { EniPolicy } from '../../../src/core/policy/policy.ts'
import { createResolver } from '../../../src/core/policy/resolve.ts'

/** What makes groups one bucket: the first parts of their names, a tag, their VPC, or nothing: each stands alone. */
export type Fold =
  | { readonly by: 'name'; readonly parts: number }
  | { readonly by: 'tag'; readonly key: string }
  | { readonly by: 'vpc' }
  | { readonly by: 'group' }

export interface TopologyQuestion {
  readonly accountId: string
  readonly region: string
  readonly service: Service
  readonly family: Family
  readonly fold: Fold
  /** Only these groups; empty: all. */
  readonly only: readonly string[]
}

export interface Bucket {
  readonly name: string
  readonly groups: readonly string[]
  readonly enis: number
}

export interface Topology {
  readonly buckets: readonly Bucket[]
  /** Buckets beyond those that can be read. */
  readonly left: number
  /** Row by row: pairs that reach, and pairs there are. */
  readonly cells: readonly { readonly reaching: number; readonly pairs: number }[]
}

/** More rows and columns than this nobody reads. */
const MOST_BUCKETS = 30

export function topologyOf(reader: ResourceReader, asked: TopologyQuestion): Topology {
  const groups = reader
    .by('securityGroup', 'account', asked.accountId)
    .filter(({ id, region }) => (asked.region === '' || region === asked.region) && wanted(asked, id))
  const folded = Map.groupBy(groups, (group) => bucketOf(reader, group, asked.fold))
  const all = [...folded].map(([name, of]) => ({ name, groups: of, enis: enisOf(reader, of) }))
  all.sort((a, b) => b.enis.length - a.enis.length || (a.name < b.name ? -1 : 1))
  const shown = all.slice(0, MOST_BUCKETS).sort((a, b) => (a.name < b.name ? -1 : 1))
  const cells = shown.flatMap(() => shown.map(() => ({ reaching: 0, pairs: 0 })))
  for (const vpcId of vpcsOf(
    reader,
    shown.flatMap(({ enis }) => enis),
  ))
    countIn(reader, vpcId, asked, shown, cells)
  return {
    buckets: shown.map(({ name, groups: of, enis }) => ({
      name,
      groups: of.map(({ id }) => id as string),
      enis: enis.length,
    })),
    left: all.length - shown.length,
    cells,
  }
}

const wanted = ({ only }: TopologyQuestion, id: string): boolean => only.length === 0 || only.includes(id)

function bucketOf(reader: ResourceReader, group: SecurityGroup, fold: Fold): string {
  switch (fold.by) {
    case 'group':
      return group.name === '' ? group.id : `${group.name} ${group.id}`
    case 'vpc': {
      const vpc = group.vpcId === null ? undefined : reader.get('vpc', group.vpcId)
      return vpc === undefined ? '–' : vpc.name === '' ? vpc.id : vpc.name
    }
    case 'tag':
      return group.tags[fold.key] ?? '–'
    case 'name':
      return (
        group.name
          .split(/[-_.\s]+/)
          .slice(0, fold.parts)
          .join('-') || '–'
      )
  }
}

const enisOf = (reader: ResourceReader, groups: readonly SecurityGroup[]): readonly string[] => [
  ...new Set(groups.flatMap(({ id }) => reader.by('eni', 'group', id).map((eni) => eni.id as string))),
]

function vpcsOf(reader: ResourceReader, enis: readonly string[]): ReadonlySet<VpcId> {
  return new Set(enis.flatMap((id) => reader.get('eni', id)?.vpcId ?? []))
}

interface Shown {
  readonly enis: readonly string[]
}

/** P9: what is in different VPCs does not meet by private addresses. */
function countIn(
  reader: ResourceReader,
  vpcId: VpcId,
  { service, family }: TopologyQuestion,
  shown: readonly Shown[],
  cells: { reaching: number; pairs: number }[],
): void {
  const resolver = createResolver(reader)
  const policies = reader
    .by('eni', 'vpc', vpcId)
    .map((eni) => resolver.policyOf(eni.id))
    .filter((policy): policy is EniPolicy => policy !== undefined)
  const fleet = fleetOf(policies, family)
  const places = new Map(fleet.members.map(({ policy }, place) => [policy.eniId as string, place]))
  const members = new Map(
    shown.map(({ enis }, bucket) => [String(bucket), enis.flatMap((id) => places.get(id) ?? [])]),
  )
  const found = groupMatrix(reachOn(fleet, service), members)
  for (const [at, { reaching, pairs }] of found.entries()) {
    const cell = cells[at]
    if (cell === undefined) continue
    cell.reaching += reaching
    cell.pairs += pairs
  }
}
