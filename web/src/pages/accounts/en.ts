// English words of the accounts.

export const en = {
  'page.accounts': 'Accounts',
  'accounts.about':
    'Each account has its own resources and keys; groups of one may name groups of another as peers.',
  'accounts.create': 'Create account',
  'accounts.name': 'Name',
  'accounts.rule': '2 to 128 characters: a letter, then letters, digits, `:`, `.`, `_` or `-`.',
  'accounts.cloud': 'Cloud',
  'accounts.keys': 'Access keys',
  'accounts.created': 'Created',
  'accounts.mail': 'Outbound mail (TCP 25)',
  'accounts.use': 'Switch to',
  'accounts.current': 'shown now',
  'accounts.made':
    'Account {{name}} is there. Its secret is shown only now; it also stands in credentials.json.',
} as const
