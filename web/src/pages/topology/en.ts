// English words of the topology.

export const en = {
  'page.topology': 'Topology',
  'topology.about':
    'Who reaches whom on one service, judged for every pair of network interfaces. Click a cell to open it up.',
  'topology.ego.about': 'One group: who its rules let in, and whereto they let it go.',
  'topology.matrix': 'Back to the matrix',
  'topology.service': 'Service',
  'topology.family': 'Address family',
  'topology.fold': 'Fold groups',
  'topology.fold.name': 'By the first {{parts}} part(s) of their names',
  'topology.fold.vpc': 'By VPC',
  'topology.fold.group': 'Each group alone',
  'topology.fold.tag': 'By tag {{key}}',
  'topology.all': 'All groups',
  'topology.some': '{{count}} group(s)',
  'topology.none': 'There are no security groups yet.',
  'topology.caption': 'Number of pairs that reach each other, from the row to the column; a dot: none does.',
  'topology.corner': 'from ↓ to →',
  'topology.cell': '{{from}} → {{to}}: {{reaching}} of {{pairs}} pairs',
  'topology.left': '{{count}} smaller bucket(s) are not shown: fold the groups further.',
  'topology.gone': 'There is no such group any more.',
  'topology.dashed': 'Dashed: allowed, but not used since counting began.',
  'topology.incoming': 'Who may come in',
  'topology.outgoing': 'Whereto it may go',
  'topology.more': '{{side}}: {{count}} more',
  'topology.nobody': 'Nobody by a rule.',
} as const
