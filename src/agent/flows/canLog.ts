// Whether packets can be logged here at all: asked beforehand, since a kernel that cannot would refuse our whole ruleset.

import { renderRule } from '../../core/compile/nftables/render.ts'
import { type Kernel, quote, runScript } from '../script.ts'

/** Null when they can; else why not, in one line. */
export async function reasonNotToLog(kernel: Kernel): Promise<string | null> {
  const rule = renderRule({ statements: [{ do: 'log', prefix: 'trial' }] })
  const trial = `add table inet trial; add chain inet trial c; add rule inet trial c ${rule}`
  try {
    await runScript(kernel, 'no flow log', [
      'command -v tcpdump >/dev/null || { echo "`tcpdump` is missing" >&2; exit 1; }',
      `unshare -n nft ${quote(trial)}`,
    ])
    return null
  } catch (error) {
    return (error as Error).message
  }
}
