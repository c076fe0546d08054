// The version of this build, the one in package.json.

import manifest from '../package.json' with { type: 'json' }

export const version: string = manifest.version
