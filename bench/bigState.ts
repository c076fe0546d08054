// Fills a data folder with as many groups, rules and network interfaces as are asked for, always the same ones.
import { join } from 'node:path'
import {
  asId,
  type EniId,
  type HostId,
  type InstanceId,
  type RuleId,
  type SecurityGroupId,
} from '../src/core/model/ids.ts'
import type { Kind, Resources } from '../src/core/model/resources.ts'
import { openStore } from '../src/store/index.ts'
import type { Store } from '../src/store/store.ts'
import type { Lab } from './scaleLab.ts'

export interface Size {
  readonly groups: number
  readonly rules: number
  readonly enis: number
  /**
   * So many of the groups are crowds: they alone are named by rules, and three fifths of all interfaces are in each.
   * Interfaces then belong to running instances, of a host that is not there.
   */
  readonly crowds?: number
}

/** Writes per transaction while filling. */
const PIECE = 2000
/** A /19 of the VPC has room for so many interfaces here. */
const ENIS_PER_VSWITCH = 8000
const FIRST_ADDRESS = 0x0a00_0000
/** What one group may name others in its rules (limit `groupReferencesPerBasicGroup` is 20). */
const PEERS_IN_TEN = 3

/** The server that made the patterns must be stopped: a store has one owner. */
export async function fill(dataDir: string, patterns: Lab['patterns'], size: Size): Promise<void> {
  const store = await openStore(join(dataDir, 'menshen.db'))
  try {
    const { groupId, vSwitchIds, vpcId } = patterns
    const group = must(store, 'securityGroup', groupId)
    const eni = must(store, 'eni', patterns.eniId)
    const [rule] = store.by('rule', 'group', groupId)
    if (rule === undefined) throw new Error('the pattern group has no rule')
    const groups = Array.from({ length: size.groups }, (_, n) => asId<SecurityGroupId>(idOf('sg', n)))
    const groupAt = (n: number) => groups[n % groups.length] ?? group.id
    const at = (n: number) => group.createdAt + n
    const { crowds = 0 } = size
    const peerAt = (n: number) => groupAt(crowds === 0 ? n * 7 + 1 : (n * 7 + 1) % crowds)

    await each(store, 'securityGroup', size.groups, (n) => ({
      ...group,
      ...{ id: groupAt(n), name: `team-${n % 97}-${n}`, description: `group number ${n}`, createdAt: at(n) },
    }))
    await each(store, 'rule', size.rules, (n) => ({
      ...rule,
      ...{
        id: asId<RuleId>(idOf('sgr', n)),
        groupId: groupAt(n),
        description: `rule ${n}`,
        createdAt: at(n),
      },
      ports: { kind: 'ranges', ranges: [{ first: 1 + (n % 60_000), last: 1 + (n % 60_000) }] },
      peer:
        (n / groups.length) % 10 < PEERS_IN_TEN
          ? { kind: 'group', groupId: peerAt(n), accountId: group.accountId }
          : { kind: 'cidr', cidr: `10.${n % 256}.${(n >> 8) % 256}.0/24` },
    }))
    await each(store, 'eni', size.enis, (n) => ({
      ...eni,
      ...{
        id: asId<EniId>(idOf('eni', n)),
        name: `nic-${n}`,
        vpcId: asId(vpcId),
        createdAt: at(n),
        mac: macOf(n),
      },
      vSwitchId: asId(vSwitchIds[Math.floor(n / ENIS_PER_VSWITCH)] ?? ''),
      primaryAddress: addressOf(n),
      securityGroupIds: groupsOf(n, size).map(groupAt),
      instanceId: crowds === 0 ? eni.instanceId : asId<InstanceId>(idOf('i', n)),
    }))
    if (crowds === 0) return
    const instance = must(store, 'instance', patterns.instanceId)
    await each(store, 'instance', size.enis, (n) => ({
      ...instance,
      ...{ id: asId<InstanceId>(idOf('i', n)), name: `host-${n}`, primaryEniId: asId<EniId>(idOf('eni', n)) },
      ...{ vSwitchId: asId(vSwitchIds[Math.floor(n / ENIS_PER_VSWITCH)] ?? ''), createdAt: at(n) },
      ...{ state: 'running', hostId: asId<HostId>('elsewhere'), hostName: `host-${n}` },
    }))
  } finally {
    await store.close()
  }
}

/** Numbers of the groups of an interface: two of all, or one and three of five crowds. */
export function groupsOf(n: number, { groups, crowds = 0 }: Size): readonly number[] {
  const own =
    crowds === 0
      ? [n % groups, (n * 3 + 1) % groups]
      : [
          crowds + (n % (groups - crowds)),
          ...Array.from({ length: Math.ceil(0.6 * crowds) }, (_, k) => (n + k) % crowds),
        ]
  return [...new Set(own)]
}

async function each<K extends Kind>(
  store: Store,
  kind: K,
  count: number,
  make: (n: number) => Resources[K],
): Promise<void> {
  for (let from = 0; from < count; from += PIECE) {
    await store.transact((state) => {
      for (let n = from; n < Math.min(count, from + PIECE); n++) state.put(kind, make(n))
    })
  }
}

function must<K extends Kind>(store: Store, kind: K, id: string): Resources[K] {
  const found = store.get(kind, id)
  if (found === undefined) throw new Error(`${kind} ${id} is not there`)
  return found
}

/** As long as the ids that the server itself makes. */
export const idOf = (prefix: string, n: number): string => `${prefix}-bp1${n.toString(36).padStart(17, '0')}`

const macOf = (n: number): string =>
  `00:16:3f:${[16, 8, 0].map((shift) => ((n >> shift) & 255).toString(16).padStart(2, '0')).join(':')}`

/** vSwitch number s is 10.s*32.0/19 and so on; the first two hundred and the last addresses stay free. */
export function addressOf(n: number): string {
  const value = FIRST_ADDRESS + Math.floor(n / ENIS_PER_VSWITCH) * 8192 + 100 + (n % ENIS_PER_VSWITCH)
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.')
}
