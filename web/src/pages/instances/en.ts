// English words of the pages about instances and network interfaces.

export const en = {
  'page.instances': 'Instances and interfaces',
  'page.eni': 'Network interface',
  'instances.about': 'What the rules act on: instances and their network interfaces.',
  'instances.find': 'Name, id or address',
  'instances.none':
    'There are no instances yet. Make some with an SDK, the CLI or Terraform, or try the lab on the overview.',
  'instances.state': 'State',
  'instances.running': 'Running',
  'instances.stopped': 'Stopped',
  'instances.private': 'Private addresses',
  'instances.public': 'Public address',
  'instances.zone': 'Zone',
  'instances.detached': 'not attached',
  'eni.groups': 'Security groups of the interface',
  'eni.groupsAbout': 'All groups apply together. At least one stays.',
  'eni.groupsInOrder':
    'Groups decide one after the other, from the top: the first rule of the first group that matches. Drag them, or move them with the arrow keys on their handles.',
  'eni.addGroup': 'Add a security group',
  'eni.save': 'Preview the change',
  'eni.effective': 'Effective rules in the order of evaluation',
  'eni.effectiveAbout':
    'The first rule that matches decides. Platform, inner access and default stand in the list as well.',
  'eni.place': 'Place',
  'eni.from': 'Where it comes from',
  'eni.decides': 'decides',
  'eni.undecided': 'not judged',
  'eni.gone': 'There is no such network interface here',
} as const
