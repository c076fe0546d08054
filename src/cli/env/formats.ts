// What the settings of every cloud are printed as.

import type { Credentials } from '../../server/firstStart.ts'

/** `host` is name and port of the server. */
export type Formats = Readonly<Record<string, (credentials: Credentials, host: string) => string>>

/** A snippet for another client, in a text that a shell evaluates. */
export const commented = (title: string, text: string): readonly string[] => [
  '',
  `# ${title}`,
  ...text.split('\n').map((line) => (line === '' ? '#' : `#   ${line}`)),
]
