// Changes of rules as Tencent Cloud's command line says them: by places, under the version that was seen.

import type { Rule } from '../../../../src/core/model/rule.ts'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import type { RuleForm } from '../../client/generated.ts'

const SETS = { ingress: 'Ingress', egress: 'Egress' } as const

const policies = (
  action: string,
  { id, region, rulesVersion = 0 }: SecurityGroup,
  set: object,
  more = '',
): string =>
  `tccli vpc ${action} --region ${region} --SecurityGroupId ${id} --SecurityGroupPolicySet '${JSON.stringify({ Version: String(rulesVersion), ...set })}'${more}`

export function createPolicies(group: SecurityGroup, form: RuleForm): string {
  const direction = form.direction ?? 'ingress'
  const place = form.priority === undefined ? {} : { PolicyIndex: form.priority - 1 }
  const action = form.action === 'drop' ? 'DROP' : 'ACCEPT'
  const rules = servicesOf(form.services).flatMap((service) =>
    form.peers.map((peer) => ({
      ...place,
      ...service,
      ...peerOf(peer),
      Action: action,
      ...(form.description ? { PolicyDescription: form.description } : {}),
    })),
  )
  return policies('CreateSecurityGroupPolicies', group, { [SETS[direction]]: rules })
}

export function deletePolicies(group: SecurityGroup, rules: readonly Rule[]): string {
  const [direction = 'ingress'] = rules.map((rule) => rule.direction)
  const indexes = rules
    .filter((rule) => rule.direction === direction)
    .map(({ precedence }) => ({ PolicyIndex: precedence }))
  return policies('DeleteSecurityGroupPolicies', group, { [SETS[direction]]: indexes })
}

export const replacePolicy = (group: SecurityGroup, rule: Rule, form: RuleForm): string =>
  policies('ReplaceSecurityGroupPolicies', group, {
    [SETS[rule.direction]]: [
      {
        PolicyIndex: rule.precedence,
        ...servicesOf(form.services)[0],
        ...peerOf(form.peers[0] ?? ''),
        Action: form.action === 'drop' ? 'DROP' : 'ACCEPT',
      },
    ],
  })

/** Where rules move, the old set says which is meant, and the new one where it goes. */
export function movePolicies(
  group: SecurityGroup,
  direction: Rule['direction'],
  moves: readonly { readonly from: number; readonly to: number }[],
): string {
  const set = SETS[direction]
  const original = { [set]: moves.map(({ from }) => ({ PolicyIndex: from })) }
  return policies(
    'ReplaceSecurityGroupPolicies',
    group,
    { [set]: moves.map(({ from, to }) => ({ PolicyIndex: from, Priority: to })) },
    ` --OriginalSecurityGroupPolicySet '${JSON.stringify(original)}' --UpdateType Priority`,
  )
}

function servicesOf(services: string): readonly object[] {
  let protocol = 'TCP'
  return services.split(',').map((word) => {
    if (/^ppmg-/.test(word)) return { ServiceTemplate: { ServiceGroupId: word } }
    if (/^ppm-/.test(word)) return { ServiceTemplate: { ServiceId: word } }
    const [name = '', ports] = /^\d/.test(word) ? [protocol, word] : word.split('/')
    protocol = name.toUpperCase()
    return { Protocol: protocol, ...(protocol === 'ALL' ? {} : { Port: ports ?? 'ALL' }) }
  })
}

function peerOf(peer: string): object {
  if (peer.startsWith('sg-')) return { SecurityGroupId: peer.split('@')[0] }
  if (peer.startsWith('ipmg-')) return { AddressTemplate: { AddressGroupId: peer } }
  if (peer.startsWith('ipm-')) return { AddressTemplate: { AddressId: peer } }
  return peer.includes(':') ? { Ipv6CidrBlock: peer } : { CidrBlock: peer }
}
