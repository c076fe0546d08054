// Which interfaces a set of writes may give other rules: all that can be, so that whoever looks at these sees everything.

import { BESIDE_POLICY } from '../../model/besidePolicy.ts'
import type { EniId, VSwitchId } from '../../model/ids.ts'
import type { Vpc } from '../../model/network.ts'
import type { Kind, ResourceReader, Resources, Write } from '../../model/resources.ts'
import { addressTextsOf, blockTextsOf } from '../../policy/peers.ts'

export interface Touched {
  /** Their groups' rules, or the addresses that those speak of, may be others. */
  readonly enis: ReadonlySet<EniId>
  /** What stands at their edge may be another (A1). */
  readonly vSwitches: ReadonlySet<VSwitchId>
}

/** Documents of these kinds decide about no packet. */
const WITHOUT_RULES: ReadonlySet<Kind> = new Set([
  ...BESIDE_POLICY,
  'limitSettings',
  'resourceGroup',
  'instance',
  'eip',
  'policyTest',
  'testSettings',
])

/** Whether a write could concern any packet. */
export const mayDecide = ({ kind }: Write): boolean => !WITHOUT_RULES.has(kind)

export function touchedBy(before: ResourceReader, after: ResourceReader, writes: readonly Write[]): Touched {
  const finder = new Finder([before, after])
  for (const write of writes) if (mayDecide(write)) finder.take(write)
  return { enis: finder.enis, vSwitches: finder.vSwitches }
}

type ListKind = 'prefixList' | 'portList'

class Finder {
  readonly enis = new Set<EniId>()
  readonly vSwitches = new Set<VSwitchId>()
  readonly #states: readonly ResourceReader[]
  /** Groups whose members, or lists, have been looked at already. */
  readonly #seen = new Set<string>()

  constructor(states: readonly ResourceReader[]) {
    this.#states = states
  }

  take(write: Write): void {
    const versions = this.#versions(write)
    switch (write.kind) {
      case 'rule':
        for (const { groupId } of versions as readonly Resources['rule'][]) this.#membersOf(groupId)
        return
      case 'securityGroup':
        this.#membersOf(write.id)
        this.#namersOf('peerGroup', write.id)
        return
      case 'prefixList':
      case 'portList':
        for (const id of this.#around(write.kind, write.id)) this.#listUsers(write.kind, id)
        return
      case 'eni':
        this.#eni(write.id as EniId, versions as readonly Resources['eni'][])
        return
      case 'networkAcl':
        this.#behind(write.id)
        return
      case 'vSwitch':
        this.#vSwitch(write.id as VSwitchId)
        return
      case 'vpc':
        this.#vpc(write.id, versions as readonly Vpc[])
        return
      case 'account':
        this.#all('account', write.id)
        return
      case 'policySettings':
        for (const state of this.#states) for (const { id } of state.list('eni')) this.enis.add(id)
        return
      default:
        return
    }
  }

  #versions({ kind, id }: Write): readonly Resources[Kind][] {
    return this.#states.flatMap((state) => state.get(kind, id) ?? [])
  }

  #once(key: string): boolean {
    if (this.#seen.has(key)) return false
    this.#seen.add(key)
    return true
  }

  #membersOf(groupId: string): void {
    if (!this.#once(`members ${groupId}`)) return
    for (const state of this.#states)
      for (const { id } of state.by('eni', 'group', groupId)) this.enis.add(id)
  }

  /** Members of groups with rules that name a group or a list. */
  #namersOf(index: 'peerGroup' | ListKind, id: string): void {
    if (!this.#once(`${index} ${id}`)) return
    for (const state of this.#states) {
      for (const { groupId } of state.by('rule', index, id)) this.#membersOf(groupId)
    }
  }

  /** A list and those that include it, which others include no more. */
  #around(kind: ListKind, id: string): ReadonlySet<string> {
    const outer = this.#states.flatMap((state) => state.by(kind, 'includes', id))
    return new Set([id, ...outer.map((list) => list.id)])
  }

  #listUsers(kind: ListKind, id: string): void {
    this.#namersOf(kind, id)
    if (kind === 'portList') return
    for (const state of this.#states) {
      for (const acl of state.by('networkAcl', 'prefixList', id)) this.#behind(acl.id)
    }
  }

  /** Its own rules, and those of whoever means it by naming one of its groups. */
  #eni(id: EniId, versions: readonly Resources['eni'][]): void {
    this.enis.add(id)
    const texts = versions.map((eni) =>
      JSON.stringify([addressTextsOf(eni), eni.securityGroupIds, eni.vpcId, eni.nic]),
    )
    if (versions.length === 2 && texts[0] === texts[1]) return
    for (const groupId of new Set(versions.flatMap(({ securityGroupIds }) => securityGroupIds))) {
      this.#namersOf('peerGroup', groupId)
      const isInner = this.#states.some(
        (state) => state.get('securityGroup', groupId)?.innerAccess === 'accept',
      )
      if (isInner) this.#membersOf(groupId)
    }
  }

  #behind(networkAclId: string): void {
    if (!this.#once(`behind ${networkAclId}`)) return
    for (const state of this.#states) {
      for (const { id } of state.by('vSwitch', 'networkAcl', networkAclId)) this.vSwitches.add(id)
    }
  }

  /** Labels change nothing. */
  #vSwitch(id: VSwitchId): void {
    const acls = this.#states.map((state) => state.get('vSwitch', id)?.networkAclId)
    if (acls[0] !== acls[1]) this.vSwitches.add(id)
  }

  /** S3: what is public depends on the blocks. */
  #vpc(id: string, versions: readonly Vpc[]): void {
    const [was, is] = versions.map((vpc) => blockTextsOf(vpc).join())
    if (was !== is) this.#all('vpc', id)
  }

  #all(index: 'account' | 'vpc', key: string): void {
    for (const state of this.#states) for (const { id } of state.by('eni', index, key)) this.enis.add(id)
  }
}
