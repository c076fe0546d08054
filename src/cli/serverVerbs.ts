// Verbs about the server and the instances of this machine.

import type { Command } from 'commander'
import { asking, changing, type Verbs } from './verbs.ts'

export function addServerVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  verb(program, 'start', 'about.start')
    .option('--listen <host:port>', t('option.listen'))
    .action(async (options, command) => (await import('./start.ts')).start(contextOf(command), options))
  verb(program, 'down', 'about.down').action(async (_, command) =>
    (await import('./down.ts')).down(contextOf(command)),
  )
  verb(program, 'restore', 'about.restore')
    .option('--json', t('option.json'))
    .option('--missing', t('option.missing'))
    .action(async (options, command) => (await import('./restore.ts')).restore(contextOf(command), options))
  asking(verb(program, 'sessions', 'about.sessions'), t)
    .option('--eni <interface>', t('option.ofEni'))
    .option('--group <group>', t('option.ofGroup'))
    .option('--grandfathered', t('option.grandfathered'))
    .option('--limit <number>', t('option.sessionLimit'))
    .action(async (options, command) =>
      (await import('./sessions/sessions.ts')).sessions(contextOf(command), options),
    )
  asking(verb(program, 'confirm', 'about.confirm'), t)
    .argument('[change]', t('argument.change'))
    .option('--undo', t('option.undo'))
    .action(async (id, options, command) =>
      (await import('./confirm/confirm.ts')).confirm(contextOf(command), id, options),
    )
  const lab = verb(program, 'lab', 'about.lab')
  changing(verb(lab, 'create', 'about.lab.create'), t)
    .option('--region <region>', t('option.region'))
    .action(async (options, command) => (await import('./lab.ts')).createLab(contextOf(command), options))
  changing(verb(lab, 'rm', 'about.lab.rm'), t).action(async (options, command) =>
    (await import('./lab.ts')).removeLab(contextOf(command), options),
  )
  verb(program, 'env', 'about.env')
    .argument('<cloud>', t('argument.cloud'))
    .option('-f, --format <format>', t('option.format'), 'shell')
    .action(async (cloud, options, command) =>
      (await import('./env/env.ts')).env(contextOf(command), cloud, options),
    )
  verb(program, 'doctor', 'about.doctor')
    .option('--json', t('option.json'))
    .action(async (options, command) => (await import('./doctor.ts')).doctor(contextOf(command), options))
  verb(program, 'status', 'about.status')
    .option('--json', t('option.json'))
    .action(async (options, command) => (await import('./status.ts')).status(contextOf(command), options))
  asking(verb(program, 'overview', 'about.overview'), t).action(async (options, command) =>
    (await import('./overview.ts')).overview(contextOf(command), options),
  )
  verb(program, 'exec', 'about.exec')
    .argument('[instance]', t('argument.instance'))
    .argument('[command...]', t('argument.command'))
    .option('--internet', t('option.internet'))
    .option('--ip <address>', t('option.ip'))
    .passThroughOptions()
    .action(async (instance, words, options, command) =>
      (await import('./exec.ts')).exec(contextOf(command), instance, words, options),
    )
  verb(program, 'explain', 'about.explain')
    .argument('<from>', t('argument.from'))
    .argument('<to>', t('argument.to'))
    .option('--json', t('option.json'))
    .action(async (from, to, options, command) =>
      (await import('./explain.ts')).explain(contextOf(command), from, to, options),
    )
}
