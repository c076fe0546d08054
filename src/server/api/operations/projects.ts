// Projects, which Alibaba Cloud calls resource groups: what an account gathers its resources in.

import { z } from '@hono/zod-openapi'
import type { ResourceGroup } from '../../../core/model/resourceGroup.ts'
import { createResourceGroup } from '../../../service/resourceGroup/createResourceGroup.ts'
import { modifyResourceGroup } from '../../../service/resourceGroup/modifyResourceGroup.ts'
import type { TextKey } from '../../../text/index.ts'
import { cut, nextPage, page, resourceId } from '../fields.ts'
import { operation } from '../operation.ts'

const name = z.string().refine((text) => /^.{1,64}$/su.test(text), {
  message: 'expected.projectName' satisfies TextKey,
})
const description = z.string().max(255)

export const projectSchema = z
  .object({
    id: z.string(),
    accountId: z.string(),
    name: z.string(),
    description: z.string(),
    hidden: z.boolean().openapi({ description: 'the cloud leaves it out of lists unless asked for all' }),
    createdAt: z.iso.datetime(),
  })
  .openapi('Project')

const view = (group: ResourceGroup): z.input<typeof projectSchema> => ({
  id: group.id,
  accountId: group.accountId,
  name: group.name,
  description: group.description ?? '',
  hidden: group.hidden ?? false,
  createdAt: new Date(group.createdAt).toISOString(),
})

const shown = z.object({ project: projectSchema })

export const projectOperations = [
  operation({
    name: 'listProjects',
    method: 'get',
    path: '/projects',
    summary: 'List projects (Alibaba Cloud: resource groups), without the one that needs no name',
    effect: 'read',
    query: z.strictObject(page),
    answer: z.object({ items: z.array(projectSchema), next: nextPage }),
    run(call, { query }) {
      const part = cut(call.state.by('resourceGroup', 'account', call.accountId), query)
      return { items: part.items.map(view), next: part.next }
    },
  }),
  operation({
    name: 'createProject',
    method: 'post',
    path: '/projects',
    summary: 'Create a project; one of that name is answered as it is',
    effect: 'write',
    body: z.strictObject({ name, description: description.default('') }),
    answer: shown,
    run: (call, { body }) => ({ project: view(createResourceGroup(call, body).group) }),
  }),
  operation({
    name: 'changeProject',
    method: 'patch',
    path: '/projects/{projectId}',
    summary: 'Rename, describe, hide or show a project',
    effect: 'write',
    params: z.object({ projectId: resourceId }),
    body: z.strictObject({
      name: name.optional(),
      description: description.optional(),
      hidden: z.boolean().optional(),
    }),
    answer: shown,
    run: (call, { params, body }) => ({ project: view(modifyResourceGroup(call, params.projectId, body)) }),
  }),
]
