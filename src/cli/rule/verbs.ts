// `menshen rule …`: rules of a security group.

import type { Command } from 'commander'
import { asking, changing, commaList, type Verbs } from '../verbs.ts'

export function addRuleVerbs(program: Command, { t, verb, contextOf }: Verbs): void {
  const rule = verb(program, 'rule', 'about.rule')
  const group = t('argument.group')
  const parts = (command: Command): Command =>
    command
      .option('--accept', t('option.accept'))
      .option('--drop', t('option.drop'))
      .option('--priority <number>', t('option.priority'))
      .option('--description <text>', t('option.ruleDescription'))
      .option('--source-ports <range>', t('option.sourcePorts'))
      .option('--own <block>', t('option.own'))
      .option('--nic <nic>', t('option.nic'))
  parts(changing(verb(rule, 'add', 'about.rule.add'), t))
    .argument('<group>', group)
    .argument('<services...>', t('argument.services'))
    .option('--from <peers>', t('option.peersFrom'), commaList)
    .option('--to <peers>', t('option.peersTo'), commaList)
    .action(async (id, services, options, command) =>
      (await import('./change.ts')).addRules(contextOf(command), id, services, options),
    )
  const one = (command: Command): Command =>
    parts(command)
      .argument('<group>', group)
      .argument('<rule>', t('argument.rule'))
      .option('--service <service>', t('option.service'))
      .option('--peer <peer>', t('option.peer'))
  one(changing(verb(rule, 'modify', 'about.rule.modify'), t)).action(async (id, ruleId, options, command) =>
    (await import('./change.ts')).modifyRule(contextOf(command), id, ruleId, options),
  )
  one(changing(verb(rule, 'clone', 'about.rule.clone'), t))
    .option('--into <group>', t('option.into'))
    .action(async (id, ruleId, options, command) =>
      (await import('./change.ts')).cloneRule(contextOf(command), id, ruleId, options),
    )
  changing(verb(rule, 'rm', 'about.rule.rm'), t)
    .argument('<group>', group)
    .argument('<rules...>', t('argument.rules'))
    .action(async (id, ruleIds, options, command) =>
      (await import('./change.ts')).removeRules(contextOf(command), id, ruleIds, options),
    )
  asking(verb(rule, 'seen', 'about.rule.seen'), t)
    .argument('<group>', group)
    .argument('<rule>', t('argument.rule'))
    .action(async (id, ruleId, options, command) =>
      (await import('./seen.ts')).showSeen(contextOf(command), id, ruleId, options),
    )
  changing(verb(rule, 'narrow', 'about.rule.narrow'), t)
    .argument('<group>', group)
    .argument('<rule>', t('argument.rule'))
    .argument('<blocks...>', t('argument.narrowBlocks'))
    .action(async (id, ruleId, blocks, options, command) =>
      (await import('./seen.ts')).narrowRule(contextOf(command), id, ruleId, blocks, options),
    )
  changing(verb(rule, 'order', 'about.rule.order'), t)
    .argument('<group>', group)
    .argument('<rules...>', t('argument.rulesInOrder'))
    .option('--egress', t('option.egressRules'))
    .option('--seen-version <number>', t('option.seenVersion'))
    .action(async (id, ruleIds, options, command) =>
      (await import('./change.ts')).orderRules(contextOf(command), id, ruleIds, options),
    )
}
