// Answers of the own API, by the schemas that the server declares.

import type { z } from 'zod'
import type { confirmationSchema } from '../server/api/confirmationView.ts'
import type { aclEntrySchema, networkAclSchema } from '../server/api/networkAclView.ts'
import type { flowSchema } from '../server/api/operations/flows.ts'
import type { hitSchema } from '../server/api/operations/hits.ts'
import type { projectSchema } from '../server/api/operations/projects.ts'
import type { changeSchema, eniSchema, groupSchema, listSchema, ruleSchema } from '../server/api/views.ts'
import type { EffectItem } from './effect.ts'
import type { TestsItem } from './policy/results.ts'
import type { RecordedItem } from './replay/print.ts'

export type GroupItem = z.infer<typeof groupSchema>
export type RuleItem = z.infer<typeof ruleSchema>
export type EniItem = z.infer<typeof eniSchema>
export type ListItem = z.infer<typeof listSchema>
export type ProjectItem = z.infer<typeof projectSchema>
export type NetworkAclItem = z.infer<typeof networkAclSchema>
export type AclEntryItem = z.infer<typeof aclEntrySchema>
export type ConfirmationItem = z.infer<typeof confirmationSchema>
export type ChangeItem = z.infer<typeof changeSchema>

export type FlowItem = z.infer<typeof flowSchema>
export type HitItem = z.infer<typeof hitSchema>
export interface HitsAnswer {
  readonly since: string
  readonly items: readonly HitItem[]
}

/** What every change answers. */
/** A host that would be forbidden the way to its own server. */
export type CutOffItem = Readonly<Record<'host' | 'eni' | 'server' | 'by', string>>

export interface Changed {
  readonly dryRun: boolean
  readonly revision: number
  readonly changes: readonly ChangeItem[]
  readonly effect?: EffectItem
  readonly recorded?: RecordedItem
  readonly policyTests?: TestsItem
  readonly cutOff?: readonly CutOffItem[]
  readonly confirmation?: ConfirmationItem
}

export interface Left {
  readonly rule: RuleItem
  readonly reason: { readonly code: string; readonly text: string }
}
