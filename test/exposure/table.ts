// The published cases as a table for the docs: wrong answers carry a star.

import type { Case } from './cases.ts'

const TOOLS = ['prowler', 'checkov', 'infraguard'] as const

export function probeTable(cases: readonly Case[]): string {
  const published = cases.filter((each) => each.published !== undefined)
  const rows = published.map((each) => {
    const truth = each.open === true ? 'open' : 'closed'
    const others = TOOLS.map((tool) => {
      const said = each.published?.[tool] ?? ''
      return said === truth ? said : `${said}\\*`
    })
    return `| ${each.name.replace(/^\d+-/, '').replaceAll('-', ' ')} | ${truth} | ${truth} | ${others.join(' | ')} |`
  })
  const wrong = TOOLS.map((tool) => published.filter((each) => isWrong(each, tool)).length)
  return [
    '| may anyone on the internet reach tcp/22? | truth | Menshen | prowler | checkov | infraguard |',
    '|---|---|---|---|---|---|',
    ...rows,
    `| **wrong of ${published.length}** | | **0** | ${wrong.map((count) => `**${count}**`).join(' | ')} |`,
  ].join('\n')
}

const isWrong = ({ open, published }: Case, tool: (typeof TOOLS)[number]): boolean =>
  published?.[tool] !== (open === true ? 'open' : 'closed')
