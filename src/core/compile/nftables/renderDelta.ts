// Prints a delta for the nft program: each step is a command, those of a transaction stand together.

import type { NamedSet } from './ast.ts'
import { TABLE } from './names.ts'
import { renderElementOf, renderHook, renderRule, timeoutLines } from './render.ts'
import type { Step } from './steps.ts'

/** A transaction with one command a line, for a file: `nft -f`, or `include` in `nft -i`. */
export const renderSteps = (steps: readonly Step[]): string =>
  steps.flatMap(renderStep).join('\n').concat('\n')

/** The same on one line, which `nft -i` takes as one transaction. */
export const renderStepsLine = (steps: readonly Step[]): string => steps.flatMap(renderStep).join('; ')

function renderStep(step: Step): readonly string[] {
  const table = `${step.family} ${TABLE}`
  switch (step.do) {
    case 'addChain':
      return [`add chain ${table} ${step.chain.name}${braced(renderHook(step.chain))}`]
    case 'addSet':
      return [`add ${kindOf(step.set)} ${table} ${step.set.name} { ${renderShape(step.set)} }`]
    case 'addElements':
      return [`add element ${table} ${step.set.name} { ${elementsOf(step.set, step.elements)} }`]
    case 'deleteElements': {
      const keys = step.elements.map(({ key }) => ({ key }))
      return [`delete element ${table} ${step.set.name} { ${elementsOf(step.set, keys)} }`]
    }
    case 'addTimeout': {
      const shape = timeoutLines(step.timeout).map((line) => line.trim())
      return [`add ct timeout ${table} ${step.timeout.name} { ${shape.join(' ')} }`]
    }
    case 'deleteTimeout':
      return [`delete ct timeout ${table} ${step.name}`]
    case 'flushSet':
      return [`flush ${kindOf(step.set)} ${table} ${step.set.name}`]
    case 'deleteSet':
      return [`delete ${kindOf(step.set)} ${table} ${step.set.name}`]
    case 'addRules':
      return step.rules.map((rule) => `add rule ${table} ${step.chain} ${renderRule(rule)}`)
    case 'flushChain':
      return [`flush chain ${table} ${step.chain}`]
    case 'deleteChain':
      return [`delete chain ${table} ${step.chain}`]
  }
}

const braced = (text: string): string => (text === '' ? '' : ` { ${text} }`)

const kindOf = (set: NamedSet): 'set' | 'map' => (set.value === undefined ? 'set' : 'map')

function renderShape(set: NamedSet): string {
  const value = set.value === undefined ? '' : ` : ${set.value}`
  return [
    `type ${set.key.join(' . ')}${value};`,
    ...(set.interval ? ['flags interval;'] : []),
    ...(set.counter ? ['counter;'] : []),
    ...(set.elements.length > 0 ? [`elements = { ${elementsOf(set, set.elements)} };`] : []),
  ].join(' ')
}

const elementsOf = (set: NamedSet, elements: NamedSet['elements']): string =>
  elements.map((element) => renderElementOf(set, element)).join(', ')
