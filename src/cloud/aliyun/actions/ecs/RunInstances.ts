// Makes instances and starts them.

import { fail } from '../../../../core/model/faults.ts'
import { runInstances } from '../../../../service/instance/run.ts'
import { action } from '../../action.ts'
import { type Decoded, refuse } from '../../fields.ts'
import { isZoneOf } from '../../regions.ts'
import { tagsOf } from '../tags.ts'
import { disksOf } from './diskFields.ts'
import { firstZoneOf } from './instanceFields.ts'
import { machineOf } from './machine.ts'
import { checkPeriod, runFields } from './runFields.ts'
import { interfacesOf } from './runInterfaces.ts'

export const RunInstances = action({
  name: 'RunInstances',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Create and start instances.',
  effect: 'write',
  permission: 'ecs:RunInstances',
  input: runFields,
  faults: [
    'tooManyAddressesInVpc',
    'zoneNotFound',
    'groupNotFound',
    'groupNeeded',
    'interfacesInClassicNetwork',
    'groupInOtherVpc',
    'groupOutsideVpcs',
    'groupKindsMixed',
    'groupManaged',
    'groupFull',
    'tooManyGroups',
    'tooManyRulesOnEni',
    'vSwitchNotFound',
    'vSwitchNeeded',
    'vSwitchInOtherZone',
    'vSwitchInOtherVpc',
    'vSwitchFull',
    'addressOutsideVSwitch',
    'addressTaken',
    'ipv6Off',
    'eniNotFound',
    'eniNotFree',
    'eniInOtherZone',
    'eniInOtherVpc',
    'tooManyEnis',
    'responderMalformed',
    'publicAddressesExhausted',
    'tooManyGroupsInRegion',
    'resourceGroupNotFound',
    'diskSizeNotAllowed',
    'diskLevelNotAllowed',
    'diskIopsNotAllowed',
    'diskCannotBurst',
    'snapshotPolicyNotFound',
    'keyPairNotFound',
    'roleNotFound',
    'roleNotForInstances',
    'roleInClassicNetwork',
  ],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    ImageId: 'aliyun_3_x64_20G_alibase_20221102.vhd',
    InstanceType: 'ecs.g6.large',
    SecurityGroupId: 'sg-bp1example',
    VSwitchId: 'vsw-bp1example',
  },
  run(call, parameters) {
    check(parameters)
    const instances = runInstances(call, {
      start: true,
      region: parameters.RegionId,
      zone: parameters.ZoneId,
      anyZone: firstZoneOf(parameters.RegionId),
      amount: parameters.Amount,
      minAmount: parameters.MinAmount,
      ...interfacesOf(parameters),
      ...machineOf(call, parameters.RegionId, parameters),
      name: parameters.InstanceName ?? '',
      description: parameters.Description ?? '',
      resourceGroupId: parameters.ResourceGroupId ?? '',
      tags: tagsOf(parameters.Tag),
      hostName: parameters.HostName ?? '',
      hostNames: parameters.HostNames,
      disks: disksOf(parameters),
      uniqueSuffix: parameters.UniqueSuffix ?? false,
    })
    return {
      InstanceIdSets: { InstanceIdSet: instances.map((instance) => instance.id) },
      OrderId: '',
      TradePrice: 0,
    }
  },
})

type Parameters = Decoded<typeof runFields>

function check(parameters: Parameters): void {
  checkPeriod(parameters)
  const { Amount, HostName, HostNames, MinAmount, Password, PasswordInherit, RegionId, ZoneId } = parameters
  if (ZoneId !== undefined && !isZoneOf(ZoneId, RegionId)) fail({ name: 'zoneNotFound', zone: ZoneId })
  if (MinAmount !== undefined && MinAmount > Amount) {
    refuse({
      status: 400,
      code: 'InvalidMinAmount.Malformed',
      message: 'The specified MinAmount is not valid: it is greater than Amount.',
    })
  }
  if (HostNames.length > 0 && (HostName !== undefined || HostNames.length !== Amount)) {
    refuse({
      status: 400,
      code: 'InvalidHostName.Malformed',
      message: 'HostNames.N names each instance once, and excludes HostName.',
    })
  }
  if (PasswordInherit === true && Password !== undefined) {
    refuse({
      status: 400,
      code: 'InvalidPasswordParam.Mismatch',
      message: 'The input password should be null when passwdInherit is true.',
    })
  }
}
