// "For some" and "for all" over variables of a decision diagram.

import { ALL, type Bdd, NONE, type Node } from '../../headerspace/bdd.ts'

/** Half-open: from the first variable up to, not including, the end. */
export type Variables = readonly (readonly [first: number, end: number])[]

/** What is in the set for some values of the variables. */
export function forSome(diagram: Bdd, variables: Variables, set: Node): Node {
  const known = new Map<Node, Node>()
  const walk = (node: Node): Node => {
    if (node === NONE || node === ALL) return node
    const done = known.get(node)
    if (done !== undefined) return done
    const variable = diagram.variableOf(node)
    const [low, high] = [walk(diagram.lowOf(node)), walk(diagram.highOf(node))]
    const isBound = variables.some(([first, end]) => first <= variable && variable < end)
    const made = isBound ? diagram.or(low, high) : diagram.node(variable, low, high)
    known.set(node, made)
    return made
  }
  return walk(set)
}

/** What is in the set for all values of the variables. */
export const forAll = (diagram: Bdd, variables: Variables, set: Node): Node =>
  diagram.difference(ALL, forSome(diagram, variables, diagram.difference(ALL, set)))
