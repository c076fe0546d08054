// The toggles of bench/toggle.ts with a hundred interfaces and a thousand rules on each.
import { startLab } from './lab.ts'
import { bareTransactions, measureToggles, reportToggles } from './toggle.ts'

const INTERFACES = 100
const GROUPS = 4
const RULES = 950
const PER_CALL = 95

export async function measureManyRules(): Promise<void> {
  const lab = await startLab()
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
    const { toggles, samples } = await measureToggles(lab)
    reportToggles(
      `${INTERFACES} interfaces with ${rules} rules each, changes of one rule`,
      toggles,
      samples,
      await bareTransactions(),
    )
  } finally {
    await lab.remove()
  }
}
