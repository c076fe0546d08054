// Policy tests that a change concerns: those that it breaks first, each with a packet that shows it and the rule to blame.

import { Alert } from 'antd'
import type { TestResult, TestResults } from '../../client/generated.ts'
import { useModel } from '../../model/useModel.ts'
import { useText } from '../../text/index.ts'
import { Named } from '../Named.tsx'
import { useRuleLine } from '../useRuleLine.ts'

/** What failed before keeps nobody from changing something else. */
export const isBroken = ({ result, before }: TestResult): boolean =>
  result !== 'passes' && (before === null || before === 'passes')

const MOST = 5

export function TestsView({ tests }: { readonly tests: TestResults }) {
  const t = useText()
  const { passed, failed, undecided } = tests
  const broken = tests.results.filter(isBroken)
  const failing = tests.results.filter((test) => test.result !== 'passes' && !isBroken(test))
  return (
    <section className="stack tight" aria-label={t('page.tests')}>
      <h2>{t('page.tests')}</h2>
      <span>{t('preview.tests', { passed, failed, undecided })}</span>
      {broken.slice(0, MOST).map((test) => (
        <Broken key={test.id} test={test} />
      ))}
      {broken.length > MOST && (
        <span className="quiet">{t('change.more', { count: broken.length - MOST })}</span>
      )}
      {failing.length > 0 && <span className="quiet">{t('preview.failing', { count: failing.length })}</span>}
    </section>
  )
}

function Broken({ test }: { readonly test: TestResult }) {
  const t = useText()
  const { reader } = useModel()
  const lineOf = useRuleLine()
  const { claim, text, name, place, witness, rules, result } = test
  return (
    <Alert
      type={result === 'fails' ? 'error' : 'warning'}
      showIcon
      title={
        <span>
          {t(`tests.${result}`)}: {name} <span className="mono">{`${claim} ${text}`}</span>
        </span>
      }
      description={
        <div className="stack tight">
          <span className="mono">{`${place.file}:${place.line}`}</span>
          {witness !== null && (
            <span>
              {t('audit.witness')} <span className="mono">{witness}</span>
            </span>
          )}
          {rules.map(({ ruleId, groupId, action, place: declared }) => {
            const rule = reader.get('rule', ruleId)
            return (
              <span key={ruleId}>
                {t('preview.blame')} <Named kind="securityGroup" id={groupId} brief />{' '}
                <span className="mono">
                  {rule === undefined ? `${action} ${ruleId}` : `${lineOf(rule)} ${ruleId}`}
                  {declared === null ? '' : ` ${declared.file}:${declared.line}`}
                </span>
              </span>
            )
          })}
        </div>
      }
    />
  )
}
