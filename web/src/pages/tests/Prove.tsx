// A claim over all packets, asked here and now: it holds, or one packet shows that it does not.

import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { call } from '../../client/client.ts'
import type { Operations } from '../../client/generated.ts'
import { Failure } from '../../parts/Failure.tsx'
import { quoted, SameThing } from '../../parts/SameThing.tsx'
import { type SaidWhy, useWhy } from '../../parts/why.ts'
import { useText } from '../../text/index.ts'

type Answer = Operations['prove']['answer']
const COLOURS = { holds: 'accept', broken: 'drop', undecided: 'change' } as const

export function Prove() {
  const t = useText()
  const [claim, setClaim] = useState('')
  const asked = useMutation({ mutationFn: (text: string) => call('prove', { query: { claim: text } }) })
  const text = claim.trim()
  return (
    <section className="panel stack tight" aria-label={t('prove.title')}>
      <div className="spread">
        <h2>{t('prove.title')}</h2>
        <SameThing
          same={{
            command: `menshen prove ${quoted(text === '' ? EXAMPLE : text)}`,
            api: { name: 'prove', asked: { query: { claim: text === '' ? EXAMPLE : text } } },
          }}
        />
      </div>
      <Form layout="vertical" onFinish={() => text !== '' && asked.mutate(text)}>
        <Form.Item label={t('prove.claim')} htmlFor="prove-claim" extra={t('prove.hint')}>
          <Input.Search
            id="prove-claim"
            className="mono"
            value={claim}
            placeholder={EXAMPLE}
            onChange={({ target }) => setClaim(target.value)}
            enterButton={
              <Button type="primary" htmlType="submit" loading={asked.isPending}>
                {t('prove.ask')}
              </Button>
            }
          />
        </Form.Item>
      </Form>
      {asked.error !== null && <Failure error={asked.error} />}
      {asked.data && <Result answer={asked.data} claim={asked.variables} />}
    </section>
  )
}

const EXAMPLE = 'internet !-> tag:tier=db tcp/3306'

function Result({ answer, claim }: { readonly answer: Answer; readonly claim: string }) {
  const t = useText()
  const why = useWhy()
  const { result, witness, vacuous, verdict } = answer
  return (
    <div className="stack tight" aria-live="polite">
      <span className="row">
        <span className={`badge ${COLOURS[result]}`}>{t(`prove.${result}`)}</span>
        <span className="mono">{claim}</span>
      </span>
      {vacuous && <span className="quiet">{t('prove.vacuous')}</span>}
      {witness !== null && (
        <span>
          {t('audit.witness')} <span className="mono">{witness}</span>
        </span>
      )}
      {verdict?.sides.map((side) => (
        <span key={JSON.stringify(side)} className="quiet">
          {why(side.why as SaidWhy)}
        </span>
      ))}
    </div>
  )
}
