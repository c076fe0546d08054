// Faults of disks.

export type DiskFault =
  | { readonly name: 'diskNotFound'; readonly diskId: string }
  | {
      readonly name: 'diskSizeNotAllowed'
      readonly kind: 'system' | 'data'
      readonly size: number
      readonly minimum: number
      readonly maximum: number
    }
  | {
      readonly name: 'diskShrinks'
      readonly diskId: string
      readonly size: number
      readonly wanted: number
    }
  /** Of cloud_essd only, and large enough for it. */
  | { readonly name: 'diskLevelNotAllowed'; readonly level: string; readonly category: string }
  /** Beyond what a cloud_auto disk of this size can have; other disks have none. */
  | { readonly name: 'diskIopsNotAllowed'; readonly iops: number; readonly category: string }
  | { readonly name: 'diskCannotBurst'; readonly category: string }
  | { readonly name: 'snapshotPolicyNotFound'; readonly policyId: string }
