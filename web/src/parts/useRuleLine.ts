// A rule in one line, in the words of the language and of the account's cloud: `Inbound Allow tcp/22 ← office`.

import { formatPorts } from '../../../src/core/model/portText.ts'
import { formatProtocol, hasPorts } from '../../../src/core/model/protocol.ts'
import type { Rule } from '../../../src/core/model/rule.ts'
import { useModel } from '../model/useModel.ts'
import { useTerms } from './terms.ts'

export function useRuleLine(): (rule: Rule) => string {
  const terms = useTerms()
  const { reader } = useModel()
  return ({ direction, action, protocol, ports, peer }) => {
    const portText =
      ports.kind === 'any' ? '' : ports.kind === 'list' ? ports.listId : formatPorts(ports.ranges)
    const name = formatProtocol(protocol)
    const service = portText === '' || !hasPorts(protocol) ? name : `${name}/${portText}`
    const who =
      peer.kind === 'cidr'
        ? peer.cidr
        : peer.kind === 'group'
          ? reader.get('securityGroup', peer.groupId)?.name || peer.groupId
          : reader.get('prefixList', peer.listId)?.name || peer.listId
    return `${terms(direction)} ${terms(action)} ${service} ${direction === 'egress' ? '→' : '←'} ${who}`
  }
}
