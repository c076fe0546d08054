// Names of groups that do not say environment, application and use: `prod-mysql-db-sg` (Using security groups 2025).

import type { WorldCheck } from './audit.ts'

const CONVENTION = /^[a-z0-9]+(-[a-z0-9]+){2,}-sg$/i

export const groupName: WorldCheck<'group-name'> = {
  id: 'group-name',
  run: ({ groups }) =>
    groups
      .filter(({ name }) => !CONVENTION.test(name))
      .map(({ id, name }) => ({
        severity: 'info',
        groupIds: [id],
        ruleIds: [],
        witness: null,
        values: { group: id, name },
      })),
}
