// The set of packets of a region that pass, with everything unknown as variables of its own.

import { ALL, type Bdd, NONE, type Node } from '../../headerspace/bdd.ts'
import { type CodedField, type PacketSet, PacketSpace } from '../../headerspace/packetSpace.ts'
import type { Family } from '../../model/address.ts'
import type { Hinge } from './doubt.ts'
import { forAll, forSome, type Variables } from './quantify.ts'
import { boxOfRegion, type Region, type Unit } from './units.ts'

export interface Judged {
  readonly space: PacketSpace
  /** Packets that pass whatever the hinges say. */
  readonly certain: PacketSet
  /** Packets that pass if all hinges say no. */
  readonly bare: PacketSet
  readonly open: boolean | 'unknown'
  /** Places of units that decide something of the region; drops only where something behind them would pass. */
  readonly deciding: readonly number[]
}

/** Undefined when the region has no address of the family. Throws OutOfNodes when it takes too long. */
export function judge(
  units: readonly Unit[],
  region: Region,
  family: Family,
  nodeLimit?: number,
): Judged | undefined {
  if (!region.from.some((range) => range.family === family)) return undefined
  if (region.own !== null && !region.own.some((range) => range.family === family)) return undefined
  const boxes = [...units.map(({ box }) => box), boxOfRegion(region)]
  const space = new PacketSpace(boxes, family, nodeLimit)
  const variables = variablesOf(space, units)
  const { diagram } = space
  const matches = units.map((unit, place) => {
    const needed = unit.hinges.map((hinge) => variables.nodes.get(keyOf(hinge)) ?? ALL)
    return needed.reduce((set, hinge) => diagram.and(set, hinge), space.box(place))
  })
  const whole = space.box(units.length)
  const suffixes = whatPasses(diagram, units, matches)
  const passing = diagram.and(suffixes[0] as Node, whole)
  const { peer, service, packet } = variables
  const certain = forAll(diagram, [...peer, ...service, ...packet], passing)
  const bare = underNo(diagram, [...variables.nodes.values()], passing, [...peer, ...service, ...packet])
  const question = { diagram, fields: space.fields, whole, isOwnKnown: region.own !== null }
  const open = passing === NONE ? false : isCertain(question, passing, variables) || 'unknown'
  return { space, certain, bare, open, deciding: decidingPlaces(diagram, units, matches, whole, suffixes) }
}

interface HingeVariables {
  readonly nodes: ReadonlyMap<string, Node>
  readonly peer: Variables
  readonly service: Variables
  readonly packet: Variables
}

const keyOf = ({ kind, key }: Hinge): string => `${kind} ${key}`

/** Behind the variables of the fields, those of one kind together. */
function variablesOf(space: PacketSpace, units: readonly Unit[]): HingeVariables {
  const last = space.fields.at(-1) as CodedField
  let next = last.base + last.bits
  const nodes = new Map<string, Node>()
  const span = (kind: Hinge['kind']): Variables => {
    const first = next
    for (const hinge of units.flatMap(({ hinges }) => hinges)) {
      if (hinge.kind !== kind || nodes.has(keyOf(hinge))) continue
      nodes.set(keyOf(hinge), space.diagram.node(next++, NONE, ALL))
    }
    return first === next ? [] : [[first, next]]
  }
  return { nodes, peer: span('peer'), service: span('service'), packet: span('packet') }
}

/** For each place what passes by the units from there on; what stands before others overrules them. */
function whatPasses(diagram: Bdd, units: readonly Unit[], matches: readonly Node[]): readonly Node[] {
  const passing: Node[] = Array<Node>(units.length + 1).fill(NONE)
  for (let place = units.length - 1; place >= 0; place--) {
    const [match, behind] = [matches[place] as Node, passing[place + 1] as Node]
    passing[place] =
      units[place]?.action === 'accept' ? diagram.or(behind, match) : diagram.difference(behind, match)
  }
  return passing
}

const underNo = (diagram: Bdd, hinges: readonly Node[], set: Node, variables: Variables): Node =>
  forSome(
    diagram,
    variables,
    hinges.reduce((left, hinge) => diagram.difference(left, hinge), set),
  )

interface Question {
  readonly diagram: Bdd
  readonly fields: readonly CodedField[]
  readonly whole: Node
  readonly isOwnKnown: boolean
}

/**
 * Whether something passes whatever is unknown. A list of addresses answers for each source, a list of ports for each
 * service; with both kinds in one question only a witness that fits all answers counts (never too much is claimed).
 */
function isCertain(
  { diagram, fields, whole, isOwnKnown }: Question,
  passing: Node,
  hinges: HingeVariables,
): boolean {
  const [source, own, protocol, service, sourcePort] = fields.map(
    ({ base, bits }): Variables => [[base, base + bits]],
  ) as [Variables, Variables, Variables, Variables, Variables]
  const some = (variables: Variables, set: Node): Node => forSome(diagram, variables, set)
  const all = (variables: Variables, set: Node): Node => forAll(diagram, variables, set)
  const sure = all(hinges.packet, passing)
  const services = [...protocol, ...service, ...sourcePort]
  const bySource = some(source, all(hinges.peer, some(services, all(hinges.service, sure))))
  const byService = some(
    [...protocol, ...service],
    all(hinges.service, some([...source, ...sourcePort], all(hinges.peer, sure))),
  )
  // What remains is asked of the own address alone.
  const owns = diagram.or(bySource, byService)
  const possible = some([...source, ...services], whole)
  return isOwnKnown
    ? diagram.and(owns, possible) !== NONE
    : some(own, diagram.difference(possible, owns)) === NONE
}

/** First match: what each unit takes of what those before it left. */
function decidingPlaces(
  diagram: Bdd,
  units: readonly Unit[],
  matches: readonly Node[],
  whole: Node,
  passing: readonly Node[],
): readonly number[] {
  const found: number[] = []
  let left = whole
  for (const [place, unit] of units.entries()) {
    const taken = diagram.and(left, matches[place] as Node)
    left = diagram.difference(left, taken)
    const counts = unit.action === 'accept' ? taken : diagram.and(taken, passing[place + 1] as Node)
    if (counts !== NONE) found.push(place)
  }
  return found
}
