// Policy tests on a live server: run before every write that could break them, and told of when the server starts.

import { fail } from '../core/model/faults.ts'
import type { Guard, Rehearsed } from '../service/guard.ts'
import { isTestable } from '../service/guard.ts'
import type { Log } from '../service/log.ts'
import type { Store } from '../store/store.ts'
import type { Analysis } from './analysis/analysis.ts'
import type { TestResult } from './analysis/questions/tests.ts'
import { placeText } from './policy/problems.ts'

interface WarningLog extends Log {
  warn(fields: object, message: string): void
}

/** A writer waits no longer; what is not decided by then is refused, or passes where tests only warn. */
const BUDGET_MS = 10_000
const BOOT_BUDGET_MS = 60_000

export function createGuard(store: Store, analysis: Analysis, log: WarningLog): Guard {
  let last: Promise<unknown> = Promise.resolve()
  return {
    isNeeded: () => store.count('policyTest') > 0,
    pass(rehearsed, write) {
      const turn = last.then(async () => {
        await check(rehearsed(), store, analysis, log)
        return write()
      })
      last = turn.catch(() => {})
      return turn
    },
  }
}

async function check(rehearsed: Rehearsed, store: Store, analysis: Analysis, log: WarningLog): Promise<void> {
  const writes = rehearsed.writes.filter(isTestable)
  if (writes.length === 0) return
  const answered = await analysis.changes.ask('tests', { writes, affectedOnly: true }, { budget: BUDGET_MS })
  if (answered.kind === 'undecided') {
    const [some] = store.list('policyTest')
    return refuse(rehearsed, store, log, [], some?.name ?? '')
  }
  const broken = answered.value.results.filter(isBroken)
  if (broken.length > 0) refuse(rehearsed, store, log, broken, '')
}

/** What failed before fails on: it keeps nobody from changing something else, or from mending it. */
const isBroken = ({ result, before }: TestResult): boolean =>
  result !== 'passes' && (before === null || before === 'passes')

function refuse(
  { accountId, permission, override }: Rehearsed,
  store: Store,
  log: WarningLog,
  broken: readonly TestResult[],
  name: string,
): void {
  const settings = store.get('testSettings', 'policyTests')
  const tests = broken.map((one) => `${one.claim} ${one.text} (${placeText(one.place)})`)
  const excuse = override ?? (settings?.mode === 'warn' ? settings.reason : null)
  if (excuse !== null) {
    log.warn({ accountId, permission, tests, override: excuse }, 'policy tests overridden')
    return
  }
  const [first] = broken
  log.info({ accountId, permission, tests }, 'policy tests refused a change')
  fail({
    name: 'policyTestFails',
    test: first === undefined ? name : `${first.claim} ${first.text}`,
    place: first === undefined ? '' : placeText(first.place),
    witness: first?.witness ?? null,
    rule: first?.rules.at(-1)?.ruleId ?? null,
    count: Math.max(1, broken.length),
    undecided: first === undefined || first.result === 'undecided',
  })
}

/** Warns and never blocks, nor ends the server when the tests themselves cannot be run. */
export async function warnAtBoot(store: Store, analysis: Analysis, log: WarningLog): Promise<void> {
  if (store.count('policyTest') === 0) return
  const everyTest = { writes: [], affectedOnly: false }
  try {
    const answered = await analysis.questions.ask('tests', everyTest, { budget: BOOT_BUDGET_MS })
    if (answered.kind === 'undecided') log.warn({ reason: answered.reason }, 'policy tests are undecided')
    else warnOf(answered.value.results, log)
  } catch (error) {
    log.warn({ error: (error as Error).stack }, 'policy tests could not be run')
  }
}

function warnOf(results: readonly TestResult[], log: WarningLog): void {
  for (const { result, claim, text, place, witness, rules } of results) {
    if (result === 'passes') continue
    const test = `${claim} ${text} (${placeText(place)})`
    log.warn({ test, result, witness, rules: rules.map(({ ruleId }) => ruleId) }, 'a policy test fails')
  }
}
