// Rules of a security group: add by form, change, copy, remove.

import { z } from '@hono/zod-openapi'
import { CARRIER_BLOCKED_PORTS } from '../../../core/model/commonPorts.ts'
import { portInRange } from '../../../core/model/ports.ts'
import type { Rule } from '../../../core/model/rule.ts'
import type { SecurityGroup } from '../../../core/model/securityGroup.ts'
import type { Call } from '../../../service/call.ts'
import { addRules } from '../../../service/rule/addRules.ts'
import { cloneRule } from '../../../service/rule/cloneRule.ts'
import { specOf } from '../../../service/rule/copyRule.ts'
import { modifyRule } from '../../../service/rule/modifyRule.ts'
import { findRuleById, removeRulesById } from '../../../service/rule/removeRules.ts'
import { findGroup } from '../../../service/securityGroup/findGroup.ts'
import { findSequence } from '../../../service/sequence/order.ts'
import { orderRules } from '../../../service/sequence/orderRules.ts'
import { direction, groupParams, resourceId, ruleParams, rulesVersion } from '../fields.ts'
import { changed, placeOf, ruleChange, ruleForm, specsOf } from '../forms/ruleForm.ts'
import { operation } from '../operation.ts'
import { ruleSchema, ruleView } from '../views.ts'

const shownRule = z.object({ rule: ruleSchema })
const all = z.array(ruleSchema)

export const ruleOperations = [
  operation({
    name: 'addRules',
    method: 'post',
    path: '/groups/{groupId}/rules',
    summary: 'Add rules: every service of the form with every peer; what is there already stays',
    effect: 'write',
    params: groupParams,
    body: ruleForm,
    answer: z.object({
      added: z.array(ruleSchema),
      carrierBlocked: z
        .array(z.int())
        .openapi({ description: 'ports opened to the internet that some carriers block' }),
    }),
    run(call, { params, body }) {
      const rules = specsOf(body, call)
      const { order } = checkVersion(call, params.groupId, body.version)
      const position = placeOf(body.priority, order)
      const added = addRules(call, { ...params, direction: body.direction, rules, position })
      return { added: added.map((rule) => ruleView(call.state, rule)), carrierBlocked: carrierBlocked(added) }
    },
  }),
  operation({
    name: 'changeRule',
    method: 'patch',
    path: '/groups/{groupId}/rules/{ruleId}',
    summary: 'Change one rule in its place',
    effect: 'write',
    params: ruleParams,
    body: ruleChange,
    answer: shownRule,
    run(call, { params, body }) {
      const group = checkVersion(call, params.groupId, body.version)
      const { direction } = findRuleById(call, group.id, params.ruleId)
      const change = (rule: Rule) => changed(specOf(rule), body, group, call)
      modifyRule(call, { ...params, direction, change })
      return { rule: ruleView(call.state, findRuleById(call, group.id, params.ruleId)) }
    },
  }),
  operation({
    name: 'cloneRule',
    method: 'post',
    path: '/groups/{groupId}/rules/{ruleId}/clone',
    summary: 'Add a rule that is like another one but for what the body says',
    effect: 'write',
    params: ruleParams,
    body: ruleChange.extend({
      into: resourceId.optional().openapi({ description: 'group of the copy; the same when left out' }),
    }),
    answer: shownRule,
    run(call, { params, body: { into, ...change } }) {
      const rule = cloneRule(call, {
        ...params,
        intoGroupId: into,
        change: (spec) => changed(spec, change, findGroup(call, params.groupId), call),
      })
      return { rule: ruleView(call.state, rule) }
    },
  }),
  operation({
    name: 'removeRules',
    method: 'delete',
    path: '/groups/{groupId}/rules',
    summary: 'Remove rules by their ids: all of them or none',
    effect: 'write',
    params: groupParams,
    query: z.strictObject({
      ids: z.string().min(1).openapi({ description: 'parted by commas' }),
      version: rulesVersion,
    }),
    answer: z.object({ removed: z.int() }),
    run(call, { params, query }) {
      checkVersion(call, params.groupId, query.version)
      const ids = query.ids.split(',')
      removeRules(call, params.groupId, ids)
      return { removed: ids.length }
    },
  }),
  operation({
    name: 'orderRules',
    method: 'put',
    path: '/groups/{groupId}/rules/order',
    summary: 'Put the rules of one direction into another order, where rules are in sequence',
    effect: 'write',
    params: groupParams,
    body: z.strictObject({
      direction: direction.default('ingress'),
      ids: z.array(resourceId).openapi({ description: 'every rule of the direction, each once' }),
      version: rulesVersion,
    }),
    answer: z.object({ rules: all }),
    run(call, { params, body: { ids, ...asked } }) {
      const rules = orderRules(call, { ...params, ...asked, ruleIds: ids })
      return { rules: rules.map((rule) => ruleView(call.state, rule)) }
    },
  }),
]

/** Only lists have versions: where priorities decide nobody's place is taken by another change. */
function checkVersion(call: Call, groupId: string, version: number | undefined): SecurityGroup {
  const group = findGroup(call, groupId)
  return group.order === 'inSequence' ? findSequence(call, { groupId, version }) : group
}

function removeRules(call: Call, groupId: string, ids: readonly string[]): void {
  const group = findGroup(call, groupId)
  const rules = ids.map((id) => findRuleById(call, group.id, id))
  for (const direction of ['ingress', 'egress'] as const) {
    const ruleIds = rules.filter((rule) => rule.direction === direction).map((rule) => rule.id)
    if (ruleIds.length > 0) removeRulesById(call, { groupId, direction, ruleIds })
  }
}

/** Opening one of these to everybody may still not help: the call is good, the user should know. */
function carrierBlocked(rules: readonly Rule[]): number[] {
  const ranges = rules
    .filter(({ action, direction }) => action === 'accept' && direction === 'ingress')
    .filter(({ peer }) => peer.kind === 'cidr' && /\/0$/.test(peer.cidr))
    .flatMap(({ ports }) => (ports.kind === 'ranges' ? ports.ranges : []))
  return CARRIER_BLOCKED_PORTS.filter((port) => ranges.some((range) => portInRange(port, range)))
}
