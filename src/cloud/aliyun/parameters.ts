// Flat request parameters unfolded into a tree: `Permissions.1.Policy=accept` → Permissions → 1 → Policy.

/** A text, or what stands below a dotted name. */
export type ParameterTree = string | { readonly [key: string]: ParameterTree }
