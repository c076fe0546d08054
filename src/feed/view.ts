// What a joined host is shown of the state: enough to enforce, and nothing about others that it has no use for.

import type { Instance } from '../core/model/network.ts'
import type { Kind, Resources, Write } from '../core/model/resources.ts'

export type View = (write: Write) => Write

/** For agents of the server's own machine. */
export const wholeView: View = (write) => write

/** Names and notes decide about no packet; an instance elsewhere, with its user data, is nobody's business. */
export const viewOf =
  (hostId: string): View =>
  (write) => {
    if (write.body === null) return write
    if (write.kind === 'instance' && (write.body as Instance).hostId !== hostId)
      return { ...write, body: null }
    return { ...write, body: bare(write.body) } as Write
  }

function bare(body: Resources[Kind]): object {
  return {
    ...body,
    ...('name' in body ? { name: '' } : {}),
    ...('description' in body ? { description: '' } : {}),
    ...('tags' in body ? { tags: {} } : {}),
  }
}
