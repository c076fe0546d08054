// The `menshen` command: answers `--version` at once; everything else is read and run as a verb.

import { version } from '../version.ts'

const [, , first, ...rest] = process.argv

// Scripts ask for it again and again, and need none of the words and verbs for it.
if ((first === '--version' || first === '-V') && rest.length === 0) process.stdout.write(`${version}\n`)
else await (await import('./run.ts')).run()
