// The lab: a small world to learn in, made and taken away in one step each.

import { z } from '@hono/zod-openapi'
import { cloudOf, REGIONS } from '../../../cloud/index.ts'
import { createLab } from '../../../service/lab/createLab.ts'
import { removeLab } from '../../../service/lab/removeLab.ts'
import { usualRegion } from '../fields.ts'
import { operation } from '../operation.ts'
import { FieldError } from '../refusal.ts'
import { regionFor } from '../regionFor.ts'
import { groupSchema, groupView } from '../views.ts'

export const labOperations = [
  operation({
    name: 'createLab',
    method: 'post',
    path: '/lab',
    summary: 'Make a small world to learn in: web, app and database with traffic between them',
    effect: 'write',
    body: z.strictObject({
      region: usualRegion,
    }),
    answer: z.object({ groups: z.array(groupSchema), instances: z.array(z.string()) }),
    run(call, { body }) {
      const wanted = regionFor(call, body.region)
      const [zone] = REGIONS[cloudOf(call.state, call.accountId)].find(({ id }) => id === wanted)?.zones ?? []
      if (zone === undefined) throw new FieldError('region', wanted, 'expected.region')
      const lab = createLab(call, { region: wanted, zone })
      return {
        groups: lab.groups.map((group) => groupView(call.state, group)),
        instances: lab.instances.map(({ id }) => id),
      }
    },
  }),
  operation({
    name: 'removeLab',
    method: 'delete',
    path: '/lab',
    summary: 'Take the lab away, with everything that carries its tag and nothing else',
    effect: 'write',
    answer: z.object({}),
    run(call) {
      removeLab(call)
      return {}
    },
  }),
]
