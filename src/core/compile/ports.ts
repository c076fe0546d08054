// Names of the interfaces by which ENIs are plugged into a router.

import { fnv64 } from '../model/fnv.ts'
import type { EniId } from '../model/ids.ts'

/** Name of the router's interface to the internet namespace. */
export const UPLINK = 'uplink'

/** Fifteen characters are the kernel's limit for a name: `mn` and 60 bits of a hash fit. */
export const portName = (eniId: EniId): string => `mn${fnv64(eniId).slice(1)}`
