// How often a rule decided, and when last.

import { useFormats } from '../../parts/formats.ts'
import { useText } from '../../text/index.ts'
import type { Count } from './useHits.ts'

export function HitCell({ hit }: { readonly hit: Count | undefined }) {
  const t = useText()
  const { ago, number, time } = useFormats()
  if (hit === undefined) return null
  return (
    <div>
      {number(hit.hits)}
      {hit.lastHit === null ? (
        <div className="quiet">{t('rules.neverHit')}</div>
      ) : (
        <time className="quiet" dateTime={hit.lastHit} title={time(hit.lastHit)} style={{ display: 'block' }}>
          {ago(hit.lastHit)}
        </time>
      )}
    </div>
  )
}
