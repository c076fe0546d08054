// The changes that pages about groups ask for, each with the command and the cloud's call that do the same.

import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import type { RuleChange, RuleForm } from '../../client/generated.ts'
import type { ChangeRequest } from '../../parts/change/request.ts'
import { quoted } from '../../parts/SameThing.tsx'
import type { Translate } from '../../text/index.ts'

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
    cloud: `aliyun ecs ModifySecurityGroupPolicy --RegionId ${group.region} --SecurityGroupId ${group.id} --InnerAccessPolicy ${innerAccess === 'accept' ? 'Accept' : 'Drop'}`,
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
    form.priority === undefined || form.priority === 1 ? '' : `--priority ${form.priority}`,
    `${form.direction === 'egress' ? '--to' : '--from'} ${quoted(peers)}`,
    form.sourcePorts ? `--source-ports ${form.sourcePorts}` : '',
    form.own ? `--own ${form.own}` : '',
    form.nic === 'internet' ? '--nic internet' : '',
    form.description ? `--description ${quoted(form.description)}` : '',
  ]
  return {
    title: `${t('rules.add')}: ${group.name}`,
    name: 'addRules',
    asked: { params: { groupId: group.id }, body: form },
    command: ['menshen rule add', group.id, quoted(form.services), ...options]
      .filter((part) => part !== '')
      .join(' '),
    cloud: authorizeCall(group, form),
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
  ruleId: string,
  body: RuleChange,
  t: Translate,
): ChangeRequest<'changeRule'> {
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
    asked: { params: { groupId: group.id, ruleId }, body },
    command: ['menshen rule modify', group.id, ruleId, ...options].filter((part) => part !== '').join(' '),
    cloud: `aliyun ecs ModifySecurityGroupRule --RegionId ${group.region} --SecurityGroupId ${group.id} --SecurityGroupRuleId ${ruleId}`,
  }
}

export const removeRulesChange = (
  group: SecurityGroup,
  ruleIds: readonly string[],
  t: Translate,
): ChangeRequest<'removeRules'> => ({
  title: `${t('rules.remove', { count: ruleIds.length })}: ${group.name}`,
  name: 'removeRules',
  asked: { params: { groupId: group.id }, query: { ids: ruleIds.join(',') } },
  command: `menshen rule rm ${group.id} ${ruleIds.join(' ')}`,
  cloud: `aliyun ecs RevokeSecurityGroup --RegionId ${group.region} --SecurityGroupId ${group.id} ${ruleIds.map((id, place) => `--SecurityGroupRuleId.${place + 1} ${id}`).join(' ')}`,
  danger: true,
})
