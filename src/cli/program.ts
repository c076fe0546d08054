// All verbs of the `menshen` command; what a verb does is loaded only when it is called.

import { Command } from 'commander'
import type { Language, Translate } from '../text/index.ts'
import { version } from '../version.ts'
import { addAccountVerbs } from './account/verbs.ts'
import { ExitError, USAGE } from './context.ts'
import { addDiagnosisVerbs } from './diagnosis/verbs.ts'
import { addDiffVerb } from './diff/verbs.ts'
import { addEniVerbs } from './eni/verbs.ts'
import { addHostVerbs } from './host/verbs.ts'
import { addTemplateVerbs } from './list/templateVerbs.ts'
import { addListVerbs } from './list/verbs.ts'
import { addNetworkAclVerbs } from './nacl/verbs.ts'
import { addObservationVerbs } from './observation/verbs.ts'
import { addOfflineVerbs } from './offlineVerbs.ts'
import { addPolicyVerbs } from './policy/verbs.ts'
import { addPortVerbs } from './port/verbs.ts'
import { addProjectVerbs } from './project/verbs.ts'
import { addProofVerbs } from './proof/verbs.ts'
import { addQuotaVerbs } from './quota/verbs.ts'
import { addReplayVerb } from './replay/verbs.ts'
import { addRuleVerbs } from './rule/verbs.ts'
import { addServerVerbs } from './serverVerbs.ts'
import { addSettingVerbs } from './settings/verbs.ts'
import { addGroupVerbs } from './sg/verbs.ts'
import { common, createVerbs } from './verbs.ts'
import { addVpcVerbs } from './vpc/verbs.ts'

export function buildProgram(language: Language, t: Translate): Command {
  const program = common(new Command('menshen').description(t('about.menshen')).version(version), t)
  program.enablePositionalOptions()
  program.hook('preAction', (_, command) => refuseEmpty(command, t))
  const verbs = createVerbs(language, t)
  addServerVerbs(program, verbs)
  addDiagnosisVerbs(program, verbs)
  addProofVerbs(program, verbs)
  addDiffVerb(program, verbs)
  addReplayVerb(program, verbs)
  addPolicyVerbs(program, verbs)
  addObservationVerbs(program, verbs)
  addOfflineVerbs(program, verbs)
  addGroupVerbs(program, verbs)
  addRuleVerbs(program, verbs)
  addEniVerbs(program, verbs)
  addVpcVerbs(program, verbs)
  addListVerbs(program, verbs)
  addTemplateVerbs(program, verbs)
  addNetworkAclVerbs(program, verbs)
  addProjectVerbs(program, verbs)
  addHostVerbs(program, verbs)
  addPortVerbs(program, verbs)
  addQuotaVerbs(program, verbs)
  addSettingVerbs(program, verbs)
  addAccountVerbs(program, verbs)
  verbs
    .verb(program, 'completion', 'about.completion')
    .argument('<shell>', t('argument.shell'))
    .action(async (shell, _, command) =>
      (await import('./completion.ts')).completion(verbs.contextOf(command), program, shell),
    )
  return program
}

/** A script's variable that is empty names nothing: it must not become the path of a whole list. */
function refuseEmpty(command: Command, t: Translate): void {
  const place = command.args.indexOf('')
  if (place === -1) return
  const declared = command.registeredArguments
  const name = declared[Math.min(place, declared.length - 1)]?.name() ?? ''
  // What `exec` runs takes what it likes.
  if (name === 'command') return
  throw new ExitError(USAGE, t('usage.emptyArgument', { name }))
}
