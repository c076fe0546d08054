// Whom a resource names that is not there: what comes back from the past may speak of what has gone since.

import type { Kind, ResourceReader } from '../../core/model/resources.ts'
import type { Rule } from '../../core/model/rule.ts'

/** Ids of what is missing. */
export function danglingIn(state: ResourceReader, kind: Kind, id: string): readonly string[] {
  const absent = (of: Kind, ids: readonly (string | null | undefined)[]): readonly string[] =>
    ids.filter((one): one is string => typeof one === 'string' && state.get(of, one) === undefined)
  switch (kind) {
    case 'rule':
      return danglingInRule(state.get('rule', id), absent)
    case 'eni':
      return absent('securityGroup', state.get('eni', id)?.securityGroupIds ?? [])
    case 'vSwitch':
      return absent('networkAcl', [state.get('vSwitch', id)?.networkAclId])
    case 'prefixList':
    case 'portList':
      return absent(kind, state.get(kind, id)?.includes ?? [])
    case 'securityGroup':
      return absent('vpc', [state.get('securityGroup', id)?.vpcId])
    case 'networkAcl': {
      const acl = state.get('networkAcl', id)
      const peers = [...(acl?.ingress ?? []), ...(acl?.egress ?? [])].map(({ peer }) => peer)
      const lists = peers.flatMap((peer) => (peer.kind === 'prefixList' ? [peer.listId] : []))
      return [...absent('vpc', [acl?.vpcId]), ...absent('prefixList', lists)]
    }
    default:
      return []
  }
}

function danglingInRule(
  rule: Rule | undefined,
  absent: (of: Kind, ids: readonly string[]) => readonly string[],
): readonly string[] {
  if (rule === undefined) return []
  const { groupId, peer, ports } = rule
  return [
    ...absent('securityGroup', [groupId, ...(peer.kind === 'group' ? [peer.groupId] : [])]),
    ...absent('prefixList', peer.kind === 'prefixList' ? [peer.listId] : []),
    ...absent('portList', ports.kind === 'list' ? [ports.listId] : []),
  ]
}
