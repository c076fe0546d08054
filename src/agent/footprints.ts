// Which VPCs a change may concern, so that the others are not even planned.

import { isClassicGroup, networkOf } from '../core/model/classic.ts'
import type { VpcId } from '../core/model/ids.ts'
import type { Eni } from '../core/model/network.ts'
import type { Kind, ResourceReader, Resources, Write } from '../core/model/resources.ts'
import type { SecurityGroup } from '../core/model/securityGroup.ts'

export interface Touched {
  readonly vpcIds: 'all' | ReadonlySet<VpcId>
  /** Namespaces, links or routes may have to change. */
  readonly layout: boolean
}

const LAYOUT_KINDS: readonly Kind[] = ['vpc', 'vSwitch', 'eni', 'instance', 'eip']
/** Kinds that belong to one VPC; any other kind may matter everywhere. */
const PLACED_KINDS = ['vpc', 'vSwitch', 'securityGroup', 'rule', 'eni', 'instance', 'eip'] as const

/** A VPC, or a group that belongs to none: wherever its members are. */
type Place =
  | { readonly vpcId: VpcId }
  | { readonly groupId: string }
  | { readonly instance: Resources['instance'] }

/** Remembers where resources were, since one that is gone can no longer be asked. */
export class Footprints {
  readonly #state: () => ResourceReader
  readonly #places = new Map<string, Place>()
  readonly #enis = new Map<string, Eni>()

  constructor(state: () => ResourceReader) {
    this.#state = state
  }

  /** Everything is new. */
  restart(): void {
    this.#places.clear()
    this.#enis.clear()
    for (const eni of this.#state().list('eni')) this.#enis.set(eni.id, eni)
    for (const kind of PLACED_KINDS) {
      for (const body of this.#state().list(kind)) this.#remember({ kind, id: body.id, body } as Write)
    }
  }

  /** Call after the writes have been applied. */
  touchedBy(writes: readonly Write[]): Touched {
    const vpcIds = new Set<VpcId>()
    let everywhere = false
    for (const write of writes) {
      if (!PLACED_KINDS.some((kind) => kind === write.kind)) everywhere = true
      const before = this.#places.get(`${write.kind} ${write.id}`)
      const now = this.#remember(write)
      for (const place of [before, now]) for (const vpcId of this.#vpcsOf(place)) vpcIds.add(vpcId)
    }
    const layout = writes.map((write) => this.#movesLinks(write)).includes(true)
    return { vpcIds: everywhere ? 'all' : vpcIds, layout }
  }

  /** Who is in which groups is no business of namespaces and links. */
  #movesLinks(write: Write): boolean {
    if (write.kind !== 'eni') return LAYOUT_KINDS.includes(write.kind)
    const before = this.#enis.get(write.id)
    if (write.body === null) this.#enis.delete(write.id)
    else this.#enis.set(write.id, write.body)
    return before === undefined || write.body === null || layoutOf(before) !== layoutOf(write.body)
  }

  /** Who joins or leaves a group is a write of its own. */
  #vpcsOf(place: Place | null | undefined): readonly VpcId[] {
    if (!place) return []
    if ('vpcId' in place) return [place.vpcId]
    if ('instance' in place) {
      // K3: a classic instance has interfaces in other networks than its own.
      const { id, vpcId } = place.instance
      return [
        vpcId,
        ...this.#state()
          .by('eni', 'instance', id)
          .map((eni) => eni.vpcId),
      ]
    }
    return this.#state()
      .by('eni', 'group', place.groupId)
      .map((eni) => eni.vpcId)
  }

  #remember(write: Write): Place | null {
    const key = `${write.kind} ${write.id}`
    const place = write.body === null ? null : this.#placeOf(write)
    if (place === null) this.#places.delete(key)
    else this.#places.set(key, place)
    return place
  }

  #placeOf(write: Write): Place | null {
    const body = write.body as Resources[Kind]
    switch (write.kind) {
      case 'vpc':
        return { vpcId: (body as Resources['vpc']).id }
      case 'vSwitch':
      case 'eni':
        return { vpcId: (body as Resources['eni']).vpcId }
      case 'instance':
        return { instance: body as Resources['instance'] }
      case 'securityGroup':
        return placeOfGroup(body as Resources['securityGroup'])
      case 'rule': {
        const group = this.#state().get('securityGroup', (body as Resources['rule']).groupId)
        return group === undefined ? null : placeOfGroup(group)
      }
      case 'eip': {
        const { association } = body as Resources['eip']
        const eni = association === null ? undefined : this.#state().get('eni', association.eniId)
        return eni === undefined ? null : { vpcId: eni.vpcId }
      }
      default:
        return null
    }
  }
}

function placeOfGroup(group: SecurityGroup): Place {
  const vpcId = networkOf(group)
  // K3: members of classic groups may be linked to VPCs.
  return vpcId === null || isClassicGroup(group) ? { groupId: group.id } : { vpcId }
}

/** All of an ENI that a layout may read. */
const layoutOf = ({ securityGroupIds: _, ...eni }: Eni): string => JSON.stringify(eni)
