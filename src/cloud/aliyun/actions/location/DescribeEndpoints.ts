// Tells clients that were given no endpoint where a product is: here, like every other.

import { action } from '../../action.ts'
import { choice, ignored, required, text, withDefault } from '../../fields.ts'
import { isRegion } from '../../regions.ts'
import { owner } from '../fields.ts'

export const DescribeEndpoints = action({
  name: 'DescribeEndpoints',
  product: 'Location',
  version: '2015-06-12',
  summary: 'Tell where a product is.',
  effect: 'read',
  permission: 'location:DescribeEndpoints',
  input: {
    Id: required(
      text({
        about: 'Region.',
        check: isRegion,
        malformed: {
          status: 404,
          code: 'InvalidRegionId.NotFound',
          message: 'The specified region does not exist.',
        },
      }),
    ),
    ServiceCode: required(text({ about: 'Product: ecs, vpc …', check: /^[\w-]{1,64}$/ })),
    Type: withDefault(choice(['openAPI', 'innerAPI'], { about: 'Kind of endpoint.' }), 'openAPI'),
    Namespace: ignored('There are no namespaces here.'),
    ...owner,
  },
  faults: [],
  missing: [],
  example: { Id: 'cn-hangzhou', ServiceCode: 'ecs', Type: 'openAPI' },
  // Also for products that are not there: a client sent elsewhere would take its calls to the real cloud.
  run: (_, { Id, ServiceCode, Type }, host) => ({
    Endpoints: {
      Endpoint: [
        {
          Endpoint: host,
          Id,
          // The cloud's own spelling.
          SerivceCode: ServiceCode,
          Type,
          Namespace: '',
          Protocols: { Protocols: ['HTTP', 'HTTPS'] },
        },
      ],
    },
    Success: true,
  }),
})
