// What takes all packets of a rule before it: other rules, or something that decides before rules.

import { useModel } from '../../model/useModel.ts'
import { useRuleLine } from '../../parts/useRuleLine.ts'
import { useText } from '../../text/index.ts'

/** Ids of rules, or the kind of what decides: `innerAccess`. */
export function Covering({ by }: { readonly by: readonly string[] }) {
  const t = useText()
  const { reader } = useModel()
  const lineOf = useRuleLine()
  return by.map((id) => {
    const rule = reader.get('rule', id)
    if (rule !== undefined) {
      return (
        <div key={id}>
          {lineOf(rule)} <span className="mono">{id}</span>
        </div>
      )
    }
    return <div key={id}>{isKind(id) ? t(`why.${id}`) : id}</div>
  })
}

const KINDS = ['innerAccess', 'smtp', 'default', 'noGroup'] as const
const isKind = (text: string): text is (typeof KINDS)[number] => KINDS.some((kind) => kind === text)
