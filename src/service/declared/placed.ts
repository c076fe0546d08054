// Faults with the place in a file that they are about.

import { type Fault, FaultError } from '../../core/model/faults.ts'
import type { Place } from '../../core/model/policyDocument.ts'

export class PlacedFault extends FaultError {
  readonly place: Place

  constructor(fault: Fault, place: Place) {
    super(fault)
    this.place = place
  }
}

/** Whatever operations refuse within `work` is about this place. */
export function at<T>(place: Place, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof FaultError && !(error instanceof PlacedFault))
      throw new PlacedFault(error.fault, place)
    throw error
  }
}
