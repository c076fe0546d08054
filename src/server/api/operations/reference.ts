// What forms offer: services with their ports, templates, regions.

import { z } from '@hono/zod-openapi'
import { cloudOf, FIRST_REGIONS, REGIONS } from '../../../cloud/index.ts'
import {
  CARRIER_BLOCKED_PORTS,
  CARRIER_BLOCKED_SOURCE,
  COMMON_PORTS,
} from '../../../core/model/commonPorts.ts'
import { TEMPLATE_NAMES } from '../../../core/model/groupTemplates.ts'
import { formatProtocol } from '../../../core/model/protocol.ts'
import { operation } from '../operation.ts'

export const referenceOperations = [
  operation({
    name: 'listCommonPorts',
    method: 'get',
    path: '/common-ports',
    summary: 'List ports with a name, and ports that carriers block',
    effect: 'read',
    answer: z.object({
      items: z.array(
        z.object({
          port: z.int(),
          protocol: z.string(),
          service: z.string(),
          word: z.string().nullable().openapi({ description: 'for `services` of a rule form' }),
          source: z.string(),
        }),
      ),
      carrierBlocked: z.object({ ports: z.array(z.int()), source: z.string() }),
    }),
    run: () => ({
      items: COMMON_PORTS.map((one) => ({ ...one, protocol: formatProtocol(one.protocol) })),
      carrierBlocked: { ports: [...CARRIER_BLOCKED_PORTS], source: CARRIER_BLOCKED_SOURCE },
    }),
  }),
  operation({
    name: 'listChoices',
    method: 'get',
    path: '/choices',
    summary: 'List regions of the account’s cloud, and templates to choose from',
    effect: 'read',
    answer: z.object({
      regions: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() })),
      region: z.string().openapi({ description: 'the one that forms begin with' }),
      templates: z.array(z.string()),
    }),
    run(call) {
      const cloud = cloudOf(call.state, call.accountId)
      return {
        regions: REGIONS[cloud].map(({ id, zh, en }) => ({ id, zh, en })),
        region: FIRST_REGIONS[cloud],
        templates: [...TEMPLATE_NAMES],
      }
    },
  }),
]
