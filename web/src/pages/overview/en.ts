// English words of the overview.

export const en = {
  'page.overview': 'Overview',
  'overview.about': 'What there is, what is at risk, what is enforced, what was changed last.',
  'overview.groups': 'Security groups',
  'overview.rules': 'Rules',
  'overview.instances': 'Instances',
  'overview.enis': 'Network interfaces',
  'overview.quotas': 'Nearest limits',
  'overview.noQuotas': 'Nothing is used yet.',
  'overview.hosts': 'Hosts',
  'overview.noHosts': 'No host is there ({{mode}}): changes are kept, not enforced.',
  'overview.enforced': 'enforces revision {{revision}}',
  'overview.lag': '{{lag}} behind',
  'overview.away': 'away since {{since}}',
  'overview.failing': 'failing: {{why}}',
  'overview.upToDate': 'up to date',
  'overview.changes': 'Recent changes',
  'overview.noChanges': 'Nothing was changed yet.',
  'overview.system': 'the installation',
  'day.title': 'Last 24 hours',
  'day.accepted': 'Allowed',
  'day.dropped': 'Dropped',
  'day.most': 'most {{count}} in five minutes, at {{time}}',
  'day.about':
    'Sessions that rules let in, each side counting its own, and packets that they dropped, in steps of five minutes.',
  'lab.offer': 'New here? Try the lab',
  'lab.here': 'The lab is there',
  'lab.create': 'Make the lab',
  'lab.remove': 'Remove the lab',
  'lab.progress': '{{done}} of {{all}} done',
  'lab.done': 'done',
  'lab.over': 'That was all. Remove the lab with the button above: nothing of it stays.',
  'lab.step.traffic': 'Watch the traffic of the shop',
  'lab.learn.traffic':
    'Every two seconds a customer comes: web asks app, app asks the database. The hits beside each rule count it, with the time of the last.',
  'lab.step.shadow': 'lab-app: one rule never decides. Why?',
  'lab.learn.shadow':
    'The badge beside it names the rule that takes all its packets. Delete the superfluous one: the preview says that nothing changes for packets.',
  'lab.step.open': 'lab-web: remote desktop is open to everybody',
  'lab.learn.open':
    'Delete the rule and look at the effect first: what closes, and that no running session is cut.',
  'lab.step.diagnose': 'Why does app not reach the database on 5432?',
  'lab.learn.diagnose':
    'The way hop by hop, the rule that decides, the overruled one. Take the smallest fix.',
  'lab.step.packet': 'Send a real packet from web to app',
  'lab.learn.packet': 'The diagnosis says what should happen; the packet proves what the kernel does.',
  'lab.step.effective': 'lab-db-1: the rules that its interface really has',
  'lab.learn.effective':
    'All groups merged in the order of evaluation, each rule with its hits and what stands before it.',
  'lab.step.history': 'lab-db: who changed what, and when?',
  'lab.learn.history': 'Your fix is there, with your name and the call that made it.',
  'lab.about':
    'A small shop: two web servers, one application, one database, each in a group of its own, with live traffic between them and a few mistakes to find. It is removed with one click and touches nothing else.',
} as const
