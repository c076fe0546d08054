// What a joined host is shown of the state: enough to enforce, and nothing about others that it has no use for.

import type { Instance } from '../core/model/network.ts'
import type { ProvisionalChange, ProvisionalWrite } from '../core/model/provisional.ts'
import type { Kind, Resources, Write } from '../core/model/resources.ts'
import { FED_KINDS } from './messages.ts'

export type View = (write: Write) => Write

/** For agents of the server's own machine. */
export const wholeView: View = (write) =>
  write.kind === 'provisional' && write.body !== null
    ? { ...write, body: { ...write.body, writes: write.body.writes.filter(isFed) } }
    : write

const FED: ReadonlySet<Kind> = new Set(FED_KINDS)

/** What hosts see nothing of, they cannot take back either. */
const isFed = ({ kind }: ProvisionalWrite): boolean => FED.has(kind)

/** Names and notes decide about no packet; an instance elsewhere, with its user data, is nobody's business. */
export const viewOf =
  (hostId: string): View =>
  (write) => {
    if (write.body === null) return write
    if (write.kind === 'instance' && (write.body as Instance).hostId !== hostId)
      return { ...write, body: null }
    if (write.kind === 'provisional') return { ...write, body: bareChange(write.body as ProvisionalChange) }
    return { ...write, body: bare(write.body) } as Write
  }

/** What a host compares with what it has been shown must have been shown the same way. */
const bareChange = (change: ProvisionalChange): ProvisionalChange => ({
  ...change,
  writes: change.writes.filter(isFed).map(({ before, after, ...write }) => ({
    ...write,
    before: before && (bare(before) as typeof before),
    after: after && (bare(after) as typeof after),
  })),
})

function bare(body: Resources[Kind]): object {
  return {
    ...body,
    ...('name' in body ? { name: '' } : {}),
    ...('description' in body ? { description: '' } : {}),
    ...('tags' in body ? { tags: {} } : {}),
  }
}
