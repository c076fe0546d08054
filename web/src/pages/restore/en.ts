// English words of the page of restoring rules.

export const en = {
  'page.restore': 'Restore rules',
  'restore.about': 'Takes the rules of another group, all of them or what is missing here.',
  'restore.target': 'Target group',
  'restore.pick': 'A group in the same region and kind of network',
  'restore.mode': 'Way of restoring',
  'restore.full': 'All: the rules become the same',
  'restore.partial': 'Part: only what is missing is added',
  'restore.at100': 'Make rules of the system (110) at priority 100',
  'restore.preview': 'What restoring does',
  'restore.green': 'Only in the target: it is added',
  'restore.redFull': 'Not in the target: it is removed',
  'restore.redPartial': 'Not in the target: it stays',
  'restore.left': 'Cannot be restored',
  'restore.same': 'Both groups have the same rules.',
  'restore.start': 'Preview the effect',
} as const
