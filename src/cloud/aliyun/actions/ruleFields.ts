// The parameters that describe one rule, each read from its text form (semantics T1, T2).

import type { Direction } from '../../../core/model/packet.ts'
import type { ErrorSpec } from '../error.ts'
import { choice, type Field, parsed, refuse, text } from '../fields.ts'
import { parseIpv4Text, parseIpv6Text, parsePortText, parseProtocolText } from '../ruleText.ts'

const refusal = (code: string, message: string): ErrorSpec => ({ status: 400, code, message })

export const PORT_RANGE_MALFORMED = refusal(
  'InvalidIpProtocol.Malformed',
  'The specified parameter "PortRange" is not valid.',
)

export const PRIORITY_OUT_OF_BOUNDS = refusal(
  'InvalidPriority.ValueNotSupported',
  'The parameter Priority is invalid.',
)

/** What a user may write: 1 to 100 (P8). */
export const LOWEST_PRIORITY = 100

/** Priority of the system's own rules (P8): it can be named where rules are looked for, never written. */
export const SYSTEM_PRIORITY = 110

const priority = (lowest: number): Field<number | undefined> =>
  parsed(
    `1 to ${lowest}, smaller decides first; 1 when left out.`,
    refusal('InvalidPriority.Malformed', 'The parameter Priority is invalid.'),
    (value) => {
      if (!/^\d{1,9}$/.test(value)) return undefined
      const number = Number(value)
      if (number >= 1 && number <= lowest) return number
      return refuse(PRIORITY_OUT_OF_BOUNDS)
    },
  )

/** A parameter of the other direction's peer: to ignore it would open more than was asked for. */
const otherDirection = (name: string): Field<string | undefined> =>
  text({
    about: `Not for this direction; ${name} is refused.`,
    check: () => false,
    malformed: refusal(
      'InvalidSourceOrDestGroupId.DirectionMissmatch',
      'The specified SourceGroupId or DestGroupId does not match the direction of the rule.',
    ),
  })

const peerFields = (side: 'Source' | 'Dest', direction: Direction) => {
  const isPeer = (side === 'Source') === (direction === 'ingress')
  const field = (name: string, about: string) => (isPeer ? text({ about }) : otherDirection(`${side}${name}`))
  return {
    group: field('GroupId', 'Security group as peer.'),
    account: field('GroupOwnerAccount', 'Account that owns the group, by name; the caller when left out.'),
    accountId: field('GroupOwnerId', 'Account that owns the group, by id.'),
    list: field('PrefixListId', 'Prefix list as peer.'),
  }
}

export interface RuleFieldOptions {
  /** What a malformed PortRange is answered with: each action has its own code. */
  readonly portRange: ErrorSpec
  readonly lowestPriority: number
}

/** Same names for both directions; what belongs to the other one is refused. */
export function ruleFields(direction: Direction, options: RuleFieldOptions) {
  const source = peerFields('Source', direction)
  const dest = peerFields('Dest', direction)
  const own = direction === 'ingress' ? 'Dest' : 'Source'
  const about = (side: string, what: string) =>
    side === own ? `Restricts the instance's own side: ${what}.` : `Peer: ${what}.`
  const block = (side: string) =>
    refusal(`Invalid${side}CidrIp.Malformed`, `The specified parameter "${side}CidrIp" is not valid.`)
  const block6 = (side: string) =>
    refusal(`InvalidParam.Ipv6${side}CidrIp`, `The specified parameter Ipv6${side}CidrIp is not valid.`)
  return {
    IpProtocol: parsed(
      'TCP, UDP, ICMP, ICMPv6, GRE or ALL in any case, or a number from 0 to 255.',
      refusal(
        'InvalidIpProtocol.ValueNotSupported',
        'The parameter IpProtocol must be specified with case insensitive TCP, UDP, ICMP, GRE or All.',
      ),
      parseProtocolText,
    ),
    PortRange: parsed(
      '`first/last`, or `-1/-1` for protocols without ports.',
      options.portRange,
      parsePortText,
    ),
    PortRangeListId: text({ about: 'Port list; ignored when PortRange is given.' }),
    SourcePortRange: parsed(
      'Source ports, in the form of PortRange.',
      refusal('InvalidSourcePortRange.Malformed', 'The specified parameter "SourcePortRange" is not valid.'),
      parsePortText,
    ),
    SourceCidrIp: parsed(about('Source', 'IPv4 address or block'), block('Source'), parseIpv4Text),
    Ipv6SourceCidrIp: parsed(about('Source', 'IPv6 address or block'), block6('Source'), parseIpv6Text),
    SourceGroupId: source.group,
    SourceGroupOwnerAccount: source.account,
    SourceGroupOwnerId: source.accountId,
    SourcePrefixListId: source.list,
    DestCidrIp: parsed(about('Dest', 'IPv4 address or block'), block('Dest'), parseIpv4Text),
    Ipv6DestCidrIp: parsed(about('Dest', 'IPv6 address or block'), block6('Dest'), parseIpv6Text),
    DestGroupId: dest.group,
    DestGroupOwnerAccount: dest.account,
    DestGroupOwnerId: dest.accountId,
    DestPrefixListId: dest.list,
    Policy: choice(['accept', 'drop'], {
      about: 'accept (the default) or drop, in any case.',
      malformed: refusal('InvalidPolicy.Malformed', 'The specified parameter "Policy" is not valid.'),
    }),
    Priority: priority(options.lowestPriority),
    NicType: choice(['intranet', 'internet'], {
      about: 'Network interface of a classic instance; in a VPC always intranet.',
      malformed: refusal('InvalidNicType.ValueNotSupported', 'The specified NicType does not exist.'),
    }),
    Description: text({
      about: '1 to 512 characters.',
      check: (value) => [...value].length <= 512,
      malformed: refusal(
        'InvalidSecurityGroupDiscription.Malformed',
        'The specified security group rule description is not valid.',
      ),
    }),
  }
}
