// The smallest changes that would let the packet through, each with what else it would open; applied through a preview.

import { Button } from 'antd'
import type { Diagnosis } from '../../client/generated.ts'
import { useChange } from '../../parts/change/request.ts'
import { usePacketWords } from '../../parts/packetWords.ts'
import { quoted } from '../../parts/SameThing.tsx'
import { useText } from '../../text/index.ts'
import type { Item } from './DiagnosisResult.tsx'
import { EditLine } from './EditLine.tsx'
import { Useless } from './Useless.tsx'

type Fix = Diagnosis['fixes'][number]

interface FixesProps {
  readonly question: { readonly from: string; readonly to: string }
  readonly item: Item
}

export function Fixes({ question, item }: FixesProps) {
  const t = useText()
  const change = useChange()
  const apply = (fix: Fix, place: number) =>
    void change({
      title: t('diagnosis.fixes'),
      name: 'applyFix',
      asked: { body: { ...question, fix: fix.id } },
      command: `menshen diagnose ${quoted(question.from)} ${quoted(question.to)} --apply ${place + 1}`,
    })
  return (
    <div className="stack tight">
      <h2>{t('diagnosis.fixes')}</h2>
      {item.fixes.length === 0 && <p className="quiet">{t('diagnosis.noFix')}</p>}
      <ol className="plain-list" style={{ gap: 8 }}>
        {item.fixes.map((fix, place) => (
          <li key={fix.id} className="spread" style={{ borderTop: '1px solid var(--line)', paddingTop: 8 }}>
            <div style={{ flex: 1, minWidth: 260 }}>
              {fix.edits.map((edit) => (
                <EditLine key={`${edit.kind} ${edit.rule?.id} ${edit.groupId} ${edit.entry}`} edit={edit} />
              ))}
              <Effect fix={fix} />
              <Breaks fix={fix} />
            </div>
            <Button onClick={() => apply(fix, place)}>{t('diagnosis.apply')}</Button>
          </li>
        ))}
      </ol>
      <Useless items={item.useless} />
    </div>
  )
}

function Effect({ fix }: { readonly fix: Fix }) {
  const t = useText()
  const words = usePacketWords()
  if (fix.nothingElse === true) return <div className="accept">✓ {t('diagnosis.onlyThis')}</div>
  if (fix.nothingElse === null) return <div className="quiet">{t('diagnosis.undecided')}</div>
  return (
    <div>
      <div className="change" style={{ color: 'var(--change)' }}>
        ! {t('diagnosis.also')}
      </div>
      {fix.effect.slice(0, 4).map((part) => (
        <div key={`${part.effect} ${part.witness}`} className="mono quiet">
          {part.effect === 'opened' ? '+' : '−'} {words(part.text.slice(0, 2).join('; '))}
        </div>
      ))}
    </div>
  )
}

/** Policy tests that the fix would break. */
function Breaks({ fix: { breaks } }: { readonly fix: Fix }) {
  const t = useText()
  if (breaks === null) return <div className="quiet">{t('diagnosis.testsUndecided')}</div>
  return breaks.map(({ name, text, place, witness }) => (
    <div key={place} className="drop">
      ✗ {t('diagnosis.breaks')} {name}{' '}
      <span className="mono">{[text, place, witness].filter(Boolean).join(' · ')}</span>
    </div>
  ))
}
