// Limits: read them all, set one, take the own number back.

import { z } from '@hono/zod-openapi'
import { listQuotas, type Quota, setQuota } from '../../../service/limits.ts'
import type { Translate } from '../../../text/index.ts'
import { isChosen } from '../../../text/limits/chosen.ts'
import { operation } from '../operation.ts'

const quotaSchema = z
  .object({
    name: z.string(),
    about: z.string(),
    maximum: z.int().openapi({ description: 'the number that holds here' }),
    declared: z.int().openapi({ description: 'the number of the documents' }),
    adjustable: z.boolean(),
    source: z.string(),
  })
  .openapi('Quota')

const quotaView = (quota: Quota, t: Translate): z.input<typeof quotaSchema> => ({
  name: quota.name,
  about: t(`limit.${quota.name}`),
  maximum: quota.maximum,
  declared: quota.declared,
  adjustable: quota.adjustable,
  source: isChosen(quota.name) ? t(`limitSource.${quota.name}`) : quota.source,
})

const params = z.object({ name: z.string() })
const shownQuota = z.object({ quota: quotaSchema })

export const quotaOperations = [
  operation({
    name: 'listQuotas',
    method: 'get',
    path: '/quotas',
    summary: 'List every limit',
    effect: 'read',
    answer: z.object({ items: z.array(quotaSchema) }),
    run: (call, { t }) => ({ items: listQuotas(call.state).map((quota) => quotaView(quota, t)) }),
  }),
  operation({
    name: 'setQuota',
    method: 'put',
    path: '/quotas/{name}',
    summary: 'Set a limit of this installation',
    effect: 'write',
    params,
    body: z.strictObject({ maximum: z.int().min(1).max(1_000_000) }),
    answer: shownQuota,
    run: (call, { params: { name }, body, t }) => ({
      quota: quotaView(setQuota(call, { name, maximum: body.maximum }), t),
    }),
  }),
  operation({
    name: 'resetQuota',
    method: 'delete',
    path: '/quotas/{name}',
    summary: 'Return to the documented number',
    effect: 'write',
    params,
    answer: shownQuota,
    run: (call, { params: { name }, t }) => ({
      quota: quotaView(setQuota(call, { name, maximum: null }), t),
    }),
  }),
]
