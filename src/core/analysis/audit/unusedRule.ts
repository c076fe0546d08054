// Rules that no packet has met since somebody began to count.

import type { SubjectCheck } from './audit.ts'

export const unusedRule: SubjectCheck<'unused-rule'> = {
  id: 'unused-rule',
  judge: ({ world: { reader, hits }, groupIds }) => {
    if (hits === undefined) return []
    const unused = groupIds
      .flatMap((id) => reader.by('rule', 'group', id))
      .filter(({ id, action }) => action === 'accept' && hits.packets.get(id) === 0)
      .map(({ id }) => id)
    if (unused.length === 0) return []
    return [
      {
        severity: 'low',
        groupIds,
        ruleIds: unused,
        witness: null,
        values: { rules: unused.join(', '), count: unused.length, since: hits.since },
        removes: unused,
      },
    ]
  },
}
