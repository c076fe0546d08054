// Reads the world lines of a packet table into resources (grammar in README.md beside this file).

import { DEFAULT_POLICY_SETTINGS } from '../../src/core/model/account.ts'
import { parseAddress } from '../../src/core/model/address.ts'
import { asId } from '../../src/core/model/ids.ts'
import type { PortEntry } from '../../src/core/model/lists.ts'
import type { Eni, VisibleMode, Vpc, VSwitch } from '../../src/core/model/network.ts'
import { parseProtocol } from '../../src/core/model/protocol.ts'
import { ResourceTables } from '../../src/core/model/tables.ts'
import { addClassic, addLink } from './classic.ts'
import { ParseError } from './parseError.ts'
import { parseAclEntry, parsePorts, parseRule } from './parseRule.ts'
import {
  accountWith,
  basicGroup,
  eipWith,
  eniWith,
  enterpriseGroup,
  instanceOf,
  liesIn,
  networkAclWith,
  portListWith,
  prefixListWith,
  sequenceGroup,
  vpcWith,
  vSwitchOf,
} from './resources.ts'

type Words = readonly string[]
type Statement = (world: ResourceTables, words: Words) => void

const STATEMENTS: Readonly<Record<string, Statement>> = {
  vpc: addVpc,
  vswitch: addVSwitch,
  group: addGroup,
  rule: (world, words) => world.write({ kind: 'rule', ...withId(parseRule(words)) }),
  eni: addEni,
  classic: addClassic,
  link: addLink,
  list: addPrefixList,
  ports: addPortList,
  eip: addEip,
  acl: addNetworkAcl,
  entry: addAclEntry,
  set: addSetting,
}

export function parseWorld(name: string, lines: readonly string[]): ResourceTables {
  const world = new ResourceTables()
  world.write({ kind: 'account', ...withId(accountWith()) })
  world.write({ kind: 'policySettings', ...withId(DEFAULT_POLICY_SETTINGS) })
  for (const [index, line] of lines.entries()) {
    const [word, ...words] = line
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/\s+/)
    if (word === undefined || word === '') continue
    try {
      const statement = STATEMENTS[word]
      if (statement === undefined) throw new Error(`unknown word \`${word}\``)
      statement(world, words)
    } catch (error) {
      throw new ParseError(name, index + 1, error instanceof Error ? error.message : String(error))
    }
  }
  return world
}

const withId = <T extends { readonly id: string }>(body: T): { id: string; body: T } => ({
  id: body.id,
  body,
})

/** `vpc ID CIDR… [user=CIDR,…]`: first IPv4 is the block, other IPv4 are secondary, IPv6 is the /56. */
function addVpc(world: ResourceTables, words: Words): void {
  const [id = '', ...rest] = words
  const blocks = rest.filter((word) => !word.startsWith('user='))
  const [cidr = '10.0.0.0/16', ...secondaryCidrs] = blocks.filter((block) => !block.includes(':'))
  const ipv6Cidr = blocks.find((block) => block.includes(':')) ?? null
  const userCidrs = rest
    .filter((word) => word.startsWith('user='))
    .flatMap((word) => word.slice(5).split(','))
  world.write({ kind: 'vpc', ...withId(vpcWith(id, { cidr, secondaryCidrs, ipv6Cidr, userCidrs })) })
}

/** `vswitch ID VPC CIDR [CIDR6]` */
function addVSwitch(world: ResourceTables, [id = '', vpcId = '', cidr = '', ipv6Cidr]: Words): void {
  const own = ipv6Cidr === undefined ? { cidr } : { cidr, ipv6Cidr }
  world.write({ kind: 'vSwitch', ...withId(vSwitchOf(id, vpcOf(world, vpcId), own)) })
}

/** `group ID [basic|enterprise|sequence] [inner=accept|drop] [ingress=…] [egress=…] [sessions=keep] [vpc=ID|classic]` */
function addGroup(world: ResourceTables, [id = '', ...words]: Words): void {
  const kind = words.find((word) => !word.includes('=')) ?? 'basic'
  const options = optionsOf(words)
  const vpcId = options.vpc === 'classic' ? null : (options.vpc ?? firstVpc(world).id)
  const made = {
    basic: basicGroup,
    enterprise: (name: string) => enterpriseGroup(name, vpcId ?? ''),
    sequence: (name: string) => sequenceGroup(name),
  }
  const make = made[kind as keyof typeof made]
  if (make === undefined) throw new Error(`unknown kind of group \`${kind}\``)
  const group = make(id, vpcId)
  const action = (text: string | undefined, otherwise: 'accept' | 'drop') =>
    text === undefined ? otherwise : text === 'accept' ? 'accept' : 'drop'
  world.write({
    kind: 'securityGroup',
    id,
    body: {
      ...group,
      innerAccess: action(options.inner, group.innerAccess),
      defaults: {
        ingress: action(options.ingress, group.defaults.ingress),
        egress: action(options.egress, group.defaults.egress),
      },
      ...(options.sessions === 'keep' ? { liveSessions: 'keep' } : {}),
    },
  })
}

function timeoutsOf(text: string | undefined): Partial<Eni> {
  if (text === undefined) return {}
  const [tcpEstablished = 0, tcpClosed = 0, udp = 0] = text.split('/').map(Number)
  return { timeouts: { tcpEstablished, tcpClosed, udp } }
}

/** `eni ID ADDRESS[,…] GROUP[,…]|- [vpc=ID] [in=VSWITCH] [on=INSTANCE] [nic=NIC] [timeouts=TCP/CLOSED/UDP] [detached] [stopped]` */
function addEni(world: ResourceTables, [id = '', addressText = '', groupText = '-', ...words]: Words): void {
  const addresses = addressText.split(',')
  const groups = groupText === '-' ? [] : groupText.split(',')
  const options = optionsOf(words)
  const named = options.in === undefined ? undefined : world.get('vSwitch', options.in)
  const vSwitch = named ?? vSwitchFor(world, options.vpc, addresses)
  const instanceId = options.on ?? `i-${id}`
  const eni = eniWith(id, vSwitch, addresses, {
    securityGroupIds: groups.map((group) => asId(group)),
    instanceId: words.includes('detached') ? null : asId(instanceId),
    kind: options.on === undefined ? 'primary' : 'secondary',
    deviceIndex: options.on === undefined ? 0 : 1,
    ...nicOf(options.nic),
    ...timeoutsOf(options.timeouts),
  })
  world.write({ kind: 'eni', id, body: eni })
  if (eni.instanceId === null || world.get('instance', instanceId) !== undefined) return
  const state = words.includes('stopped') ? 'stopped' : 'running'
  world.write({ kind: 'instance', id: instanceId, body: instanceOf(instanceId, eni, { state }) })
}

const nicOf = (text: string | undefined): Pick<Eni, 'nic'> =>
  text === undefined ? {} : { nic: text === 'internet' ? 'internet' : 'intranet' }

/** `list ID CIDR… [+LIST…]` */
function addPrefixList(world: ResourceTables, [id = '', ...words]: Words): void {
  const cidrs = words.filter((word) => !word.startsWith('+'))
  const family = cidrs.some((cidr) => cidr.includes(':')) ? 6 : 4
  world.write({
    kind: 'prefixList',
    ...withId({ ...prefixListWith(id, family, cidrs), ...includesIn(words) }),
  })
}

/** `ports ID [PORTS]` or `ports ID tcp:80,443 icmp … [+LIST…]` */
function addPortList(world: ResourceTables, [id = '', ...words]: Words): void {
  const entries = words.filter((word) => !word.startsWith('+')).flatMap(entriesIn)
  world.write({
    kind: 'portList',
    ...withId({ ...portListWith(id, entries), entries, ...includesIn(words) }),
  })
}

function includesIn(words: Words): { readonly includes?: never } {
  const ids = words.filter((word) => word.startsWith('+')).map((word) => asId(word.slice(1)))
  return (ids.length === 0 ? {} : { includes: ids }) as { readonly includes?: never }
}

function entriesIn(word: string): readonly PortEntry[] {
  if (/^[\d,-]+$/.test(word)) return parsePorts(word).map((range) => ({ ...range, description: '' }))
  const [name = '', ports] = word.split(':')
  const protocol = parseProtocol(name)
  if (protocol === undefined) throw new Error(`not a service: \`${word}\``)
  const ranges = ports === undefined ? [{ first: 0, last: 65_535 }] : parsePorts(ports)
  return ranges.map((range) => ({ ...range, protocol, description: '' }))
}

/** `eip ADDRESS ENI [PRIVATE-ADDRESS|cutThrough|multiEip]` */
function addEip(world: ResourceTables, [address = '', eniId, how]: Words): void {
  const eni = eniId === undefined ? undefined : world.get('eni', eniId)
  if (eniId !== undefined && eni === undefined) throw new Error(`no ENI \`${eniId}\``)
  const mode: VisibleMode | undefined = how === 'cutThrough' || how === 'multiEip' ? how : undefined
  const privateAddress = mode === undefined ? (how ?? eni?.primaryAddress) : ''
  const association =
    eni === undefined
      ? null
      : {
          ...{ eniId: eni.id, instanceId: eni.instanceId, privateAddress: privateAddress ?? '' },
          ...(mode === undefined ? {} : { mode }),
        }
  world.write({ kind: 'eip', ...withId(eipWith(address, association)) })
  if (eni === undefined || mode === undefined) return
  const addresses = [...(eni.visible?.addresses ?? []), address]
  world.write({ kind: 'eni', ...withId({ ...eni, visible: { addresses, only: mode === 'cutThrough' } }) })
}

/** `acl ID VSWITCH[,…]|- [vpc=ID]`: no entries yet, in front of these vSwitches. */
function addNetworkAcl(world: ResourceTables, [id = '', guarded = '-', ...words]: Words): void {
  const { vpc } = optionsOf(words)
  const acl = networkAclWith(id, vpc === undefined ? firstVpc(world) : vpcOf(world, vpc))
  world.write({ kind: 'networkAcl', ...withId(acl) })
  for (const vSwitchId of guarded === '-' ? [] : guarded.split(',')) {
    const vSwitch = world.get('vSwitch', vSwitchId)
    if (vSwitch === undefined) throw new Error(`no vSwitch \`${vSwitchId}\``)
    world.write({ kind: 'vSwitch', ...withId({ ...vSwitch, networkAclId: acl.id }) })
  }
}

/** `entry ID ACL ingress|egress accept|drop PROTOCOL PORTS PEER`: behind those that are there. */
function addAclEntry(world: ResourceTables, words: Words): void {
  const { aclId, direction, entry } = parseAclEntry(words)
  const acl = world.get('networkAcl', aclId)
  if (acl === undefined) throw new Error(`no network ACL \`${aclId}\``)
  world.write({ kind: 'networkAcl', ...withId({ ...acl, [direction]: [...acl[direction], entry] }) })
}

/** `set innerAccess=after-rules`, `set smtp=released` */
function addSetting(world: ResourceTables, words: Words): void {
  const options = optionsOf(words)
  if (options.innerAccess === 'after-rules' || options.innerAccess === 'before-rules') {
    const body = { id: 'policy', innerAccess: options.innerAccess } as const
    world.write({ kind: 'policySettings', ...withId(body) })
  } else if (options.smtp === 'released') {
    world.write({ kind: 'account', ...withId(accountWith({ smtpReleased: true })) })
  } else {
    throw new Error(`unknown setting \`${words.join(' ')}\``)
  }
}

function vSwitchFor(world: ResourceTables, vpcId: string | undefined, addresses: Words): VSwitch {
  const vpc = vpcId === undefined ? firstVpc(world) : vpcOf(world, vpcId)
  const address = addresses.find((text) => parseAddress(text)?.family === 4) ?? ''
  const found = world.by('vSwitch', 'vpc', vpc.id).find((each) => liesIn(address, each.cidr))
  if (found !== undefined) return found
  const made = vSwitchOf(`vsw-${vpc.id}`, vpc)
  if (!liesIn(address, made.cidr)) throw new Error(`no vSwitch of \`${vpc.id}\` holds \`${address}\``)
  world.write({ kind: 'vSwitch', ...withId(made) })
  return made
}

function firstVpc(world: ResourceTables): Vpc {
  for (const vpc of world.list('vpc')) return vpc
  throw new Error('no vpc before this line')
}

function vpcOf(world: ResourceTables, id: string): Vpc {
  const vpc = world.get('vpc', id)
  if (vpc === undefined) throw new Error(`no vpc \`${id}\``)
  return vpc
}

const optionsOf = (words: Words): Readonly<Record<string, string>> =>
  Object.fromEntries(
    words.filter((word) => word.includes('=')).map((word) => word.split(/=(.*)/s).slice(0, 2)),
  )
