// Policy tests: what is installed, how it stands, and how it would stand with other files.

import { z } from '@hono/zod-openapi'
import { writesOf } from '../../../service/changes.ts'
import { documentId } from '../../../service/declared/reconcile.ts'
import { installTests, removeTests } from '../../../service/declared/tests.ts'
import { readPolicy } from '../../policy/declare.ts'
import { checkEnds, keptTests } from '../../policy/testEnds.ts'
import { operation } from '../operation.ts'
import { FieldError } from '../refusal.ts'
import { testSchema, testsSchema, testsView, testView } from '../testsView.ts'
import { policyFiles, rehearse } from './policies.ts'
import { decided } from './questions.ts'

const within = z.coerce.number().int().min(1).max(120).default(30)
const mode = z.enum(['refuse', 'warn'])
const settings = z.object({
  mode: mode.openapi({
    description: '`refuse`: a write that breaks a test is refused; `warn`: it is logged',
  }),
  reason: z.string(),
})

export const testOperations = [
  operation({
    name: 'listTests',
    method: 'get',
    path: '/tests',
    summary: 'List the policy tests that are kept here',
    effect: 'read',
    answer: z.object({ items: z.array(testSchema), settings }),
    run: (call) => ({
      items: [...call.state.list('policyTest')].map(testView),
      settings: settingsIn(call.state.get('testSettings', 'policyTests')),
    }),
  }),
  operation({
    name: 'runTests',
    method: 'post',
    path: '/tests/run',
    summary: 'Run policy tests: those kept here, or those of files on the state as the files would make it',
    effect: 'read',
    body: z.strictObject({ files: policyFiles.optional(), suite: z.string().optional(), within }),
    answer: testsSchema.extend({ revision: z.int() }),
    async ask({ body, parts, accountId, signal }) {
      const { files, suite } = body
      const declared = files === undefined ? null : readPolicy(files)
      const writes =
        declared === null ? [] : writesOf(rehearse(parts, accountId, declared, files ?? []).changes)
      const only = suite ?? declared?.name
      const input = { writes, affectedOnly: false, ...(only === undefined ? {} : { suite: only }) }
      const answered = await parts.analysis.questions.ask('tests', input, {
        budget: 1000 * body.within,
        signal,
      })
      const { value, revision } = decided(answered)
      return { ...testsView(parts.store, value), revision }
    },
  }),
  operation({
    name: 'installTests',
    method: 'post',
    path: '/tests',
    summary: 'Keep the tests of policy files here, in the place of those of the same policy',
    effect: 'write',
    bringsTests: true,
    body: z.strictObject({ files: policyFiles }),
    answer: z.object({ suite: z.string(), tests: z.array(testSchema) }),
    run(call, { body }) {
      const declared = readPolicy(body.files)
      const document = call.state.get('policyDocument', documentId(call, declared.name))
      const kept = keptTests(call, declared.name)
      const tests = installTests(call, declared, document?.bindings)
      checkEnds(call, tests, kept)
      return { suite: declared.name, tests: tests.map(testView) }
    },
  }),
  operation({
    name: 'removeTests',
    method: 'delete',
    path: '/tests/{suite}',
    summary: 'Remove the tests of a policy',
    effect: 'write',
    params: z.object({ suite: z.string() }),
    answer: z.object({ removed: z.int() }),
    run(call, { params: { suite } }) {
      const removed = removeTests(call, suite)
      if (removed === 0) throw new FieldError('suite', suite, 'expected.suite')
      return { removed }
    },
  }),
  operation({
    name: 'setTestMode',
    method: 'put',
    path: '/tests/mode',
    summary: 'Say whether a write that breaks a policy test is refused or only logged',
    effect: 'write',
    body: z.strictObject({ mode, reason: z.string().min(1).max(512) }),
    answer: z.object({ settings }),
    run(call, { body }) {
      call.state.put('testSettings', { id: 'policyTests', ...body })
      return { settings: body }
    },
  }),
]

const settingsIn = (known: { mode: 'refuse' | 'warn'; reason: string } | undefined) => ({
  mode: known?.mode ?? ('refuse' as const),
  reason: known?.reason ?? '',
})
