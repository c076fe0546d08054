// A small world to learn in: web, app and database in groups of their own, with things left to find and mend.

import { asId, type SecurityGroupId } from '../../core/model/ids.ts'
import type { Instance, VSwitch } from '../../core/model/network.ts'
import { TCP } from '../../core/model/protocol.ts'
import type { Peer } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { runInstances } from '../instance/run.ts'
import { NO_NAMING } from '../owned.ts'
import { createPrefixList } from '../prefixList/createPrefixList.ts'
import { addRules } from '../rule/addRules.ts'
import type { RuleSpec } from '../rule/ruleSpec.ts'
import { createGroup } from '../securityGroup/createGroup.ts'
import { createSequencedGroup } from '../sequence/createGroup.ts'
import { createVpc } from '../vpc/createVpc.ts'
import { createVSwitch } from '../vpc/createVSwitch.ts'

/** Everything of the lab carries it, and nothing else is taken away with the lab. */
export const LAB_TAG = 'menshen:lab'
const TAGS = { [LAB_TAG]: 'three-tier' }
const CIDR = '10.77.0.0/16'
/** Not where questions about the internet at large are asked from. */
const OFFICE = '198.51.100.0/24'
const MACHINE = {
  imageId: 'menshen-lab',
  instanceType: 'ecs.g6.large',
  chargeType: 'PostPaid',
  internetChargeType: 'PayByTraffic',
  keyPairName: '',
  ramRoleName: '',
  userData: '',
  deletionProtection: false,
  metadata: { endpoint: 'enabled', tokens: 'optional', hopLimit: 1 },
} as const

export interface Lab {
  readonly groups: readonly SecurityGroup[]
  readonly instances: readonly Instance[]
}

export function createLab(
  call: Call,
  { region, zone }: { readonly region: string; readonly zone: string },
): Lab {
  const naming = (name: string, description: string) => ({ ...NO_NAMING, name, description, tags: TAGS })
  const vpc = createVpc(call, {
    ...naming('lab', 'made by the console to learn with'),
    ...{ region, cidr: CIDR, ipv6: false, userCidrs: [] },
  })
  const vSwitch = createVSwitch(call, { ...naming('lab', ''), vpcId: vpc.id, zone, cidr: '10.77.0.0/24' })
  const isInSequence = call.state.get('account', call.accountId)?.groupOrder === 'inSequence'
  const group = (name: string, description: string) =>
    isInSequence
      ? createSequencedGroup(call, { ...naming(name, description), region, lists: { egress: [EVERYTHING] } })
      : createGroup(call, { ...naming(name, description), region, vpcId: vpc.id, kind: 'basic' })
  const web = group('lab-web', 'open to everybody on 80 and 443')
  const app = group('lab-app', 'reached by web only')
  const db = group('lab-db', 'reached by app only')
  const office = createPrefixList(call, {
    ...naming('lab-office', 'where administrators sit'),
    ...{ region, family: 4, maxEntries: 10, entries: [{ cidr: OFFICE, description: 'office' }] },
  })
  const from = (peer: Peer, port: number, change: Partial<RuleSpec> = {}): RuleSpec => ({
    ...open(port),
    peer,
    ...change,
  })
  const members = (of: SecurityGroup): Peer => ({ kind: 'group', groupId: of.id, accountId: call.accountId })
  const everybody: Peer = { kind: 'cidr', cidr: '0.0.0.0/0' }
  const rules = (of: SecurityGroup, list: readonly RuleSpec[]) =>
    addRules(call, { groupId: of.id, direction: 'ingress', rules: list })
  rules(web, [
    from(everybody, 80, { description: 'the shop' }),
    from(everybody, 443, { description: 'the shop' }),
    from({ kind: 'prefixList', listId: office.id }, 22, { description: 'administrators' }),
    // What the audit finds: management open to the world.
    from(everybody, 3389, { description: 'forgotten', precedence: 50 }),
  ])
  rules(app, [
    from(members(web), 8080, { description: 'calls of web' }),
    // What the console marks as never deciding: the rule above takes all of it.
    from(members(web), 8080, { description: 'the same again, later', precedence: 60 }),
  ])
  rules(db, [
    from(members(app), 3306, { description: 'queries of app' }),
    // What the diagnosis names: it stands before the rule that would let the report through.
    from({ kind: 'cidr', cidr: '10.77.0.0/24' }, 5432, { action: 'drop', description: 'closed for now' }),
    from(members(app), 5432, { description: 'reports', precedence: 20 }),
  ])
  const run = (name: string, of: SecurityGroup, ports: string, bandwidth: number) =>
    runOne(call, { name, region, zone, vSwitch, groupId: of.id, ports, bandwidth })
  return {
    groups: [web, app, db],
    instances: [
      run('lab-web-1', web, '80,443', 5),
      run('lab-web-2', web, '80,443', 5),
      run('lab-app-1', app, '8080', 0),
      run('lab-db-1', db, '3306,5432', 0),
    ],
  }
}

const open = (port: number): RuleSpec => ({
  protocol: TCP,
  ports: { kind: 'ranges', ranges: [{ first: port, last: port }] },
  sourcePorts: null,
  icmp: null,
  peer: { kind: 'cidr', cidr: '0.0.0.0/0' },
  ownCidr: null,
  action: 'accept',
  precedence: 1,
  nic: null,
  description: '',
})

/** P4: a list lets nothing out by itself. */
const EVERYTHING: RuleSpec = { ...open(1), protocol: 'all', ports: { kind: 'any' } }

interface Wanted {
  readonly name: string
  readonly region: string
  readonly zone: string
  readonly vSwitch: VSwitch
  readonly groupId: string
  readonly ports: string
  readonly bandwidth: number
}

function runOne(call: Call, { name, region, zone, vSwitch, groupId, ports, bandwidth }: Wanted): Instance {
  const [instance] = runInstances(call, {
    ...MACHINE,
    ...NO_NAMING,
    ...{ name, region, zone, anyZone: zone, amount: 1, hostName: name, uniqueSuffix: false },
    tags: { ...TAGS, 'menshen:responder': ports },
    internetMaxBandwidthOut: bandwidth,
    primary: {
      vSwitchId: vSwitch.id,
      securityGroupIds: [asId<SecurityGroupId>(groupId)],
      ...{ name, description: '', deleteOnRelease: true },
    },
    secondaries: [],
    eniIds: [],
    maximumEnis: 2,
    start: true,
  })
  if (instance === undefined) throw new Error('INVARIANT: one instance was asked for')
  return instance
}
