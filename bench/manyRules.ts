// The toggles of bench/toggle.ts with a hundred interfaces and a thousand rules on each.
import { startLab } from './lab.ts'
import { bareTransactions, measureToggles, reportToggles } from './toggle.ts'

const INTERFACES = 100
const GROUPS = 4
const RULES = 950
const PER_CALL = 95
const TOGGLES = 120
/** Longer than any effect takes. */
const PAUSE_MS = 250

/** From the answer to the first packet that is judged by the changed rule, also where answers wait for nothing. */
const GOAL = { p50: 8, p99: 40 }

export async function measureManyRules(): Promise<void> {
  const limit = await bareTransactions()
  await measure('answers after enforcement (default)', limit, {})
  await measure('answers at once (MENSHEN_WAIT_ENFORCED=0)', limit, { MENSHEN_WAIT_ENFORCED: '0' })
}

async function measure(title: string, limit: number, environment: Record<string, string>): Promise<void> {
  const lab = await startLab(environment)
  try {
    const call = async (action: string, parameters: Record<string, string>) => {
      const answer = await lab.client.call(action, parameters)
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
      return answer.body
    }
    const groups: string[] = []
    for (let group = 0; group < GROUPS; group++) {
      groups.push((await call('CreateSecurityGroup', { VpcId: lab.vpcId })).SecurityGroupId as string)
    }
    let rules = 0
    for (const group of [...groups, lab.dbGroup]) {
      for (let first = 0; first < RULES / (GROUPS + 1); first += PER_CALL) {
        const permissions: Record<string, string> = {}
        for (let at = 0; at < PER_CALL; at++) {
          rules++
          permissions[`Permissions.${at + 1}.IpProtocol`] = 'TCP'
          permissions[`Permissions.${at + 1}.PortRange`] = `${1000 + rules}/${1000 + rules}`
          permissions[`Permissions.${at + 1}.SourceCidrIp`] = `10.0.${rules % 200}.0/24`
        }
        await call('AuthorizeSecurityGroup', { SecurityGroupId: group, ...permissions })
      }
    }
    const all = [lab.dbGroup, ...groups]
    const bound = Object.fromEntries(all.map((id, at) => [`SecurityGroupIds.${at + 1}`, id]))
    await lab.addInstances(INTERFACES, bound)
    await lab.enforced()
    const { toggles, samples } = await measureToggles(lab, TOGGLES, PAUSE_MS)
    reportToggles(
      `${INTERFACES} interfaces with ${rules} rules each, changes of one rule, ${title}`,
      toggles,
      samples,
      limit,
      GOAL,
    )
  } finally {
    await lab.remove()
  }
}
