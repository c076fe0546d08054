// Declarative policy: plan, apply, what was applied, and where the state has drifted from it.

import { z } from '@hono/zod-openapi'
import type { PolicyDocument, PolicyFile } from '../../../core/model/policyDocument.ts'
import type { Call } from '../../../service/call.ts'
import type { Declaration } from '../../../service/declared/declaration.ts'
import { applyPlan, findPlan, savePlan, type Tried, tryPolicy } from '../../../service/declared/plan.ts'
import { documentId, reconcile } from '../../../service/declared/reconcile.ts'
import { perform, preview } from '../../../service/pipeline.ts'
import { readPolicy } from '../../policy/declare.ts'
import { checkEnds, keptTests } from '../../policy/testEnds.ts'
import { effectSchema } from '../effect.ts'
import { foretold } from '../foretold.ts'
import { type ApiParts, operation } from '../operation.ts'
import { cutOffSchema } from '../ownChannels.ts'
import { placeholderIds } from '../placeholderIds.ts'
import { recordedSchema } from '../recorded.ts'
import { FieldError } from '../refusal.ts'
import { testsSchema } from '../testsView.ts'
import { changeSchema, shownChanges } from '../views.ts'

export const policyFiles = z
  .array(z.strictObject({ name: z.string().min(1).max(256), text: z.string() }))
  .min(1)
  .max(200)
  .openapi({ description: 'YAML; names are for messages' })

const kept = z.array(z.object({ eniId: z.string(), groupId: z.string() })).openapi({
  description: 'interfaces that would have no group left and keep their last one',
})
const bindings = z.record(z.string(), z.string())

export const policyOperations = [
  operation({
    name: 'plan',
    method: 'post',
    path: '/plan',
    summary: 'Say what applying policy files would change, open, close and break, and keep that as a plan',
    effect: 'read',
    body: z.strictObject({ files: policyFiles, save: z.boolean().default(true) }),
    answer: z.object({
      planId: z.string().nullable().openapi({ description: 'null: nothing to do, or not to be kept' }),
      policy: z.string(),
      revision: z.int(),
      changes: z.array(changeSchema),
      drift: z.array(changeSchema).openapi({
        description: 'what others changed since the policy was applied last, as it would be undone',
      }),
      kept,
      effect: effectSchema,
      recorded: recordedSchema.optional(),
      policyTests: testsSchema.optional(),
      cutOff: cutOffSchema.optional(),
    }),
    async ask({ body, parts, accountId, signal }) {
      const declared = readPolicy(body.files)
      const rehearsed = rehearse(parts, accountId, declared, body.files)
      const told = await foretold(parts, rehearsed.changes, signal)
      const changes = shownChanges(parts.store, rehearsed.changes)
      const planId =
        body.save && changes.length > 0 ? await keep(parts, accountId, declared, body.files, rehearsed) : null
      return {
        ...{ planId, policy: declared.name, revision: rehearsed.revision },
        changes,
        drift: driftOf(parts, accountId, declared.name),
        kept: rehearsed.done.kept.map((each) => ({ ...each })),
        ...told,
      }
    },
  }),
  operation({
    name: 'applyPolicy',
    method: 'post',
    path: '/apply',
    summary: 'Make the state what policy files, or a plan, declare: in one transaction or not at all',
    effect: 'write',
    bringsTests: true,
    body: z.strictObject({ files: policyFiles.optional(), planId: z.string().optional() }),
    answer: z.object({
      policy: z.string(),
      groups: bindings.openapi({ description: 'which group each name stands for' }),
      prefixLists: bindings,
      portLists: bindings,
      kept,
      tests: z.int().openapi({ description: 'tests that the policy brings' }),
    }),
    run(call, { body: { files, planId } }) {
      if ((files === undefined) === (planId === undefined))
        throw new FieldError('planId', planId, 'expected.filesOrPlan')
      const { declared, done } =
        planId === undefined ? applyFiles(call, files ?? []) : applySaved(call, planId)
      return {
        policy: declared.name,
        groups: { ...done.bindings.groups },
        prefixLists: { ...done.bindings.prefixLists },
        portLists: { ...done.bindings.portLists },
        kept: done.kept.map((each) => ({ ...each })),
        tests: done.tests.length,
      }
    },
  }),
  operation({
    name: 'listPolicies',
    method: 'get',
    path: '/policies',
    summary: 'List the policies that were applied, and what has drifted from each',
    effect: 'read',
    answer: z.object({
      items: z.array(
        z.object({
          name: z.string(),
          appliedAt: z.iso.datetime(),
          files: z.array(z.string()),
          groups: bindings,
          prefixLists: bindings,
          portLists: bindings,
          drift: z.array(changeSchema),
        }),
      ),
    }),
    run: (call, { parts, accountId }) => ({
      items: call.state.by('policyDocument', 'account', accountId).map((document) => ({
        name: document.name,
        appliedAt: new Date(document.appliedAt).toISOString(),
        files: document.files.map(({ name }) => name),
        groups: { ...document.bindings.groups },
        prefixLists: { ...document.bindings.prefixLists },
        portLists: { ...document.bindings.portLists },
        drift: driftOf(parts, accountId, document.name),
      })),
    }),
  }),
]

type AccountId = PolicyDocument['accountId']

export interface RehearsedPolicy extends Tried {
  readonly revision: number
}

export function rehearse(
  parts: ApiParts,
  accountId: AccountId,
  declared: Declaration,
  files: readonly PolicyFile[],
  { isOld = false }: { /** As it was applied: who is named may have gone since. */ isOld?: boolean } = {},
): RehearsedPolicy {
  const { value, revision } = preview(
    { ...parts, ids: placeholderIds() },
    {
      ...{ accountId, permission: 'menshen:plan', effect: 'write', dryRun: true, token: null },
      run(call) {
        const kept = keptTests(call, declared.name)
        const tried = tryPolicy(call, declared, files)
        if (!isOld) checkEnds(call, tried.done.tests, kept)
        return tried
      },
    },
  )
  return { ...value, revision }
}

async function keep(
  parts: ApiParts,
  accountId: AccountId,
  { name: policy }: Declaration,
  files: readonly PolicyFile[],
  { changes, digest, revision }: RehearsedPolicy,
): Promise<string> {
  const { value } = await perform(parts, {
    ...{ accountId, permission: 'menshen:plan', effect: 'write', dryRun: false, token: null },
    run: (call) => savePlan(call, { policy, files, changes, digest, revision }),
  })
  return value.id
}

/** What the policy as applied last would change now. */
function driftOf(parts: ApiParts, accountId: AccountId, policy: string) {
  const document = parts.store.get('policyDocument', documentId({ accountId }, policy))
  if (document === undefined) return []
  const { changes } = rehearse(parts, accountId, readPolicy(document.files), document.files, {
    isOld: true,
  })
  return shownChanges(parts.store, changes).filter(({ kind }) => kind !== 'policyTest')
}

function applyFiles(call: Call, files: readonly PolicyFile[]) {
  const declared = readPolicy(files)
  const kept = keptTests(call, declared.name)
  const done = reconcile(call, declared, files)
  checkEnds(call, done.tests, kept)
  return { declared, done }
}

function applySaved(call: Call, planId: string) {
  const plan = findPlan(call, planId)
  const declared = readPolicy(plan.files)
  return { declared, done: applyPlan(call, plan, declared) }
}
