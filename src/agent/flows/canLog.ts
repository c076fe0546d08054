// Whether packets can be logged here at all: asked beforehand, since a kernel that cannot would refuse our whole ruleset.

import { renderRule } from '../../core/compile/nftables/render.ts'
import { type Kernel, quote, runScript } from '../script.ts'

/** Null when they can; else why not, in one line. */
export async function reasonNotToLog(kernel: Kernel): Promise<string | null> {
  const rule = renderRule({ statements: [{ do: 'log', prefix: 'trial' }] })
  const trial = `add table inet menshen_trial; add chain inet menshen_trial c; add rule inet menshen_trial c ${rule}`
  try {
    await runScript(kernel, 'no flow log', [
      'command -v tcpdump >/dev/null || { echo "`tcpdump` is missing" >&2; exit 1; }',
      // The kernel looks at it and takes it back; a namespace for it would need a right that agents of hosts lack.
      `nft -c ${quote(trial)}`,
    ])
    return null
  } catch (error) {
    return (error as Error).message
  }
}
