// What a value that is not known yet refers to: `alicloud_security_group.web.id`, through variables and outputs.

import { isTree, type Tree, texts } from '../tree.ts'
import type { PlannedResource } from './plan.ts'

/** The resources that one argument of a resource may name; more than one when nobody can tell which. */
export type ReferenceFinder = (resource: PlannedResource, argument: string) => readonly PlannedResource[]

const DEEPEST = 32

export function referenceFinder(plan: Tree, resources: readonly PlannedResource[]): ReferenceFinder {
  const root = isTree(plan.configuration) ? plan.configuration.root_module : undefined

  const follow = (path: readonly string[], references: readonly string[], depth: number): readonly Found[] =>
    depth > DEEPEST ? [] : references.flatMap((reference) => step(path, reference, depth))

  const step = (path: readonly string[], reference: string, depth: number): readonly Found[] => {
    const [head = '', name = '', output = ''] = reference.replace(/\[[^\]]*\]/g, '').split('.')
    if (head === 'var') {
      const call = callOf(moduleAt(root, path.slice(0, -1)), path.at(-1))
      return follow(path.slice(0, -1), referencesIn(call?.expressions, name), depth + 1)
    }
    if (head === 'module') {
      const inner = moduleAt(root, [...path, name])
      const declared = isTree(inner?.outputs) ? inner.outputs[output] : undefined
      return follow([...path, name], referencesIn(declared, 'expression'), depth + 1)
    }
    return name === '' ? [] : [{ path, type: head, name }]
  }

  return (resource, argument) => {
    const path = namesOf(resource.module)
    const declared = declarationOf(moduleAt(root, path), resource)
    const found = follow(path, referencesIn(declared?.expressions, argument), 0)
    const named = resources.filter((each) => found.some((one) => isMeant(each, one)))
    return nearest(
      nearest(named, (each) => each.module === resource.module),
      (each) => each.index === resource.index,
    )
  }
}

interface Found {
  readonly path: readonly string[]
  readonly type: string
  readonly name: string
}

const isMeant = (resource: PlannedResource, { path, type, name }: Found): boolean =>
  resource.type === type && resource.name === name && namesOf(resource.module).join('.') === path.join('.')

/** Those that fit better, if there are any and it takes a choice. */
const nearest = (
  named: readonly PlannedResource[],
  fits: (resource: PlannedResource) => boolean,
): readonly PlannedResource[] => {
  const better = named.length > 1 ? named.filter(fits) : []
  return better.length > 0 ? better : named
}

/** `module.net["a"].module.sg` → `net`, `sg`. */
const namesOf = (module: string): readonly string[] =>
  [...module.replace(/\[("[^"]*"|[^\]]*)\]/g, '').matchAll(/module\.([^.]+)/g)].map(([, name = '']) => name)

function moduleAt(root: unknown, path: readonly string[]): Tree | undefined {
  let module: unknown = root
  for (const name of path) {
    const call = isTree(module) ? callOf(module, name) : undefined
    module = call?.module
  }
  return isTree(module) ? module : undefined
}

function callOf(module: Tree | undefined, name: string | undefined): Tree | undefined {
  const calls = module?.module_calls
  const call = isTree(calls) && name !== undefined ? calls[name] : undefined
  return isTree(call) ? call : undefined
}

function declarationOf(module: Tree | undefined, { type, name }: PlannedResource): Tree | undefined {
  const declared = Array.isArray(module?.resources) ? module.resources : []
  return declared.filter(isTree).find((each) => each.type === type && each.name === name)
}

function referencesIn(expressions: unknown, argument: string): readonly string[] {
  const expression = isTree(expressions) ? expressions[argument] : undefined
  return isTree(expression) ? texts(expression, 'references') : []
}
