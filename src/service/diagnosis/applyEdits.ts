// Makes the changes of a fix, each by the operation that a user would call for it, with all its checks.

import { type Edit, withEntry } from '../../core/analysis/diagnose/edits.ts'
import { fail } from '../../core/model/faults.ts'
import type { Call } from '../call.ts'
import { type EntrySpec, updateEntries } from '../networkAcl/updateEntries.ts'
import { addRules } from '../rule/addRules.ts'
import { specOf } from '../rule/copyRule.ts'
import { modifyRule } from '../rule/modifyRule.ts'
import { removeRulesById } from '../rule/removeRules.ts'
import { joinGroup } from '../securityGroup/membership.ts'

export function applyEdits(call: Call, edits: readonly Edit[]): void {
  for (const edit of edits) applyEdit(call, edit)
}

function applyEdit(call: Call, edit: Edit): void {
  switch (edit.kind) {
    case 'addRule': {
      const { groupId, direction } = edit.rule
      // Only the classic network knows two NICs; elsewhere the group's network says which it is.
      const nic = call.state.get('securityGroup', groupId)?.vpcId === null ? edit.rule.nic : null
      addRules(call, { groupId, direction, rules: [{ ...specOf(edit.rule), nic }] })
      return
    }
    case 'changeRule': {
      const { groupId, direction, id } = edit.before
      modifyRule(call, { groupId, direction, ruleId: id, change: () => specOf(edit.after) })
      return
    }
    case 'removeRule': {
      const { groupId, direction, id } = edit.rule
      removeRulesById(call, { groupId, direction, ruleIds: [id] })
      return
    }
    case 'joinGroup':
      joinGroup(call, { groupId: edit.groupId, member: { kind: 'eni', id: edit.eniId } })
      return
    case 'addAclEntry': {
      const { networkAclId, direction, entry, before } = edit
      const acl = call.state.get('networkAcl', networkAclId)
      if (acl === undefined) fail({ name: 'networkAclNotFound', networkAclId })
      const specs: readonly EntrySpec[] = acl[direction].map((each) => ({ ...each, family: null }))
      const added: EntrySpec = { ...entry, id: null, family: null }
      updateEntries(call, { region: acl.region, networkAclId, [direction]: withEntry(specs, added, before) })
    }
  }
}
