// The columns of a rule file: the fields of a Permission, in a form that survives a spreadsheet (semantics T5).

import type { permissionOf } from '../permission.ts'
import { RULE_PARAMETERS } from '../ruleCodec.ts'

type Permission = ReturnType<typeof permissionOf>

/** What decides stands first, then what is there for people. */
export const COLUMNS: readonly (keyof Permission)[] = [
  'Direction',
  'Policy',
  'Priority',
  'IpProtocol',
  'PortRange',
  'SourceCidrIp',
  'DestCidrIp',
  'Ipv6SourceCidrIp',
  'Ipv6DestCidrIp',
  'SourceGroupId',
  'DestGroupId',
  'SourceGroupOwnerAccount',
  'DestGroupOwnerAccount',
  'SourcePrefixListId',
  'DestPrefixListId',
  'PortRangeListId',
  'SourcePortRange',
  'NicType',
  'Description',
  'SourceGroupName',
  'DestGroupName',
  'SourcePrefixListName',
  'DestPrefixListName',
  'PortRangeListName',
  'SecurityGroupRuleId',
  'CreateTime',
]

const KNOWN: ReadonlyMap<string, string> = new Map(
  [...COLUMNS, ...RULE_PARAMETERS].map((name) => [name.toLowerCase(), name]),
)

/** The column as we spell it; undefined for one that rules do not have. */
export const columnNamed = (text: string): string | undefined => KNOWN.get(text.trim().toLowerCase())
