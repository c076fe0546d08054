// How many of the group's live sessions the rule being typed meets, and which it would cut; asked from the hosts.

import { useQuery } from '@tanstack/react-query'
import { Popover } from 'antd'
import type { Write } from '../../../../src/core/model/resources.ts'
import type { SecurityGroup } from '../../../../src/core/model/securityGroup.ts'
import { call } from '../../client/client.ts'
import { askLiveTouch } from '../../model/analysis.ts'
import { useText } from '../../text/index.ts'

/** Sessions come and go: as often as that they are asked for again while the form is open. */
const LOOK_MS = 5_000
const MOST_SESSIONS = 5_000
const MOST_SHOWN = 12

export function SessionsTouched({
  group,
  writes,
}: {
  readonly group: SecurityGroup
  readonly writes: readonly Write[]
}) {
  const t = useText()
  const live = useQuery({
    queryKey: ['sessions', group.id],
    queryFn: ({ signal }) =>
      call('listSessions', { query: { group: group.id, limit: MOST_SESSIONS } }, signal),
    refetchInterval: LOOK_MS,
  })
  const touch = useQuery({
    queryKey: ['sessions', group.id, 'touched', live.dataUpdatedAt, writes],
    enabled: live.data !== undefined,
    gcTime: 0,
    placeholderData: (old) => old,
    queryFn: () =>
      askLiveTouch(
        writes,
        (live.data?.items ?? []).flatMap(({ session, sides }) =>
          sides.map(({ eniId, direction }) => ({ session, eniId, direction })),
        ),
      ),
  })
  if (live.error !== null) return <span className="quiet">{t('live.sessionsUnknown')}</span>
  if (touch.error !== null) return <span className="quiet">{t('live.sessionsUnknown')}</span>
  if (live.data === undefined || touch.data === undefined)
    return <span className="quiet">{t('live.sessionsAsked')}</span>
  const { matched, cut } = touch.data
  const { items, total, silent } = live.data
  return (
    <>
      <span>{t('live.sessions', { matched, count: items.length })}</span>
      {total > items.length && <span className="quiet">{t('live.sessionsPart', { total })}</span>}
      {silent.length > 0 && (
        <span className="quiet">
          {t('live.sessionsSilent', { hosts: silent.map(({ hostId }) => hostId).join(', ') })}
        </span>
      )}
      {cut.length > 0 && (
        <Popover
          trigger={['hover', 'focus', 'click']}
          content={cut.slice(0, MOST_SHOWN).map((session) => (
            <div key={session} className="mono">
              {session}
            </div>
          ))}
        >
          <button type="button" className="badge drop plain-button">
            {t('effect.cuts', { count: cut.length })}
          </button>
        </Popover>
      )}
    </>
  )
}
