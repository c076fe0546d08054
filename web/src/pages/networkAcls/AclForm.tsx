// Entries of a network ACL as lines in the order in which they decide: moved, pasted and changed as text.

import { Form, Input } from 'antd'
import { useState } from 'react'
import type { NetworkAcl, NetworkAclEntry, NetworkAclEntryForm } from '../../client/generated.ts'
import { useChange } from '../../parts/change/request.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { quoted } from '../../parts/SameThing.tsx'
import { useTerms } from '../../parts/terms.ts'
import { useText } from '../../text/index.ts'

const DIRECTIONS = ['ingress', 'egress'] as const

export function AclForm({ acl, onClose }: { readonly acl: NetworkAcl; readonly onClose: () => void }) {
  const t = useText()
  const terms = useTerms()
  const change = useChange()
  const [texts, setTexts] = useState({ ingress: linesOf(acl.ingress), egress: linesOf(acl.egress) })
  const read = { ingress: readLines(texts.ingress, acl.ingress), egress: readLines(texts.egress, acl.egress) }
  const wrong = DIRECTIONS.some((direction) => read[direction].wrong !== undefined)
  const save = async () => {
    const body: Partial<Record<Direction, readonly NetworkAclEntryForm[]>> = Object.fromEntries(
      DIRECTIONS.filter((direction) => texts[direction] !== linesOf(acl[direction])).map((direction) => [
        direction,
        read[direction].entries,
      ]),
    )
    const done = await change({
      title: `${t('acl.edit')}: ${acl.name || acl.id}`,
      name: 'changeNetworkAcl',
      asked: { params: { aclId: acl.id }, body },
      command: commandOf(acl, body),
      cloud: {
        aliyun: `aliyun vpc UpdateNetworkAclEntries --RegionId ${acl.region} --NetworkAclId ${acl.id}`,
        tencent: `tccli vpc ModifyNetworkAclEntries --region ${acl.region} --NetworkAclId ${acl.id}`,
      },
    })
    if (done !== null) onClose()
  }
  return (
    <FormDialog
      width={720}
      title={`${t('acl.edit')}: ${acl.name || acl.id}`}
      onClose={onClose}
      onPreview={() => void save()}
      isReady={!wrong}
    >
      <Form layout="vertical">
        {DIRECTIONS.map((direction) => {
          const { wrong: line } = read[direction]
          return (
            <Form.Item
              key={direction}
              label={t('acl.entries', { direction: terms(direction) })}
              htmlFor={`acl-${direction}`}
              extra={t('acl.entryHint')}
              validateStatus={line === undefined ? '' : 'error'}
              help={line === undefined ? undefined : t('acl.entryWrong', line)}
            >
              <Input.TextArea
                id={`acl-${direction}`}
                className="mono"
                autoSize={{ minRows: 3, maxRows: 12 }}
                value={texts[direction]}
                onChange={({ target }) => setTexts((before) => ({ ...before, [direction]: target.value }))}
              />
            </Form.Item>
          )
        })}
      </Form>
    </FormDialog>
  )
}

type Direction = (typeof DIRECTIONS)[number]

/** Each entry by itself, in its order. */
function commandOf(
  acl: NetworkAcl,
  body: Partial<Record<Direction, readonly NetworkAclEntryForm[]>>,
): string {
  const options = DIRECTIONS.flatMap((direction) => {
    const entries = body[direction]
    if (entries === undefined) return []
    const texts = entries.map(({ action, service, peer }) => `${action} ${service} ${peer}`)
    return (texts.length === 0 ? ['none'] : texts).map((text) => `--${direction} ${quoted(text)}`)
  })
  return ['menshen nacl update', acl.id, ...options].join(' ')
}

const lineOf = ({ action, protocol, ports, peer, name }: NetworkAclEntry): string =>
  `${action} ${ports === 'any' ? protocol : `${protocol}/${ports}`} ${peer} ${name}`.trim()

const linesOf = (entries: readonly NetworkAclEntry[]): string => entries.map(lineOf).join('\n')

interface Reading {
  readonly entries: readonly NetworkAclEntryForm[]
  readonly wrong?: { readonly line: number; readonly text: string }
}

/** A line that was there before keeps its id, so that it stays the same entry. */
function readLines(text: string, before: readonly NetworkAclEntry[]): Reading {
  const entries: NetworkAclEntryForm[] = []
  const left = [...before]
  for (const [place, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const [, action, service = '', peer = '', name = ''] =
      /^\s*(accept|drop)\s+(\S+)\s+(\S+)(?:\s+(.*\S))?\s*$/.exec(line) ?? []
    if (action === undefined) return { entries, wrong: { line: place + 1, text: line } }
    const known = left.findIndex((entry) => lineOf(entry) === line.trim())
    const [same] = known === -1 ? [] : left.splice(known, 1)
    entries.push({
      ...(same === undefined ? {} : { id: same.id, description: same.description }),
      action: action as 'accept' | 'drop',
      service,
      peer,
      name,
    })
  }
  return { entries }
}
