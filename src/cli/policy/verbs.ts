// Declarative policy and its tests: plan, apply, test, tests.

import type { Command } from 'commander'
import { append, asking, changing, numberOr, type Verbs } from '../verbs.ts'

export function addPolicyVerbs(program: Command, verbs: Verbs): void {
  const { t, verb, contextOf } = verbs
  asking(verb(program, 'plan', 'about.plan'), t)
    .requiredOption('-f, --file <path>', t('option.policyFile'), append)
    .option('--no-save', t('option.noSave'))
    .action(async (options, command) => (await import('./plan.ts')).plan(contextOf(command), options))
  changing(verb(program, 'apply', 'about.apply'), t)
    .argument('[plan]', t('argument.plan'))
    .option('-f, --file <path>', t('option.policyFile'), append, [])
    .action(async (planId, options, command) =>
      (await import('./apply.ts')).apply(contextOf(command), planId, options),
    )
  asking(verb(program, 'test', 'about.test'), t)
    .argument('[paths...]', t('argument.testPaths'))
    .option('--suite <policy>', t('option.suite'))
    .option('--junit', t('option.junit'))
    .option('--sarif', t('option.sarif'))
    .option('--within <seconds>', t('option.within'), numberOr, 30)
    .action(async (paths, options, command) =>
      (await import('./test.ts')).test(contextOf(command), paths, options),
    )
  addTestVerbs(program, verbs)
}

function addTestVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  const tests = verb(program, 'tests', 'about.tests')
  asking(verb(tests, 'ls', 'about.tests.ls'), t).action(async (options, command) =>
    (await import('./tests.ts')).listTests(contextOf(command), options),
  )
  changing(verb(tests, 'install', 'about.tests.install'), t)
    .argument('<paths...>', t('argument.testPaths'))
    .action(async (paths, options, command) =>
      (await import('./tests.ts')).installTests(contextOf(command), paths, options),
    )
  changing(verb(tests, 'rm', 'about.tests.rm'), t)
    .argument('<policy>', t('argument.suite'))
    .action(async (suite, options, command) =>
      (await import('./tests.ts')).removeTests(contextOf(command), suite, options),
    )
  changing(verb(tests, 'mode', 'about.tests.mode'), t)
    .argument('<mode>', t('argument.testMode'))
    .requiredOption('--reason <text>', t('option.reason'))
    .action(async (mode, options, command) =>
      (await import('./tests.ts')).setMode(contextOf(command), mode, options),
    )
}
