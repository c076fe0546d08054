// Forgets sessions through public addresses that changed hands: their translation outlives every rule.

import type { HostLayout } from './layout.ts'
import { inNamespace, type Kernel, runScript } from './script.ts'

/** The ruleset stops such sessions by itself; without this, new ones with the same ports would be stuck to them. */
export async function removeSessionsOf(kernel: Kernel, before: HostLayout, after: HostLayout): Promise<void> {
  const script: string[] = []
  for (const [address, old] of before.publicRoutes) {
    const router = after.routers.get(old.vpcId)
    const now = after.publicRoutes.get(address)
    const same = now?.vpcId === old.vpcId && now.borne === old.borne
    if (router === undefined || same) continue
    script.push(
      inNamespace(
        router.namespace,
        `conntrack -D -d ${address} >/dev/null 2>&1; conntrack -D -q ${address} >/dev/null 2>&1; :`,
      ),
    )
  }
  await runScript(kernel, 'cannot forget sessions', script)
}
