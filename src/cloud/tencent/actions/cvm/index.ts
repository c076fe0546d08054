// All actions of cvm, sorted by name.

import type { Action } from '../../action.ts'
import { AssociateSecurityGroups } from './AssociateSecurityGroups.ts'
import { DescribeImages } from './DescribeImages.ts'
import { DescribeInstances } from './DescribeInstances.ts'
import { DescribeInstancesAttributes } from './DescribeInstancesAttributes.ts'
import { DescribeInstancesStatus } from './DescribeInstancesStatus.ts'
import { DescribeInstanceTypeConfigs } from './DescribeInstanceTypeConfigs.ts'
import { DescribeRegions } from './DescribeRegions.ts'
import { DescribeZoneInstanceConfigInfos } from './DescribeZoneInstanceConfigInfos.ts'
import { DescribeZones } from './DescribeZones.ts'
import { DisassociateSecurityGroups } from './DisassociateSecurityGroups.ts'
import { ModifyInstancesAttribute } from './ModifyInstancesAttribute.ts'
import { RebootInstances } from './RebootInstances.ts'
import { RunInstances } from './RunInstances.ts'
import { StartInstances } from './StartInstances.ts'
import { StopInstances } from './StopInstances.ts'
import { TerminateInstances } from './TerminateInstances.ts'

export const CVM_ACTIONS: readonly Action[] = [
  AssociateSecurityGroups,
  DescribeImages,
  DescribeInstanceTypeConfigs,
  DescribeInstances,
  DescribeInstancesAttributes,
  DescribeInstancesStatus,
  DescribeRegions,
  DescribeZoneInstanceConfigInfos,
  DescribeZones,
  DisassociateSecurityGroups,
  ModifyInstancesAttribute,
  RebootInstances,
  RunInstances,
  StartInstances,
  StopInstances,
  TerminateInstances,
]
