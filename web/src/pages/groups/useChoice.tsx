// Rules that are ticked: one by one, all from one to another with the shift key, all that are shown.

import { type MouseEvent, useMemo, useRef } from 'react'
import type { Rule } from '../../../../src/core/model/rule.ts'
import type { LongColumn } from '../../parts/LongTable.tsx'
import { useText } from '../../text/index.ts'

interface Choosing {
  readonly rules: readonly Rule[]
  readonly chosen: readonly string[]
  readonly onChoose: (ids: readonly string[]) => void
}

/** The column of ticks. */
export function useChoice({ rules, chosen, onChoose }: Choosing): LongColumn<Rule> {
  const t = useText()
  const last = useRef<string>(undefined)
  const all = useMemo(() => new Set(chosen), [chosen])
  const toggle = (id: string, isRange: boolean) => {
    const ids = rules.map((rule) => rule.id as string)
    const [from, to] = [ids.indexOf((isRange && last.current) || id), ids.indexOf(id)]
    const meant = ids.slice(Math.max(0, Math.min(from, to)), Math.max(from, to) + 1)
    last.current = id
    onChoose(all.has(id) ? chosen.filter((one) => !meant.includes(one)) : [...new Set([...chosen, ...meant])])
  }
  const count = rules.filter(({ id }) => all.has(id)).length
  const isAll = count > 0 && count === rules.length
  return {
    key: 'choice',
    title: (
      <input
        type="checkbox"
        className="row-check"
        aria-label={t('rules.chooseAll')}
        checked={isAll}
        disabled={rules.length === 0}
        ref={(box) => {
          if (box !== null) box.indeterminate = count > 0 && !isAll
        }}
        onChange={() => onChoose(isAll ? [] : rules.map(({ id }) => id))}
      />
    ),
    width: '40px',
    cell: ({ id }) => (
      <input
        type="checkbox"
        className="row-check"
        aria-label={`${t('rules.choose')} ${id}`}
        checked={all.has(id)}
        onChange={({ nativeEvent }) => toggle(id, (nativeEvent as unknown as MouseEvent).shiftKey)}
      />
    ),
  }
}
