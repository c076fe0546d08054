// English words of the change log.

export const en = {
  'page.changes': 'Change log',
  'changes.about': 'Every change with its revision, its author and what it did.',
  'changes.resource': 'Id of a resource',
  'changes.by': 'Author',
  'changes.none': 'Nothing of that kind was changed.',
} as const
