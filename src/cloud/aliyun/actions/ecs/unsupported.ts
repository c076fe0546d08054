// Actions that must have an answer and can have no effect: what they would change is not kept here.

import { type Action, action } from '../../action.ts'
import type { ErrorSpec } from '../../error.ts'
import { refuse, required, text } from '../../fields.ts'
import { optionalRegionId, owner } from '../fields.ts'
import { allIgnored } from './instanceFields.ts'

interface Unsupported {
  readonly name: string
  readonly summary: string
  /** The parameter that names what it is about. */
  readonly of: 'InstanceId' | 'DiskId' | 'DiskIds'
  readonly parameters: readonly string[]
  /** Why there is nothing to change. */
  readonly because: string
}

const EXAMPLES = { InstanceId: 'i-bp1example', DiskId: 'd-bp1example', DiskIds: '["d-bp1example"]' }

const UNSUPPORTED: ErrorSpec = {
  status: 400,
  code: 'UnsupportedOperation',
  message: 'The specified operation is not supported.',
}

/** Refused and not waved through: what a write acknowledges, the next read has to show. */
export const unsupported = ({ name, summary, of, parameters, because }: Unsupported): Action =>
  action({
    name,
    product: 'Ecs',
    version: '2014-05-26',
    summary,
    effect: 'write',
    permission: `ecs:${name}`,
    input: {
      // ModifyDiskAttribute takes DiskIds as well.
      [of]: of === 'DiskId' ? text({ about: 'Disk.' }) : required(text({ about: 'What it is about.' })),
      RegionId: optionalRegionId,
      ...allIgnored(parameters, because),
      ...owner,
    },
    faults: [],
    missing: [`everything: ${because}`],
    example: { [of]: EXAMPLES[of] },
    run: () => refuse(UNSUPPORTED),
  })
