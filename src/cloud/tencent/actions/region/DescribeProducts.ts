// Shows the products that have regions.

import { action } from '../../action.ts'
import { pageOf, paging } from '../paging.ts'

const PRODUCTS = ['antiddos', 'cbs', 'cvm', 'region', 'tag', 'vpc']

export const DescribeProducts = action({
  name: 'DescribeProducts',
  service: 'region',
  version: '2022-06-27',
  summary: 'List products.',
  effect: 'read',
  input: paging('integer'),
  faults: [],
  missing: [],
  example: { Offset: 0, Limit: 20 },
  run: (_, parameters) => ({
    Products: pageOf(PRODUCTS, parameters).map((Name) => ({ Name })),
    TotalCount: PRODUCTS.length,
  }),
})
