// What a diagnosis found: one card per question, the chosen one with its way, its fixes and a real packet.

import { useState } from 'react'
import type { Operations } from '../../client/generated.ts'
import { useText } from '../../text/index.ts'
import { Fixes } from './Fixes.tsx'
import { RealPacket } from './RealPacket.tsx'
import { Way } from './Way.tsx'

export type DiagnosisAnswer = Operations['diagnose']['answer']
export type Item = DiagnosisAnswer['items'][number]

interface DiagnosisResultProps {
  readonly question: { readonly from: string; readonly to: string }
  readonly answer: DiagnosisAnswer
}

export function DiagnosisResult({ question, answer }: DiagnosisResultProps) {
  const t = useText()
  const [packet, setPacket] = useState<string>()
  const shown =
    answer.items.find((item) => item.packet === packet) ??
    answer.items.find(({ action }) => action === 'drop') ??
    answer.items[0]
  if (shown === undefined) return null
  return (
    <>
      {answer.items.length > 1 && (
        <section
          className="grid"
          style={{ gridTemplateColumns: 'repeat(auto-fill, minmax(210px, 1fr))' }}
          aria-label={t('diagnosis.service')}
        >
          {answer.items.map((item) => (
            <button
              key={item.packet}
              type="button"
              className="panel"
              aria-pressed={item === shown}
              onClick={() => setPacket(item.packet)}
              style={{
                textAlign: 'start',
                font: 'inherit',
                color: 'inherit',
                cursor: 'pointer',
                outline: item === shown ? '2px solid #5b8def' : undefined,
              }}
            >
              <span className={`badge ${item.action}`}>{t(`diagnosis.${item.action}`)}</span>
              <div className="mono" style={{ marginTop: 4 }}>
                {item.packet}
              </div>
            </button>
          ))}
        </section>
      )}
      {answer.left > 0 && <p className="quiet">{t('diagnosis.left', { left: answer.left })}</p>}
      <section className="panel stack">
        <div className="spread">
          <h2 className={shown.action}>
            {shown.action === 'accept' ? '✓' : '✗'} {t(`diagnosis.${shown.action}`)}{' '}
            <span className="mono">{shown.packet}</span>
          </h2>
          <RealPacket key={shown.packet} item={shown} />
        </div>
        <Way title={t('diagnosis.way')} hops={shown.way} />
        {shown.answer !== null && shown.answer.length > 0 && (
          <Way title={t('diagnosis.answerWay')} hops={shown.answer} />
        )}
        {shown.action === 'drop' && <Fixes question={question} item={shown} />}
      </section>
    </>
  )
}
