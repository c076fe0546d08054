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
  /** Only between these groups; null: between all. */
  readonly sides: Sides | null
}

/** What stands in the rows, and what in the columns. */
export interface Sides {
  readonly from: readonly string[]
  readonly to: readonly string[]
}

export interface Bucket {
  readonly name: string
  readonly groups: readonly string[]
  readonly enis: number
}

export interface Topology {
  readonly rows: readonly Bucket[]
  readonly columns: readonly Bucket[]
  /** Buckets beyond those that can be read. */
  readonly left: number
  /** Row by row: pairs that reach, and pairs there are. */
  readonly cells: readonly { readonly reaching: number; readonly pairs: number }[]
}

/** More rows and columns than this nobody reads. */
export const MOST_BUCKETS = 30

export function topologyOf(reader: ResourceReader, asked: TopologyQuestion): Topology {
  const groups = reader
    .by('securityGroup', 'account', asked.accountId)
    .filter(({ region }) => asked.region === '' || region === asked.region)
  const sideOf = (ids: readonly string[] | undefined): Side => {
    const only = ids && new Set(ids)
    return sideFor(
      reader,
      groups.filter(({ id }) => only?.has(id) ?? true),
      asked.fold,
    )
  }
  const rows = sideOf(asked.sides?.from)
  const isSquare = asked.sides === null || asked.sides.from.join() === asked.sides.to.join()
  const columns = isSquare ? rows : sideOf(asked.sides?.to)
  const cells = rows.shown.flatMap(() => columns.shown.map(() => ({ reaching: 0, pairs: 0 })))
  const enis = [...rows.shown, ...columns.shown].flatMap((bucket) => bucket.enis)
  for (const vpcId of vpcsOf(reader, enis))
    countIn(reader, vpcId, asked, [rows.shown, isSquare ? [] : columns.shown], cells)
  return {
    rows: rows.shown.map(bucketView),
    columns: columns.shown.map(bucketView),
    left: rows.left + (isSquare ? 0 : columns.left),
    cells,
  }
}

interface Folded {
  readonly name: string
  readonly groups: readonly SecurityGroup[]
  readonly enis: readonly string[]
}

interface Side {
  readonly shown: readonly Folded[]
  readonly left: number
}

function sideFor(reader: ResourceReader, groups: readonly SecurityGroup[], fold: Fold): Side {
  const folded = Map.groupBy(groups, (group) => bucketOf(reader, group, fold))
  const all = [...folded].map(([name, of]) => ({ name, groups: of, enis: enisOf(reader, of) }))
  all.sort((a, b) => b.enis.length - a.enis.length || compareNames(a.name, b.name))
  const shown = all.slice(0, MOST_BUCKETS).sort((a, b) => compareNames(a.name, b.name))
  return { shown, left: all.length - shown.length }
}

/** `app2` before `app10`. */
const { compare: compareNames } = new Intl.Collator('en', { numeric: true })

const bucketView = ({ name, groups, enis }: Folded): Bucket => ({
  name,
  groups: groups.map(({ id }) => id as string),
  enis: enis.length,
})

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
      return namePrefix(group.name, fold.parts) || '–'
  }
}

export const namePrefix = (name: string, parts: number): string =>
  name
    .split(/[-_.\s]+/)
    .slice(0, parts)
    .join('-')

const enisOf = (reader: ResourceReader, groups: readonly SecurityGroup[]): readonly string[] => [
  ...new Set(groups.flatMap(({ id }) => reader.by('eni', 'group', id).map((eni) => eni.id as string))),
]

function vpcsOf(reader: ResourceReader, enis: readonly string[]): ReadonlySet<VpcId> {
  return new Set(enis.flatMap((id) => reader.get('eni', id)?.vpcId ?? []))
}

/** P9: what is in different VPCs does not meet by private addresses. */
function countIn(
  reader: ResourceReader,
  vpcId: VpcId,
  { service, family }: TopologyQuestion,
  [rows, columns]: readonly [readonly Folded[], readonly Folded[]],
  cells: { reaching: number; pairs: number }[],
): void {
  const resolver = createResolver(reader)
  const policies = reader
    .by('eni', 'vpc', vpcId)
    .map((eni) => resolver.policyOf(eni.id))
    .filter((policy): policy is EniPolicy => policy !== undefined)
  const fleet = fleetOf(policies, family)
  const places = new Map(fleet.members.map(({ policy }, place) => [policy.eniId as string, place]))
  const shown = [...rows, ...columns]
  const members = new Map(
    shown.map(({ enis }, bucket) => [String(bucket), enis.flatMap((id) => places.get(id) ?? [])]),
  )
  const found = groupMatrix(reachOn(fleet, service), members)
  // With columns of their own, each row's cells begin behind those among the rows.
  const width = columns.length > 0 ? columns.length : rows.length
  for (const [at, cell] of cells.entries()) {
    const row = Math.floor(at / width)
    const column = (at % width) + (columns.length > 0 ? rows.length : 0)
    const { reaching, pairs } = found[row * shown.length + column] ?? { reaching: 0, pairs: 0 }
    cell.reaching += reaching
    cell.pairs += pairs
  }
}
