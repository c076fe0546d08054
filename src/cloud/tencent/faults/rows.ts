// The shape of a fault table: a code for each fault of a family, so that a missing one does not compile.

/** Where the fault came up: the same fault has other codes in other services and actions. */
interface Where {
  readonly service: string
  readonly name: string
}

export type Codes<F extends { readonly name: string }> = {
  readonly [N in F['name']]: string | ((fault: Extract<F, { readonly name: N }>, where: Where) => string)
}

/** One code in CVM, another everywhere else. */
export const inCvm =
  (cvm: string, others: string) =>
  (_: unknown, { service }: Where): string =>
    service === 'cvm' ? cvm : others

/** For what only another cloud knows: classic networks, enterprise groups, priorities. */
export const NOT_HERE = 'UnsupportedOperation'
