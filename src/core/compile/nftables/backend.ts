// nftables as an enforcement backend.

import type { Backend } from '../backend.ts'
import type { RulesetPlan } from './ast.ts'
import { planRouter } from './plan.ts'
import { drift, readback } from './readback.ts'
import { renderTable } from './render.ts'

export const nftables: Backend<RulesetPlan> = {
  name: 'nftables',
  plan: (input) => planRouter(input),
  render: renderTable,
  drift: (plan, listing) => drift(plan, readback(listing)),
}
