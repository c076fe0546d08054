// The changes that pages about groups ask for, each with the command and the cloud's call that do the same.

import type { Rule } from '../../../../src/core/model/rule.ts'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import type { RuleChange, RuleForm } from '../../client/generated.ts'
import type { ChangeRequest } from '../../parts/change/request.ts'
import { quoted } from '../../parts/SameThing.tsx'
import type { Translate } from '../../text/index.ts'
import { isInSequence, versionOf } from './sequence.ts'
import { createPolicies, deletePolicies, movePolicies, replacePolicy } from './tencentCalls.ts'

export const lockChange = (group: SecurityGroup, t: Translate): ChangeRequest<'changeGroup'> => ({
  title: `${t(group.deletionProtection ? 'groups.unprotect' : 'groups.protect')}: ${group.name}`,
  name: 'changeGroup',
  asked: { params: { groupId: group.id }, body: { deletionProtection: !group.deletionProtection } },
  command: `menshen sg modify ${group.id} --deletion-protection ${group.deletionProtection ? 'off' : 'on'}`,
})

export const innerAccessChange = (group: SecurityGroup, t: Translate): ChangeRequest<'changeGroup'> => {
  const innerAccess = group.innerAccess === 'accept' ? 'drop' : 'accept'
  return {
    title: `${t(innerAccess === 'accept' ? 'groups.innerOn' : 'groups.innerOff')}: ${group.name}`,
    name: 'changeGroup',
    asked: { params: { groupId: group.id }, body: { innerAccess } },
    command: `menshen sg modify ${group.id} --inner-access ${innerAccess}`,
    cloud: {
      aliyun: `aliyun ecs ModifySecurityGroupPolicy --RegionId ${group.region} --SecurityGroupId ${group.id} --InnerAccessPolicy ${innerAccess === 'accept' ? 'Accept' : 'Drop'}`,
    },
  }
}

export function addRulesChange(
  group: SecurityGroup,
  form: RuleForm,
  t: Translate,
): ChangeRequest<'addRules'> {
  const peers = form.peers.join(',')
  const options = [
    form.action === 'drop' ? '--drop' : '',
    form.priority === undefined || (form.priority === 1 && !isInSequence(group))
      ? ''
      : `--priority ${form.priority}`,
    `${form.direction === 'egress' ? '--to' : '--from'} ${quoted(peers)}`,
    form.sourcePorts ? `--source-ports ${form.sourcePorts}` : '',
    form.own ? `--own ${form.own}` : '',
    form.nic === 'internet' ? '--nic internet' : '',
    form.description ? `--description ${quoted(form.description)}` : '',
  ]
  return {
    title: `${t('rules.add')}: ${group.name}`,
    name: 'addRules',
    asked: { params: { groupId: group.id }, body: { ...form, ...versionOf(group) } },
    command: ['menshen rule add', group.id, quoted(form.services), ...options]
      .filter((part) => part !== '')
      .join(' '),
    cloud: { aliyun: authorizeCall(group, form), tencent: createPolicies(group, form) },
  }
}

/** The first of the rules, as the cloud's command line says it. */
function authorizeCall(group: SecurityGroup, form: RuleForm): string {
  const action = form.direction === 'egress' ? 'AuthorizeSecurityGroupEgress' : 'AuthorizeSecurityGroup'
  const side = form.direction === 'egress' ? 'Dest' : 'Source'
  const [peer = ''] = form.peers
  const field = peer.startsWith('sg-')
    ? `${side}GroupId`
    : peer.startsWith('pl-')
      ? `${side}PrefixListId`
      : peer.includes(':')
        ? `Ipv6${side}CidrIp`
        : `${side}CidrIp`
  const [, protocol = 'TCP', ports = ''] = /^(\w+)\/([\d-]+)/.exec(form.services) ?? []
  const range = ports === '' ? '-1/-1' : ports.includes('-') ? ports.replace('-', '/') : `${ports}/${ports}`
  return `aliyun ecs ${action} --RegionId ${group.region} --SecurityGroupId ${group.id} --Permissions.1.IpProtocol ${protocol.toUpperCase()} --Permissions.1.PortRange ${range} --Permissions.1.${field} ${peer} --Permissions.1.Policy ${form.action === 'drop' ? 'Drop' : 'Accept'} --Permissions.1.Priority ${form.priority ?? 1}`
}

export function changeRuleChange(
  group: SecurityGroup,
  rule: Rule,
  body: RuleChange,
  form: RuleForm,
  t: Translate,
): ChangeRequest<'changeRule'> {
  const ruleId = rule.id
  const options = [
    body.action === undefined ? '' : body.action === 'drop' ? '--drop' : '--accept',
    body.priority === undefined ? '' : `--priority ${body.priority}`,
    body.service === undefined ? '' : `--service ${quoted(body.service)}`,
    body.peer === undefined ? '' : `--peer ${quoted(body.peer)}`,
    body.sourcePorts === undefined ? '' : `--source-ports ${quoted(body.sourcePorts)}`,
    body.own === undefined ? '' : `--own ${quoted(body.own)}`,
    body.description === undefined ? '' : `--description ${quoted(body.description)}`,
  ]
  return {
    title: `${t('rules.edit')}: ${group.name}`,
    name: 'changeRule',
    asked: { params: { groupId: group.id, ruleId }, body: { ...body, ...versionOf(group) } },
    command: ['menshen rule modify', group.id, ruleId, ...options].filter((part) => part !== '').join(' '),
    cloud: {
      aliyun: `aliyun ecs ModifySecurityGroupRule --RegionId ${group.region} --SecurityGroupId ${group.id} --SecurityGroupRuleId ${ruleId}`,
      tencent: replacePolicy(group, rule, form),
    },
  }
}

export function removeRulesChange(
  group: SecurityGroup,
  rules: readonly Rule[],
  t: Translate,
): ChangeRequest<'removeRules'> {
  const ids = rules.map(({ id }) => id as string)
  const action = rules.some(({ direction }) => direction === 'egress')
    ? 'RevokeSecurityGroupEgress'
    : 'RevokeSecurityGroup'
  return {
    title: `${t('rules.remove', { count: ids.length })}: ${group.name}`,
    name: 'removeRules',
    asked: { params: { groupId: group.id }, query: { ids: ids.join(','), ...versionOf(group) } },
    command: `menshen rule rm ${group.id} ${ids.join(' ')}`,
    cloud: {
      aliyun: `aliyun ecs ${action} --RegionId ${group.region} --SecurityGroupId ${group.id} ${ids.map((id, place) => `--SecurityGroupRuleId.${place + 1} ${id}`).join(' ')}`,
      tencent: deletePolicies(group, rules),
    },
    danger: true,
  }
}

/** The whole list as it shall stand, under the version that it was sorted from. */
export function orderRulesChange(
  group: SecurityGroup,
  direction: Rule['direction'],
  rules: readonly Rule[],
  version: number,
  t: Translate,
): ChangeRequest<'orderRules'> {
  const ids = rules.map(({ id }) => id as string)
  const moves = rules.flatMap(({ precedence }, to) => (precedence === to ? [] : [{ from: precedence, to }]))
  return {
    title: `${t('rules.order')}: ${group.name}`,
    name: 'orderRules',
    asked: { params: { groupId: group.id }, body: { direction, ids, version } },
    command: `menshen rule order ${group.id} ${ids.join(' ')}${direction === 'egress' ? ' --egress' : ''} --seen-version ${version}`,
    cloud: { tencent: movePolicies(group, direction, moves) },
  }
}
