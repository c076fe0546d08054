// Peers as forms write them, as the model keeps them.

import { type AccountId, asId, type PrefixListId, type SecurityGroupId } from '../../../src/core/model/ids.ts'
import type { ResourceReader } from '../../../src/core/model/resources.ts'
import type { Peer } from '../../../src/core/model/rule.ts'

export function peerOf(reader: ResourceReader, groupId: string, text: string): Peer {
  if (/^(pl|ipmg?)-/.test(text)) return { kind: 'prefixList', listId: asId<PrefixListId>(text) }
  if (!text.startsWith('sg-')) return { kind: 'cidr', cidr: text }
  const [id = '', account = reader.get('securityGroup', groupId)?.accountId ?? ''] = text.split('@')
  return { kind: 'group', groupId: asId<SecurityGroupId>(id), accountId: asId<AccountId>(account) }
}
