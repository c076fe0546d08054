// Parameters that the actions about VPCs and vSwitches share.

import { integer, required, text } from '../../fields.ts'
import { isZoneOf, REGIONS, zonesOf } from '../../regions.ts'
import { isDescription, isVpcName } from '../fields.ts'

const malformed = (code: string, message: string) => ({ status: 400, code, message })

export const vpcId = required(text({ about: 'VPC.' }))
export const vSwitchId = required(text({ about: 'vSwitch.' }))
export const routeTableId = required(text({ about: 'Route table.' }))

export const vpcName = text({
  about: 'Name, 1 to 128 characters, not beginning with http:// or https://.',
  check: isVpcName,
  malformed: malformed('InvalidVpcName.Malformed', 'Specified VPC name is not valid.'),
})

export const vpcDescription = text({
  about: 'Description, 1 to 256 characters, not beginning with http:// or https://.',
  check: isDescription(1, 256),
  // The cloud's own spelling, here and below.
  malformed: malformed('InvalidVpcDiscription.Malformed', 'Specified VPC description is not valid.'),
})

export const vSwitchName = text({
  about: 'Name, 1 to 128 characters, not beginning with http:// or https://.',
  check: isVpcName,
  malformed: malformed('InvalidVSwitchName.Malformed', 'Specified virtual switch name is not valid.'),
})

export const vSwitchDescription = text({
  about: 'Description, 1 to 256 characters, not beginning with http:// or https://.',
  check: isDescription(1, 256),
  malformed: malformed(
    'InvalidVSwitchDiscription.Malformed',
    'Specified virtual switch description is not valid.',
  ),
})

const ZONES = new Set(REGIONS.flatMap((region) => zonesOf(region).map((zone) => zone.id)))
const noSuchZone = { status: 404, code: 'InvalidZoneId.NotFound', message: 'Specified zone does not exist.' }

/** Of any region; `isZoneOf` says whether it is the right one. */
export const optionalZoneId = text({
  about: 'Zone.',
  check: (zone) => ZONES.has(zone),
  malformed: noSuchZone,
})

export const zoneFits = (zone: string, region: string): boolean => isZoneOf(zone, region)

export const resourceGroupFilter = text({ about: 'Only those of this resource group.' })

export const ipv6Index = integer({
  about: "Which of the VPC's 256 IPv6 /64 blocks, 0 to 255.",
  min: 0,
  max: 255,
})
